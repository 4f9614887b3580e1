using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Patterns;

/// <summary>How the values of a type are counted on a line of whole numbers: floating-point numbers in the order of their bits, decimals in units of 10⁻²⁸. What is no number at all (NaN) comes behind all of them.</summary>
public sealed class Scale
{
    const int Digits = 28;

    static readonly BigInteger Unit = BigInteger.Pow(10, Digits);

    Scale(SpecialType type, BigInteger least, BigInteger most) => (Type, Least, Most) = (type, least, most);

    public SpecialType Type { get; }

    public BigInteger Least { get; }

    public BigInteger Most { get; }

    /// <summary>The scale of a type; null where its values have no order.</summary>
    public static Scale? Of(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => new(type.SpecialType, 0, 1),
        SpecialType.System_Char => new(type.SpecialType, char.MinValue, char.MaxValue),
        SpecialType.System_SByte => new(type.SpecialType, sbyte.MinValue, sbyte.MaxValue),
        SpecialType.System_Byte => new(type.SpecialType, byte.MinValue, byte.MaxValue),
        SpecialType.System_Int16 => new(type.SpecialType, short.MinValue, short.MaxValue),
        SpecialType.System_UInt16 => new(type.SpecialType, ushort.MinValue, ushort.MaxValue),
        SpecialType.System_Int32 => new(type.SpecialType, int.MinValue, int.MaxValue),
        SpecialType.System_UInt32 => new(type.SpecialType, uint.MinValue, uint.MaxValue),
        SpecialType.System_Int64 => new(type.SpecialType, long.MinValue, long.MaxValue),
        SpecialType.System_UInt64 => new(type.SpecialType, ulong.MinValue, ulong.MaxValue),
        // What a native integer can hold is not known before the program runs; constants are those of 32 bits.
        SpecialType.System_IntPtr => new(type.SpecialType, long.MinValue, long.MaxValue),
        SpecialType.System_UIntPtr => new(type.SpecialType, 0, ulong.MaxValue),
        SpecialType.System_Single => new(type.SpecialType, Bits(float.NegativeInfinity), Bits(float.PositiveInfinity) + 1),
        SpecialType.System_Double => new(type.SpecialType, Bits(double.NegativeInfinity), Bits(double.PositiveInfinity) + 1),
        SpecialType.System_Decimal => new(type.SpecialType, Units(decimal.MinValue), Units(decimal.MaxValue)),
        _ => null,
    };

    public Numbers All => Numbers.Between(Least, Most);

    bool IsFloating => Type is SpecialType.System_Single or SpecialType.System_Double;

    /// <summary>All numbers: what a comparison can be true of.</summary>
    Numbers Comparable => IsFloating ? Numbers.Between(Least, Most - 1) : All;

    /// <summary>Where a constant stands; null where it is none of the type.</summary>
    public BigInteger? At(object? constant) => constant switch
    {
        bool b => b ? 1 : 0,
        char c => c,
        sbyte or byte or short or ushort or int or uint or long when !IsFloating && Type != SpecialType.System_Decimal => Convert.ToInt64(constant, CultureInfo.InvariantCulture),
        ulong u => u,
        float f when IsFloating => float.IsNaN(f) ? Most : Type == SpecialType.System_Double ? Bits((double)f) : Bits(f),
        double d when IsFloating => double.IsNaN(d) ? Most : Type == SpecialType.System_Single ? Bits((float)d) : Bits(d),
        decimal m => Units(m),
        _ => null,
    };

    /// <summary>The values that a comparison with a constant is true of.</summary>
    public Numbers? Where(Comparison comparison, object? constant)
    {
        if (At(constant) is not { } at) return null;
        if (IsFloating && at == Most) return comparison == Comparison.Equal ? Numbers.Between(at, at) : Numbers.None;
        return (comparison switch
        {
            Comparison.Equal => Numbers.Between(at, at),
            Comparison.Less => Numbers.Between(Least, at - 1),
            Comparison.LessOrEqual => Numbers.Between(Least, at),
            Comparison.Greater => Numbers.Between(at + 1, Most),
            _ => Numbers.Between(at, Most),
        }).Intersect(comparison == Comparison.Equal ? All : Comparable);
    }

    /// <summary>Both zeros are one; below them the order of the bits is turned round.</summary>
    static BigInteger Bits(double d)
    {
        var bits = BitConverter.DoubleToInt64Bits(d == 0 ? 0.0 : d);
        return bits < 0 ? -(BigInteger)(bits & long.MaxValue) : bits;
    }

    static BigInteger Bits(float f)
    {
        var bits = BitConverter.ToInt32(BitConverter.GetBytes(f == 0 ? 0f : f), 0);
        return bits < 0 ? -(BigInteger)(bits & int.MaxValue) : bits;
    }

    static BigInteger Units(decimal m)
    {
        var parts = decimal.GetBits(m);
        var digits = ((BigInteger)(uint)parts[2] << 64) + ((BigInteger)(uint)parts[1] << 32) + (uint)parts[0];
        var scaled = digits * BigInteger.Pow(10, Digits - ((parts[3] >> 16) & 0xff));
        return parts[3] < 0 ? -scaled : scaled;
    }

    /// <summary>A place on the line as a C# literal.</summary>
    public string Text(BigInteger at)
    {
        switch (Type)
        {
            case SpecialType.System_Boolean: return at.IsZero ? "false" : "true";
            case SpecialType.System_Char: return Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral((char)(int)at, quote: true);
            case SpecialType.System_Single:
                return at == Most ? "float.NaN" : Single(at) is var f && float.IsInfinity(f) ? f > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity" : f.ToString("R", CultureInfo.InvariantCulture) + "f";
            case SpecialType.System_Double:
                return at == Most ? "double.NaN" : Double(at) is var d && double.IsInfinity(d) ? d > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity" : Fraction(d.ToString("R", CultureInfo.InvariantCulture));
            case SpecialType.System_Decimal:
                var whole = BigInteger.DivRem(BigInteger.Abs(at), Unit, out var rest);
                var text = rest.IsZero ? whole.ToString(CultureInfo.InvariantCulture) : whole.ToString(CultureInfo.InvariantCulture) + "." + rest.ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0').TrimEnd('0');
                return (at.Sign < 0 ? "-" : "") + text + "m";
            default: return at.ToString(CultureInfo.InvariantCulture);
        }
    }

    static string Fraction(string digits) => digits.IndexOfAny(['.', 'E', 'e']) < 0 ? digits + ".0" : digits;

    static double Double(BigInteger at) => at.Sign < 0 ? -BitConverter.Int64BitsToDouble((long)-at) : BitConverter.Int64BitsToDouble((long)at);

    static float Single(BigInteger at) => (at.Sign < 0 ? -1 : 1) * BitConverter.ToSingle(BitConverter.GetBytes((int)BigInteger.Abs(at)), 0);

    /// <summary>The end of a range that holds numbers: NaN is named apart.</summary>
    public BigInteger MostComparable => IsFloating ? Most - 1 : Most;
}

/// <summary>How a value is compared with a constant.</summary>
public enum Comparison
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
