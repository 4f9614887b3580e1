using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Patterns;

namespace PyIdioms.Kernel.Symbols;

/// <summary>A constant and its type: 1 is neither 1L nor true, as in Python's Literal.</summary>
public readonly struct LiteralValue : IEquatable<LiteralValue>
{
    static readonly SymbolEqualityComparer Comparer = SymbolEqualityComparer.Default;

    public LiteralValue(object? value, ITypeSymbol? type) => (Value, Enum) = (value, type?.WithoutNullable() is INamedTypeSymbol { TypeKind: TypeKind.Enum } named ? named : null);

    public static LiteralValue Null => default;

    public object? Value { get; }

    /// <summary>The enumeration that it is a member of; null for other constants.</summary>
    public INamedTypeSymbol? Enum { get; }

    /// <summary>The constant that an operation always gives; null where it gives none.</summary>
    public static LiteralValue? Of(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: var value } ? new(value, operation.Type) : null;

    /// <summary>The same value as a value of a type; null where it is none.</summary>
    public LiteralValue? As(ITypeSymbol type)
    {
        var own = type.WithoutNullable();
        if (Value is null) return type.IsReferenceType || type.IsNullable() ? this : null;
        if (own.SpecialType == SpecialType.System_Object || own.TypeKind == TypeKind.Dynamic) return this;
        if (own.TypeKind == TypeKind.Enum) return Comparer.Equals(own, Enum) ? this : null;
        if (Enum is not null) return null;
        return own.SpecialType switch
        {
            SpecialType.System_String => Value is string ? this : null,
            SpecialType.System_Char => Value is char ? this : null,
            SpecialType.System_Boolean => Value is bool ? this : null,
            _ => Integral(Value, own.SpecialType) is { } number ? new(number, null) : null,
        };
    }

    static object? Integral(object value, SpecialType type)
    {
        if (value is not (sbyte or byte or short or ushort or int or uint or long or ulong)) return null;
        try
        {
            return type switch
            {
                SpecialType.System_SByte => Convert.ToSByte(value, CultureInfo.InvariantCulture),
                SpecialType.System_Byte => Convert.ToByte(value, CultureInfo.InvariantCulture),
                SpecialType.System_Int16 => Convert.ToInt16(value, CultureInfo.InvariantCulture),
                SpecialType.System_UInt16 => Convert.ToUInt16(value, CultureInfo.InvariantCulture),
                SpecialType.System_Int32 => Convert.ToInt32(value, CultureInfo.InvariantCulture),
                SpecialType.System_UInt32 => Convert.ToUInt32(value, CultureInfo.InvariantCulture),
                SpecialType.System_Int64 => Convert.ToInt64(value, CultureInfo.InvariantCulture),
                SpecialType.System_UInt64 => Convert.ToUInt64(value, CultureInfo.InvariantCulture),
                _ => (object?)null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The constant as C# says it.</summary>
    public string Text => this switch
    {
        { Enum: { } type } => EnumMember(type) is { } member ? $"{type.Name}.{member.Name}" : $"({type.Name}){Number(Value)}",
        { Value: null } => "null",
        { Value: string text } => SymbolDisplay.FormatLiteral(text, quote: true),
        { Value: char letter } => SymbolDisplay.FormatLiteral(letter, quote: true),
        { Value: bool answer } => answer ? "true" : "false",
        _ => Number(Value),
    };

    /// <summary>The member of an enumeration that has the value; null where none has.</summary>
    IFieldSymbol? EnumMember(INamedTypeSymbol type)
    {
        var value = Value;
        return type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, value));
    }

    /// <summary>The constant as C# says it at a place, names of types with what they need there.</summary>
    public string TextAt(SemanticModel model, int position) =>
        Enum is { } type ? (EnumMember(type) is { } member ? $"{type.ToMinimalDisplayString(model, position)}.{member.Name}" : $"({type.ToMinimalDisplayString(model, position)}){Number(Value)}") : Text;

    static string Number(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null";

    public bool Equals(LiteralValue other) => Equals(Value, other.Value) && Comparer.Equals(Enum, other.Enum);
    public override bool Equals(object? obj) => obj is LiteralValue other && Equals(other);
    public override int GetHashCode() => Value?.GetHashCode() ?? 0;
}
