using System.Reflection;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Functions of numbers and characters that the host has as well: the same names, the same types.</summary>
static class HostFunctions
{
    /// <summary>Calls one; false where the host has none.</summary>
    public static (bool IsKnown, object? Value) Call(Type type, string name, object?[] arguments)
    {
        if (name is "Clamp" && arguments is [{ } value, { } least, { } most]) return Clamp(value, least, most);
        if (arguments.Any(static a => a is null || !(Numbers.IsNumber(a) || a is bool or string or MidpointRounding))) return (false, null);
        var types = arguments.Select(static a => a!.GetType()).ToArray();
        if (type.GetMethod(name, BindingFlags.Public | BindingFlags.Static, null, types, null) is not { } method || !method.GetParameters().Select(static p => p.ParameterType).SequenceEqual(types)) return (false, null);
        try
        {
            return (true, method.Invoke(null, arguments));
        }
        catch (TargetInvocationException e) when (e.InnerException is OverflowException)
        {
            throw new OverflowException(e.InnerException.Message);
        }
        catch (TargetInvocationException)
        {
            return (false, null);
        }
    }

    /// <summary>Calls a function of single precision, of those that are exact in double and rounded once.</summary>
    public static (bool IsKnown, object? Value) MathF(string name, object?[] arguments) => (name, arguments) switch
    {
        ("Sqrt", [float x]) => (true, (float)Math.Sqrt(x)),
        ("Abs", [float x]) => (true, Math.Abs(x)),
        ("Floor", [float x]) => (true, (float)Math.Floor(x)),
        ("Ceiling", [float x]) => (true, (float)Math.Ceiling(x)),
        ("Truncate", [float x]) => (true, (float)Math.Truncate(x)),
        ("Max", [float x, float y]) => (true, Math.Max(x, y)),
        ("Min", [float x, float y]) => (true, Math.Min(x, y)),
        _ => (false, null),
    };

    static (bool, object?) Clamp(object value, object least, object most)
    {
        if (value.GetType() != least.GetType() || value.GetType() != most.GetType() || value is not IComparable own || value is double or float || ((IComparable)least).CompareTo(most) > 0) return (false, null);
        return (true, own.CompareTo(least) < 0 ? least : own.CompareTo(most) > 0 ? most : value);
    }
}
