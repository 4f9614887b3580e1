using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PyIdioms;

/// <summary>A value that is not what its declaration says.</summary>
/// <param name="Parameter">The parameter, or <c>return</c> for a result.</param>
/// <param name="Path">Where in the argument: the parameter itself.</param>
/// <param name="Expected">What the declaration says: <c>double | int</c>.</param>
/// <param name="Actual">What was found: a type, <c>null</c>, or a value where the type is right.</param>
public sealed record TypeMismatch(string Parameter, string Path, string Expected, string Actual)
{
    /// <summary>What a value is to a reader who expected another type: its type, or <c>null</c>. Generated code calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static string TypeOf(object? value) => value is null ? "null" : NameOf(value.GetType());

    /// <summary>What a value is to a reader who expected another value. Generated code calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static string Describe(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        char character => $"'{character}'",
        Enum member => $"{NameOf(member.GetType())} {member}",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => NameOf(value.GetType()),
    };

    /// <summary>Throws what some mismatches are, one child for each. Generated code calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [StackTraceHidden]
    [DoesNotReturn]
    public static void Throw(IReadOnlyList<TypeMismatch> mismatches)
    {
        ArgumentNullException.ThrowIfNull(mismatches);
        throw mismatches.Count > 0
            ? new ExceptionGroup("Type check failed", mismatches.Select(static mismatch => new TypeCheckException(mismatch)))
            : new InvalidOperationException("An argument changed while it was checked.");
    }

    static string NameOf(Type type)
    {
        if (type.IsArray) return NameOf(type.GetElementType()!) + "[]";
        if (!type.IsGenericType) return Keyword(type) ?? type.Name;
        var name = type.Name;
        return $"{name[..(name.IndexOf('`', StringComparison.Ordinal) is > 0 and var end ? end : name.Length)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }

    static string? Keyword(Type type) => type.IsEnum ? null : Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => "bool",
        TypeCode.Char => "char",
        TypeCode.SByte => "sbyte",
        TypeCode.Byte => "byte",
        TypeCode.Int16 => "short",
        TypeCode.UInt16 => "ushort",
        TypeCode.Int32 => "int",
        TypeCode.UInt32 => "uint",
        TypeCode.Int64 => "long",
        TypeCode.UInt64 => "ulong",
        TypeCode.Single => "float",
        TypeCode.Double => "double",
        TypeCode.Decimal => "decimal",
        TypeCode.String => "string",
        _ => type == typeof(object) ? "object" : null,
    };
}

/// <summary>A value is not what its declaration says: <c>n: expected double | int, got string</c>.</summary>
/// <param name="mismatch">What is wrong.</param>
public sealed class TypeCheckException(TypeMismatch mismatch) : ArgumentException(null, mismatch?.Parameter)
{
    /// <summary>What is wrong.</summary>
    public TypeMismatch Mismatch { get; } = mismatch ?? throw new ArgumentNullException(nameof(mismatch));

    /// <summary>Where in the argument.</summary>
    public string Path => Mismatch.Path;

    /// <summary>What the declaration says.</summary>
    public string Expected => Mismatch.Expected;

    /// <summary>What was found.</summary>
    public string Actual => Mismatch.Actual;

    /// <inheritdoc/>
    public override string Message => $"{Path}: expected {Expected}, got {Actual}";
}
