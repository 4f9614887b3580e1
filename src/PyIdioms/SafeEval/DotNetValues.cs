using System.Collections;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>Values of .NET as Python's, and back. Types are told apart without reflection.</summary>
static class DotNetValues
{
    /// <summary>A value of .NET as Python's.</summary>
    /// <param name="value">The value.</param>
    /// <param name="source">Where it comes from, in words.</param>
    /// <param name="meter">What may be spent.</param>
    public static object? Import(object? value, string source, Spending meter)
    {
        switch (value)
        {
            case null or bool or long or double: return value;
            case string text:
                meter.Step(text.Length >> 5);
                return value;
            case BigInteger number: return PythonNumbers.Whole(number);
            case int number: return (long)number;
            case float number: return (double)number;
            case byte number: return (long)number;
            case sbyte number: return (long)number;
            case short number: return (long)number;
            case ushort number: return (long)number;
            case uint number: return (long)number;
            case ulong number: return PythonNumbers.Whole(number);
            case char character: return character.ToString();
            case IEnumerable items: return ImportItems(items, value is PyTuple, source, meter);
            case ITuple tuple: return ImportItems(Enumerable.Range(0, tuple.Length).Select(i => tuple[i]), true, source, meter);
            default: throw meter.Error(EvalErrorKind.Type, $"{source} is of the type '{value.GetType().Name}', which has no meaning in an expression");
        }
    }

    static object ImportItems(IEnumerable items, bool isTuple, string source, Spending meter)
    {
        meter.Enter();
        var list = new List<object?>();
        try
        {
            foreach (var item in items)
            {
                meter.Allocate(8);
                meter.Step();
                list.Add(Import(item, $"an item of {source}", meter));
            }
        }
        catch (Exception e) when (e is not SafeEvalException)
        {
            throw meter.Error(EvalErrorKind.Function, $"reading the items of {source} failed: {e.Message}", e);
        }
        meter.Leave();
        return isTuple ? new PyTuple([.. list]) : list;
    }

    /// <summary>A value of Python's as a type of .NET.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="place">Where it goes, in words.</param>
    /// <param name="meter">Where errors come from.</param>
    public static T Export<T>(object? value, string place, Spending meter)
    {
        if (value is T same) return same;
        // A value type whose default is null is a nullable one.
        if (value is null && default(T) is null && typeof(T).IsValueType) return default!;
        object? converted = null;
        if (typeof(T) == typeof(double) || typeof(T) == typeof(double?)) converted = PythonNumbers.IsNumber(value) ? Arithmetic.Float(value, meter) : null;
        else if (typeof(T) == typeof(float) || typeof(T) == typeof(float?)) converted = PythonNumbers.IsNumber(value) ? (float)Arithmetic.Float(value, meter) : null;
        else if (typeof(T) == typeof(char) || typeof(T) == typeof(char?)) converted = value is string { Length: 1 } text ? text[0] : null;
        else if (PythonNumbers.IsWhole(value, out var whole) && typeof(T) != typeof(bool) && typeof(T) != typeof(bool?) && typeof(T) != typeof(string))
        {
            converted = WholeAs<T>(whole) ?? throw meter.Error(EvalErrorKind.Value, $"{place} is {(whole.GetBitLength() < 200 ? whole : "a number")}, which {Shown<T>()} does not hold");
        }
        return converted is T result ? result : throw meter.Error(EvalErrorKind.Type, $"{place} is {PythonTypes.NameOf(value)}, not {Shown<T>()}");
    }

    static object? WholeAs<T>(BigInteger value)
    {
        if (Is<int>()) return value >= int.MinValue && value <= int.MaxValue ? (int)value : null;
        if (Is<long>()) return value >= long.MinValue && value <= long.MaxValue ? (long)value : null;
        if (Is<BigInteger>()) return value;
        if (Is<uint>()) return value.Sign >= 0 && value <= uint.MaxValue ? (uint)value : null;
        if (Is<ulong>()) return value.Sign >= 0 && value <= ulong.MaxValue ? (ulong)value : null;
        if (Is<short>()) return value >= short.MinValue && value <= short.MaxValue ? (short)value : null;
        if (Is<ushort>()) return value.Sign >= 0 && value <= ushort.MaxValue ? (ushort)value : null;
        if (Is<byte>()) return value.Sign >= 0 && value <= byte.MaxValue ? (byte)value : null;
        if (Is<sbyte>()) return value >= sbyte.MinValue && value <= sbyte.MaxValue ? (sbyte)value : null;
        return null;

        static bool Is<TWhole>() where TWhole : struct => typeof(T) == typeof(TWhole) || typeof(T) == typeof(TWhole?);
    }

    static string Shown<T>() => (Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T)) is var type && type == typeof(string) ? "str" : type == typeof(double) ? "float" : type == typeof(bool) ? "bool" : $"'{type.Name}'";
}
