using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Njit;

/// <summary>The types of C# that lanes can hold.</summary>
enum Num { Bool, I8, U8, I16, U16, Char, I32, U32, I64, U64, F32, F64 }

/// <summary>What a numeric type is.</summary>
static class Nums
{
    /// <summary>Null for what no lane can hold.</summary>
    public static Num? Of(ITypeSymbol? type) => type?.SpecialType switch
    {
        SpecialType.System_Boolean => Num.Bool,
        SpecialType.System_SByte => Num.I8,
        SpecialType.System_Byte => Num.U8,
        SpecialType.System_Int16 => Num.I16,
        SpecialType.System_UInt16 => Num.U16,
        SpecialType.System_Char => Num.Char,
        SpecialType.System_Int32 => Num.I32,
        SpecialType.System_UInt32 => Num.U32,
        SpecialType.System_Int64 => Num.I64,
        SpecialType.System_UInt64 => Num.U64,
        SpecialType.System_Single => Num.F32,
        SpecialType.System_Double => Num.F64,
        _ => null,
    };

    /// <summary>The word of C#.</summary>
    public static string Keyword(this Num num) => num switch
    {
        Num.Bool => "bool",
        Num.I8 => "sbyte",
        Num.U8 => "byte",
        Num.I16 => "short",
        Num.U16 => "ushort",
        Num.Char => "char",
        Num.I32 => "int",
        Num.U32 => "uint",
        Num.I64 => "long",
        Num.U64 => "ulong",
        Num.F32 => "float",
        _ => "double",
    };

    /// <summary>How many bytes it takes in memory.</summary>
    public static int Size(this Num num) => num switch
    {
        Num.Bool or Num.I8 or Num.U8 => 1,
        Num.I16 or Num.U16 or Num.Char => 2,
        Num.I32 or Num.U32 or Num.F32 => 4,
        _ => 8,
    };

    public static bool IsFloat(this Num num) => num is Num.F32 or Num.F64;

    public static bool IsInteger(this Num num) => num is not (Num.Bool or Num.F32 or Num.F64);

    public static bool IsSigned(this Num num) => num is Num.I8 or Num.I16 or Num.I32 or Num.I64;

    /// <summary>The type in which C# computes with it.</summary>
    public static Num Promoted(this Num num) => num is Num.I8 or Num.U8 or Num.I16 or Num.U16 or Num.Char ? Num.I32 : num;

    /// <summary>Whether every value of the type is one of another.</summary>
    public static bool Fits(this Num num, Num into) => num == into || !num.IsFloat() && !into.IsFloat() && num != Num.Bool
        && (num.Size() < into.Size() && (into.IsSigned() || !num.IsSigned()) || num.Size() == into.Size() && num.IsSigned() == into.IsSigned());
}
