using System.Text;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.ConstEval;

/// <summary>A value as code.</summary>
/// <param name="Code">The code.</param>
/// <param name="FieldType">The type of a field that is to keep it; null for none.</param>
sealed record ConstantText(string Code, string? FieldType)
{
    const int MostCharacters = 2_000_000;

    /// <summary>The code of a value of a declared type, or why there is none.</summary>
    public static (ConstantText? Text, string? Problem) Of(object? value, ITypeSymbol type)
    {
        var text = new StringBuilder();
        if (Write(text, value, type) is { } problem) return (null, problem);
        if (text.Length > MostCharacters) return (null, $"it would be {text.Length:N0} characters of code, {MostCharacters:N0} are the most");
        var keeps = type is INamedTypeSymbol { TypeArguments: [var item] } named && (named.Name is "ImmutableArray" or "IReadOnlyList" or "IReadOnlyCollection" or "IEnumerable" || named.Name == "ReadOnlySpan" && !IsBlob(item));
        if (!keeps) return (new(text.ToString(), null), null);
        // A span of what is no plain number cannot lie in the program's data: the array that it shows is kept.
        var field = type.Name == "ReadOnlySpan" ? TypeName.Of(((INamedTypeSymbol)type).TypeArguments[0]) + "[]" : TypeName.Of(type);
        return (new(text.ToString(), field), null);
    }

    static bool IsBlob(ITypeSymbol type) => Numbers.KindOf(type) is not null and not SpecialType.System_Decimal || type.SpecialType == SpecialType.System_Boolean;

    static string? Write(StringBuilder text, object? value, ITypeSymbol type)
    {
        if (text.Length > MostCharacters) return null;
        var bare = type.WithoutNullable();
        if (bare.TypeKind == TypeKind.TypeParameter) return Unwritable(type);
        if (value is null)
        {
            if (type.IsValueType && SymbolEqualityComparer.Default.Equals(bare, type)) return $"'{Shown(type)}' has no null";
            text.Append("null");
            return null;
        }
        if (value is bool or string || Numbers.IsNumber(value))
        {
            if (bare.SpecialType is SpecialType.System_Object || bare.TypeKind == TypeKind.Interface && value is not string) return $"it is of the type '{Shown(type)}'";
            text.Append(Scalar(value, bare));
            return null;
        }
        switch (value, bare)
        {
            case (ArrayValue array, IArrayTypeSymbol own) when own.Rank == array.Lengths.Length:
                text.Append("new ").Append(ArrayOf(own)).Append(' ');
                return own.Rank == 1 ? WriteAll(text, array.Items, own.ElementType) : WriteRows(text, array, own.ElementType, 0, 0);
            case (ArrayValue array, INamedTypeSymbol { TypeArguments: [var item], Name: "ImmutableArray" }): return WriteCall(text, "global::System.Collections.Immutable.ImmutableArray.Create(", array.Items, item);
            case (ArrayValue array, INamedTypeSymbol { TypeArguments: [var item], Name: "IReadOnlyList" or "IReadOnlyCollection" or "IEnumerable" }): return WriteCall(text, "global::System.Array.AsReadOnly(", array.Items, item);
            case (SpanValue span, INamedTypeSymbol { TypeArguments: [var item], Name: "ReadOnlySpan" }):
                text.Append("new ").Append(TypeName.Of(item)).Append("[] ");
                return WriteAll(text, [.. span.Array.Items.Skip(span.Start).Take(span.Length)], item);
            case (StructValue tuple, INamedTypeSymbol { IsTupleType: true } wanted) when wanted.TupleElements.Length == tuple.Fields.Count: return WriteTuple(text, tuple, wanted);
            default: return Unwritable(type);
        }
    }

    static string Unwritable(ITypeSymbol type) =>
        $"it is of the type '{Shown(type)}', and constants are numbers, texts, truth values, enumerations, and tuples, arrays, immutable arrays and read-only spans and lists of them";

    static string Scalar(object value, ITypeSymbol type) => value switch
    {
        double number when number == 0 && 1 / number < 0 => "-0D",
        float number when number == 0 && 1 / number < 0 => "-0F",
        decimal number => DecimalOf(number),
        _ => ConstantCode.Of(value, type),
    };

    /// <summary>A decimal with its sign and its zeros at the end.</summary>
    static string DecimalOf(decimal number)
    {
        var bits = decimal.GetBits(number);
        return $"new decimal({bits[0]}, {bits[1]}, {bits[2]}, {(bits[3] < 0 ? "true" : "false")}, {(bits[3] >> 16) & 0xFF})";
    }

    /// <summary>How an array of arrays is made: the lengths are those of the first.</summary>
    static string ArrayOf(IArrayTypeSymbol type) => TypeName.Of(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));

    static string? WriteCall(StringBuilder text, string call, object?[] items, ITypeSymbol item)
    {
        text.Append(call).Append("new ").Append(TypeName.Of(item)).Append("[] ");
        var problem = WriteAll(text, items, item);
        text.Append(')');
        return problem;
    }

    static string? WriteAll(StringBuilder text, object?[] items, ITypeSymbol type)
    {
        text.Append("{ ");
        foreach (var item in items)
        {
            if (Write(text, item, type) is { } problem) return problem;
            text.Append(", ");
        }
        text.Append('}');
        return null;
    }

    static string? WriteRows(StringBuilder text, ArrayValue array, ITypeSymbol type, int dimension, int start)
    {
        text.Append("{ ");
        var size = array.Lengths.Skip(dimension + 1).Aggregate(1, static (all, length) => all * length);
        for (var i = 0; i < array.Lengths[dimension]; i++)
        {
            var problem = dimension == array.Lengths.Length - 1 ? Write(text, array.Items[start + i], type) : WriteRows(text, array, type, dimension + 1, start + i * size);
            if (problem is not null) return problem;
            text.Append(", ");
        }
        text.Append('}');
        return null;
    }

    static string? WriteTuple(StringBuilder text, StructValue tuple, INamedTypeSymbol type)
    {
        text.Append('(');
        for (var i = 0; i < type.TupleElements.Length; i++)
        {
            if (i > 0) text.Append(", ");
            if (Write(text, tuple.Fields["Item" + (i + 1)], type.TupleElements[i].Type) is { } problem) return problem;
        }
        text.Append(')');
        return null;
    }

    static string Shown(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
