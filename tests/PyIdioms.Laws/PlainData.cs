using System.Reflection;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Laws;

/// <summary>Plain data: sealed records of strings, numbers, enums and equatable arrays, all the way down. What holds a symbol or a node keeps a compilation alive and is never equal to the next one.</summary>
public static class PlainData
{
    public static IEnumerable<string> Violations(Type model)
    {
        var seen = new HashSet<Type>();
        var pending = new Stack<(Type Type, string Path)>([(model, model.Name)]);
        while (pending.TryPop(out var next))
        {
            var (type, path) = next;
            if (type.IsEnum || type.IsPrimitive || type == typeof(string) || type == typeof(decimal) || !seen.Add(type)) continue;
            if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(EquatableArray<>) || type.GetGenericTypeDefinition() == typeof(Nullable<>) || IsValueTuple(type)))
            {
                foreach (var argument in type.GetGenericArguments()) pending.Push((argument, path));
                continue;
            }
            if (!IsSealedRecord(type))
            {
                yield return $"{path} is {type}, not plain data";
                continue;
            }
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                pending.Push((field.FieldType, $"{path}.{field.Name.Split('<', '>').First(part => part.Length > 0)}"));
            }
        }
    }

    static bool IsSealedRecord(Type type) =>
        type.Assembly.GetName().Name!.StartsWith("PyIdioms", StringComparison.Ordinal)
        && type.IsSealed
        && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is not null;

    static bool IsValueTuple(Type type) => type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal);
}
