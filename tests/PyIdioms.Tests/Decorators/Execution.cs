using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PyIdioms.Tests.Decorators;

/// <summary>Runs methods of types that nobody has seen before: the JIT compiles each, and each that reflection can call is called.</summary>
static class Execution
{
    const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    static readonly Type[] Arguments = [typeof(string), typeof(int), typeof(DayOfWeek), typeof(List<char>), typeof(ArgumentException), typeof(Action), typeof(object), typeof(MemoryStream)];

    /// <summary>Runs the decorated methods of a type, and tells how many were called.</summary>
    public static async Task<int> RunAll(Type type)
    {
        if (Closed(type, Arguments, static (t, a) => t.MakeGenericType(a), type.IsGenericTypeDefinition ? type.GetGenericArguments() : []) is not { } closed) return 0;
        var called = 0;
        foreach (var method in closed.GetMethods(Own).Where(static m => m.GetCustomAttributes<DecoratorAttribute>().Any() && !m.IsAbstract))
        {
            if (Closed(method, Arguments, static (m, a) => m.MakeGenericMethod(a), method.IsGenericMethodDefinition ? method.GetGenericArguments() : []) is not { } ready) continue;
            RuntimeHelpers.PrepareMethod(ready.MethodHandle, [.. closed.GenericTypeArguments.Concat(ready.GetGenericArguments()).Select(t => t.TypeHandle)]);
            if (!CanBeCalled(ready)) continue;
            var owner = ready.IsStatic ? null : Instance(closed.IsInterface ? closed.Assembly.GetTypes().FirstOrDefault(t => t is { IsClass: true, IsAbstract: false } && closed.IsAssignableFrom(t)) : closed.IsAbstract ? null : closed);
            if (owner is null && !ready.IsStatic) continue;
            await Finish(ready.Invoke(owner, [.. ready.GetParameters().Select(p => Value(p.ParameterType))]), ready.ReturnType);
            called++;
        }
        return called;
    }

    static bool CanBeCalled(MethodInfo method) =>
        !method.DeclaringType!.IsByRefLike && !method.IsDefined(typeof(System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute), false)
        && method.GetParameters().Select(static p => p.ParameterType).Append(method.ReturnType).All(static t => !Element(t).IsByRefLike && !Element(t).IsPointer && !Element(t).IsFunctionPointer);

    static Type Element(Type type) => type.IsByRef ? type.GetElementType()! : type;

    /// <summary>A generic thing with the first arguments that its constraints take.</summary>
    static T? Closed<T>(T open, Type[] candidates, Func<T, Type[], T> close, Type[] parameters) where T : MemberInfo
    {
        if (parameters.Length == 0) return open;
        for (var choice = 0; choice < Math.Pow(candidates.Length, Math.Min(parameters.Length, 4)); choice++)
        {
            var rest = choice;
            var arguments = new Type[parameters.Length];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = candidates[rest % candidates.Length];
                rest /= candidates.Length;
            }
            try
            {
                return close(open, arguments);
            }
            catch (ArgumentException)
            {
                // Not these: the constraints want others.
            }
        }
        return null;
    }

    static object? Instance(Type? type) => type is null || type.ContainsGenericParameters ? null : RuntimeHelpers.GetUninitializedObject(type);

    static object? Value(Type type)
    {
        type = Element(type);
        if (type == typeof(string)) return "a";
        if (type == typeof(object)) return "o";
        if (type == typeof(Type)) return typeof(int);
        if (type.IsArray) return Array.CreateInstance(type.GetElementType()!, new int[type.GetArrayRank()]);
        if (type.IsValueType) return Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;
        if (typeof(Delegate).IsAssignableFrom(type)) return type.GetMethod("Invoke") is { ReturnType.IsByRef: false } invoke ? Expression.Lambda(type, Expression.Default(invoke.ReturnType), invoke.GetParameters().Select(p => Expression.Parameter(p.ParameterType))).Compile() : null;
        if (type.IsGenericType && type.IsInterface && type.GetGenericTypeDefinition() is var open && type.IsAssignableFrom(type.GetGenericArguments()[0].MakeArrayType())) return Array.CreateInstance(type.GetGenericArguments()[0], 0);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)) return typeof(AsyncEnumerable).GetMethod(nameof(AsyncEnumerable.Empty))!.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, null);
        if (type.IsInterface || type.IsAbstract) return null;
        if (typeof(Task).IsAssignableFrom(type)) return type.IsGenericType ? typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [Value(type.GetGenericArguments()[0])]) : Task.CompletedTask;
        return type.GetConstructor(Type.EmptyTypes) is null ? RuntimeHelpers.GetUninitializedObject(type) : Activator.CreateInstance(type);
    }

    static async Task Finish(object? result, Type declared)
    {
        switch (result)
        {
            case Task task:
                await task;
                return;
            case ValueTask task:
                await task;
                return;
            case null:
                return;
        }
        if (declared.IsGenericType && declared.GetGenericTypeDefinition() == typeof(ValueTask<>)) await (Task)declared.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(result, null)!;
        else if (declared.IsGenericType && declared.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)) await (Task)((Func<IAsyncEnumerable<int>, Task>)Drain).Method.GetGenericMethodDefinition().MakeGenericMethod(declared.GetGenericArguments()).Invoke(null, [result])!;
    }

    static async Task Drain<T>(IAsyncEnumerable<T> stream)
    {
        await foreach (var item in stream.ConfigureAwait(false)) GC.KeepAlive(item);
    }
}
