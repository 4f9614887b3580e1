using System.Collections;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text.Json;

namespace PyIdioms;

/// <summary>Reads a value as one of a type, where it is one.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <param name="value">The value.</param>
/// <param name="result">The same as one of the type; its default where it is none.</param>
/// <returns>Whether it is one.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate bool MappingReader<T>(MappingValue value, [MaybeNullWhen(false)] out T result);

/// <summary>Values of the types that the parameters of a <see cref="CaseAttribute"/> may have. For generated code.</summary>
/// <remarks>A whole number is one in any width that holds it, and a real number too; a bool, a text or a number with a fraction is none.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MappingRead
{
#pragma warning disable CS1591, CA1720 // Each is what its name says, of MappingReader's contract.
    public static bool Any(MappingValue value, out object? result)
    {
        result = value.ToObject();
        return true;
    }

    public static bool Object(MappingValue value, [NotNullWhen(true)] out object? result) => (result = value.ToObject()) is not null;

    public static bool Text(MappingValue value, [NotNullWhen(true)] out string? result)
    {
        result = value.IsJson ? value.Json.ValueKind == JsonValueKind.String ? value.Json.GetString() : null : value.Boxed as string;
        return result is not null;
    }

    public static bool Boolean(MappingValue value, out bool result)
    {
        if (value.IsJson)
        {
            result = value.Json.ValueKind == JsonValueKind.True;
            return result || value.Json.ValueKind == JsonValueKind.False;
        }
        result = value.Boxed is true;
        return value.Boxed is bool;
    }

    public static bool Integer<T>(MappingValue value, out T result) where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (value.Boxed is T same)
        {
            result = same;
            return true;
        }
        if (typeof(T) == typeof(int) && value.IsJson)
        {
            var isOne = value.Json.TryGetNumber(out var small);
            result = T.CreateTruncating(small);
            return isOne;
        }
        if (Whole(value) is { } whole && whole >= Int128.CreateTruncating(T.MinValue) && whole <= Int128.CreateTruncating(T.MaxValue))
        {
            result = T.CreateTruncating(whole);
            return true;
        }
        result = default;
        return false;
    }

    static bool TryGetNumber(this JsonElement element, out int number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out number);
    }

    static Int128? Whole(MappingValue value)
    {
        if (value.IsJson)
        {
            if (value.Json.ValueKind != JsonValueKind.Number) return null;
            return value.Json.TryGetInt64(out var signed) ? signed : value.Json.TryGetUInt64(out var unsigned) ? unsigned : null;
        }
        return value.Boxed switch { int n => n, long n => n, short n => n, sbyte n => n, byte n => n, uint n => n, ushort n => n, ulong n => n, _ => null };
    }

    public static bool Real<T>(MappingValue value, out T result) where T : struct, INumber<T>
    {
        result = default;
        if (value.IsJson)
        {
            if (value.Json.ValueKind != JsonValueKind.Number) return false;
            if (typeof(T) == typeof(decimal))
            {
                if (!value.Json.TryGetDecimal(out var exact)) return false;
                result = T.CreateChecked(exact);
                return true;
            }
            result = T.CreateSaturating(value.Json.GetDouble());
            return true;
        }
        switch (value.Boxed)
        {
            case T same: result = same; return true;
            case double number when typeof(T) != typeof(decimal): result = T.CreateSaturating(number); return true;
            case float number when typeof(T) != typeof(decimal): result = T.CreateSaturating(number); return true;
            case decimal number: result = T.CreateSaturating(number); return true;
        }
        if (Whole(value) is not { } whole) return false;
        result = T.CreateSaturating(whole);
        return true;
    }

    public static bool Named<T>(MappingValue value, out T result) where T : struct, Enum
    {
        if (value.Boxed is T same)
        {
            result = same;
            return true;
        }
        result = default;
        return Text(value, out var text) && text.Length > 0 && char.IsLetter(text[0]) && Enum.TryParse(text, out result);
    }

    public static bool Guid(MappingValue value, out Guid result)
    {
        if (value.Boxed is not Guid same) return System.Guid.TryParse(Text(value, out var text) ? text : null, out result);
        result = same;
        return true;
    }

    public static bool DateTime(MappingValue value, out DateTime result)
    {
        if (value.Boxed is DateTime same) result = same;
        else if (value.IsJson && value.Json.ValueKind == JsonValueKind.String) return value.Json.TryGetDateTime(out result);
        else result = default;
        return value.Boxed is DateTime;
    }

    public static bool DateTimeOffset(MappingValue value, out DateTimeOffset result)
    {
        if (value.Boxed is DateTimeOffset same) result = same;
        else if (value.IsJson && value.Json.ValueKind == JsonValueKind.String) return value.Json.TryGetDateTimeOffset(out result);
        else result = default;
        return value.Boxed is DateTimeOffset;
    }

    /// <summary>What a reader reads, or null.</summary>
    public static MappingReader<T?> OrNull<T>(MappingReader<T> read) where T : struct => (MappingValue value, out T? result) =>
    {
        result = null;
        if (value.IsNull) return true;
        if (!read(value, out var found)) return false;
        result = found;
        return true;
    };

    /// <summary>What a reader reads, or null.</summary>
    public static MappingReader<T?> OrNone<T>(MappingReader<T> read) where T : class => (MappingValue value, out T? result) =>
    {
        result = null;
        return value.IsNull || read(value, out result);
    };

    /// <summary>A list of what a reader reads.</summary>
    public static MappingReader<List<T>> List<T>(MappingReader<T> read) => (MappingValue value, [MaybeNullWhen(false)] out List<T> result) =>
    {
        result = Items(value, read);
        return result is not null;
    };

    /// <summary>An array of what a reader reads.</summary>
    public static MappingReader<T[]> Array<T>(MappingReader<T> read) => (MappingValue value, [MaybeNullWhen(false)] out T[] result) =>
    {
        result = Items(value, read)?.ToArray();
        return result is not null;
    };

    static List<T>? Items<T>(MappingValue value, MappingReader<T> read)
    {
        var all = new List<T>();
        if (value.IsJson)
        {
            if (value.Json.ValueKind != JsonValueKind.Array) return null;
            foreach (var element in value.Json.EnumerateArray())
            {
                if (!read(new(element), out var item)) return null;
                all.Add(item);
            }
            return all;
        }
        if (value.Boxed is string or IDictionary or not IEnumerable) return null;
        foreach (var element in (IEnumerable)value.Boxed)
        {
            if (!read(new MappingValue(element), out var item)) return null;
            all.Add(item);
        }
        return all;
    }

    /// <summary>A dictionary of what a reader reads.</summary>
    public static MappingReader<Dictionary<string, T>> Dictionary<T>(MappingReader<T> read) => (MappingValue value, [MaybeNullWhen(false)] out Dictionary<string, T> result) =>
    {
        result = null;
        var source = value.ToSource();
        if (!source.IsMapping) return false;
        var all = new Dictionary<string, T>();
        foreach (var (key, entry) in source.Rest())
        {
            if (!read(new MappingValue(entry), out var item)) return false;
            all[key] = item;
        }
        result = all;
        return true;
    };

    /// <summary>A case of another union.</summary>
    public static MappingReader<T> Union<T>(Func<MappingSource, T?> match) where T : class => (MappingValue value, [MaybeNullWhen(false)] out T result) => (result = match(value.ToSource())) is not null;
#pragma warning restore CS1591, CA1720
}
