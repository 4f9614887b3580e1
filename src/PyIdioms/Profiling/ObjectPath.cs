using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>Looks for a way from what is always alive to an object, by reflection: a message is better for it, nothing depends on it.</summary>
/// <remarks>Trimmed programs have fewer fields to look at, so there it finds less.</remarks>
static class ObjectPath
{
    /// <summary>So many objects are looked at.</summary>
    const int Most = 500_000;

    const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    static readonly Dictionary<Type, FieldInfo[]> Known = [];

    /// <summary>The way from a static field of the program's own types. Their static constructors run, where they have not yet.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "What is trimmed away is not found.")]
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "What is trimmed away is not found.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "What is trimmed away is not found.")]
    public static string? FromStatics(object wanted)
    {
        var roots = new List<(string, object)>();
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (assembly.IsDynamic || assembly.GetName().Name is not { } name || IsFrameworks(name)) continue;
            foreach (var type in TypesOf(assembly))
            {
                if (type.ContainsGenericParameters) continue;
                foreach (var field in type.GetFields(Statics))
                {
                    if (!field.IsLiteral && ValueOf(field, null) is { } value) roots.Add(($"{NameOf(type)}.{NameOf(field)}", value));
                }
            }
        }
        return Search(roots, wanted);
    }

    /// <summary>The way from one object.</summary>
    public static string? From(string name, object root, object wanted) => Search([(name, root)], wanted);

    static string? Search(List<(string Name, object Value)> roots, object wanted)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Queue<Step>();
        foreach (var (name, value) in roots)
        {
            if (seen.Add(value)) pending.Enqueue(new(value, name, null));
        }
        while (seen.Count < Most && pending.TryDequeue(out var step))
        {
            if (ReferenceEquals(step.Value, wanted)) return step.ToString();
            foreach (var (name, value) in Parts(step.Value))
            {
                if (seen.Add(value)) pending.Enqueue(new(value, name, step));
            }
        }
        return null;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "What is trimmed away is not found.")]
    static IEnumerable<(string Name, object Value)> Parts(object whole)
    {
        if (whole is string or Type or Assembly or Pointer or WeakReference) yield break;
        if (whole is Array array)
        {
            if (array.GetType().GetElementType() is { IsPrimitive: true } or { IsPointer: true }) yield break;
            var index = 0;
            foreach (var item in array)
            {
                if (item is not null) yield return ($"[{index}]", item);
                index++;
            }
            yield break;
        }
        foreach (var field in FieldsOf(whole.GetType()))
        {
            if (ValueOf(field, whole) is { } value) yield return ("." + NameOf(field), value);
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "What is trimmed away is not found.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "What is trimmed away is not found.")]
    static FieldInfo[] FieldsOf(Type type)
    {
        lock (Known)
        {
            if (Known.TryGetValue(type, out var known)) return known;
            var fields = new List<FieldInfo>();
            for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            {
                // A weak table or reference holds nothing.
                if (declaring.IsGenericType && declaring.GetGenericTypeDefinition() is var open && (open == typeof(WeakReference<>) || open == typeof(ConditionalWeakTable<,>))) return Known[type] = [];
                fields.AddRange(declaring.GetFields(Fields).Where(static field => !field.FieldType.IsPrimitive && !field.FieldType.IsPointer && !field.FieldType.IsEnum && !field.FieldType.IsByRefLike));
            }
            return Known[type] = [.. fields];
        }
    }

    static object? ValueOf(FieldInfo field, object? whole)
    {
        try
        {
            return field.FieldType is { IsPrimitive: true } or { IsPointer: true } or { IsByRefLike: true } or { IsFunctionPointer: true } ? null : field.GetValue(whole);
        }
        catch (Exception e) when (e is TargetInvocationException or TypeInitializationException or FieldAccessException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    [RequiresUnreferencedCode("Looks at all types.")]
    static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }

    static bool IsFrameworks(string assembly) =>
        assembly is "System" or "mscorlib" or "netstandard" or "WindowsBase" || assembly.StartsWith("System.", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.", StringComparison.Ordinal);

    /// <summary>A property's field goes by the property's name.</summary>
    static string NameOf(FieldInfo field) => field.Name.StartsWith('<') && field.Name.IndexOf('>', StringComparison.Ordinal) is > 1 and var end ? field.Name[1..end] : field.Name;

    static string NameOf(Type type) => type.DeclaringType is { } outer ? $"{NameOf(outer)}.{type.Name}" : type.Name;

    sealed record Step(object Value, string Name, Step? Before)
    {
        public override string ToString() => Before is null ? Name : Before + Name;
    }
}
