using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Constraints;

/// <summary>What values of a type are to a constraint.</summary>
public enum Nature { Other, Integer, Binary, Decimal, Bool, Char, Text, Time }

/// <summary>A type as constraints see it: without nullable and <c>[Annotated]</c> around it, with the range of its numbers and the way to its length.</summary>
/// <param name="Type">The type inside.</param>
/// <param name="Nature">What its values are.</param>
/// <param name="Least">The smallest number of an integer type; null for no limit.</param>
/// <param name="Most">The greatest number of an integer type; null for no limit.</param>
/// <param name="CanBeNull">Whether the value itself may be null at run time.</param>
/// <param name="IsNullable">Whether it is a <c>Nullable&lt;T&gt;</c>.</param>
/// <param name="Unwrap">The members from the value to what the constraint is about: <c>.Value</c>; empty for the value itself.</param>
public sealed record ValueKind(ITypeSymbol Type, Nature Nature, BigInteger? Least, BigInteger? Most, bool CanBeNull, bool IsNullable, string Unwrap)
{
    public static ValueKind Of(ITypeSymbol type)
    {
        var (isNullable, inner) = (type.IsNullable(), type.WithoutNullable());
        var canBeNull = isNullable || MayBeNull(inner);
        var unwrap = "";
        while (unwrap.Length < 100 && (unwrap.Length == 0 || inner.IsValueType) && Wrapped(inner) is { } value) (unwrap, inner) = ($"{unwrap}.{Model.TypeName.Escape(value.Name)}", value.Type);
        var (nature, least, most) = NatureOf(inner);
        return new(inner, nature, least, most, canBeNull, isNullable, unwrap);
    }

    /// <summary>Whether what the constraint is about may be null where the value itself is not.</summary>
    public bool InnerCanBeNull => Unwrap.Length > 0 && MayBeNull(Type);

    /// <summary>The only parameter of an <c>[Annotated]</c> type; null for other types.</summary>
    public static IParameterSymbol? Wrapped(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsRecord: true } named && named.GetAttributes().Any(static a => a.AttributeClass is { Name: "AnnotatedAttribute" } c && c.IsOurs())
            ? named.InstanceConstructors.FirstOrDefault(c => c.Parameters is [var only] && !SymbolEqualityComparer.Default.Equals(only.Type, named))?.Parameters[0]
            : null;

    static bool MayBeNull(ITypeSymbol type) => !type.IsValueType && !type.IsRefLikeType && type is not (IPointerTypeSymbol or IFunctionPointerTypeSymbol or ITypeParameterSymbol { AllowsRefLikeType: true });

    static (Nature, BigInteger?, BigInteger?) NatureOf(ITypeSymbol type) => type.SpecialType switch
    {
        _ when type.TypeKind == TypeKind.Enum => (Nature.Other, null, null),
        SpecialType.System_SByte => (Nature.Integer, sbyte.MinValue, sbyte.MaxValue),
        SpecialType.System_Byte => (Nature.Integer, byte.MinValue, byte.MaxValue),
        SpecialType.System_Int16 => (Nature.Integer, short.MinValue, short.MaxValue),
        SpecialType.System_UInt16 => (Nature.Integer, ushort.MinValue, ushort.MaxValue),
        SpecialType.System_Int32 => (Nature.Integer, int.MinValue, int.MaxValue),
        SpecialType.System_UInt32 => (Nature.Integer, uint.MinValue, uint.MaxValue),
        SpecialType.System_Int64 or SpecialType.System_IntPtr => (Nature.Integer, long.MinValue, long.MaxValue),
        SpecialType.System_UInt64 or SpecialType.System_UIntPtr => (Nature.Integer, ulong.MinValue, ulong.MaxValue),
        SpecialType.System_Single or SpecialType.System_Double => (Nature.Binary, null, null),
        SpecialType.System_Decimal => (Nature.Decimal, null, null),
        SpecialType.System_Boolean => (Nature.Bool, null, null),
        SpecialType.System_Char => (Nature.Char, null, null),
        SpecialType.System_String => (Nature.Text, null, null),
        SpecialType.System_DateTime => (Nature.Time, null, null),
        _ => type.ContainingNamespace?.ToDisplayString() switch
        {
            "System" => type.Name switch
            {
                "Half" => (Nature.Binary, null, null),
                "Int128" => (Nature.Integer, -(BigInteger.One << 127), (BigInteger.One << 127) - 1),
                "UInt128" => (Nature.Integer, BigInteger.Zero, (BigInteger.One << 128) - 1),
                "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" => (Nature.Time, null, null),
                "ReadOnlySpan" or "Span" when type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Char }] } => (Nature.Text, null, null),
                _ => (Nature.Other, null, null),
            },
            "System.Numerics" when type.Name == "BigInteger" => (Nature.Integer, null, null),
            _ => (Nature.Other, null, null),
        },
    };

    public bool IsNumber => Nature is Nature.Integer or Nature.Binary or Nature.Decimal;

    public bool IsSpan => Nature == Nature.Text && Type.SpecialType != SpecialType.System_String;

    /// <summary>The property that says how many items there are: <c>Count</c> or <c>Length</c>; null where none does without running.</summary>
    public string? LengthMember
    {
        get
        {
            if (Type is IArrayTypeSymbol || Nature == Nature.Text) return "Length";
            foreach (var name in (string[])["Count", "Length"])
            {
                if (HasMember(Type, name)) return name;
            }
            return null;
        }
    }

    /// <summary>Whether a constant is a bound for values of this type.</summary>
    public bool Accepts(object? bound) => Nature == Nature.Text ? bound is string && !IsSpan : IsNaN(bound) ? IsNumber : Bound(bound) is not null;

    public static bool IsNaN(object? bound) => bound is double.NaN or float.NaN;

    /// <summary>A bound as a number: the number itself, the code of a character, the ticks of a time. Null where it is none for this type.</summary>
    public Exact? Bound(object? bound) => Nature switch
    {
        Nature.Integer or Nature.Binary or Nature.Decimal => bound is string text ? Exact.Parse(text) : Exact.Of(bound),
        Nature.Char => bound is char character ? Exact.Of(new BigInteger(character)) : null,
        Nature.Time => bound is string text && Ticks(text) is { } ticks ? Exact.Of(new BigInteger(ticks)) : null,
        _ => null,
    };

    long? Ticks(string text)
    {
        var culture = CultureInfo.InvariantCulture;
        return Type.Name switch
        {
            "TimeSpan" => TimeSpan.TryParse(text, culture, out var span) ? span.Ticks : null,
            "TimeOnly" => TimeSpan.TryParse(text, culture, out var time) && time.Days == 0 && time >= TimeSpan.Zero ? time.Ticks : null,
            "DateOnly" => DateTime.TryParse(text, culture, DateTimeStyles.None, out var day) && day.TimeOfDay == TimeSpan.Zero ? day.Ticks : null,
            "DateTimeOffset" => DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.UtcTicks : null,
            _ => DateTime.TryParse(text, culture, DateTimeStyles.RoundtripKind, out var at) ? at.Ticks : null,
        };
    }

    static bool HasMember(ITypeSymbol type, string name)
    {
        if (type is ITypeParameterSymbol parameter) return parameter.ConstraintTypes.Any(c => HasMember(c, name));
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.GetMembers(name).Any(IsLength)) return true;
        }
        return type.TypeKind == TypeKind.Interface && type.AllInterfaces.Count(i => i.GetMembers(name).Any(IsLength)) == 1;
    }

    static bool IsLength(ISymbol member) => member is IPropertySymbol { IsStatic: false, IsIndexer: false, Type.SpecialType: SpecialType.System_Int32, GetMethod.DeclaredAccessibility: Accessibility.Public, DeclaredAccessibility: Accessibility.Public };
}
