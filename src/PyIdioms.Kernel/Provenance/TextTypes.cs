using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What values of a type can carry.</summary>
public static class TextTypes
{
    /// <summary>Whether the text of a value is that of a number, a date, an enum: it cannot hold syntax. Not a <c>char</c>: a quote fits into it.</summary>
    public static bool IsScalar(this ITypeSymbol? type) => type switch
    {
        null => false,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => nullable.TypeArguments[0].IsScalar(),
        { TypeKind: TypeKind.Enum } => true,
        { SpecialType: SpecialType.System_Boolean or SpecialType.System_DateTime or SpecialType.System_Decimal or (>= SpecialType.System_SByte and <= SpecialType.System_Double) or SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => true,
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(c => c.SpecialType == SpecialType.System_Enum && parameter.HasValueTypeConstraint || c is { Name: "INumber" or "INumberBase" or "IBinaryInteger" or "IFloatingPoint", ContainingNamespace.Name: "Numerics" }),
        INamedTypeSymbol { Name: "Guid" or "DateOnly" or "TimeOnly" or "TimeSpan" or "DateTimeOffset" or "Int128" or "UInt128" or "Half", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => true,
        INamedTypeSymbol { Name: "BigInteger", ContainingNamespace: { Name: "Numerics", ContainingNamespace.Name: "System" } } => true,
        _ => false,
    };

    /// <summary>What a value of a type carries that comes from outside the program.</summary>
    public static Level LevelOf(ITypeSymbol? type) => type.IsScalar() ? Level.Scalar : Level.Unknown;

    /// <summary>What the contents of a value of a type can carry: bytes and characters may be any text.</summary>
    public static Level LevelOfContent(ITypeSymbol? type) => type.IsContainer() && type.ElementType() is { } element
        ? element.SpecialType is SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Char ? Level.Unknown : LevelOf(element) : LevelOf(type);

    /// <summary>The type of the elements of a collection, an array, a span; what a task brings.</summary>
    public static ITypeSymbol? ElementType(this ITypeSymbol? type) => type switch
    {
        null or { SpecialType: SpecialType.System_String } => null,
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "Task" or "ValueTask" or "IEnumerable" or "IAsyncEnumerable", TypeArguments: [var element] } => element,
        _ => type.AllInterfaces.FirstOrDefault(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0],
    };

    /// <summary>Whether a value of a type is an object whose contents are worth following.</summary>
    public static bool IsFollowed(this ITypeSymbol? type) => type switch
    {
        null or { SpecialType: SpecialType.System_String or SpecialType.System_Object } or { TypeKind: TypeKind.Delegate or TypeKind.Enum or TypeKind.Error or TypeKind.Dynamic } => false,
        { IsTupleType: true } => false,
        { IsReferenceType: true } => true,
        _ => type.IsBuffer() || type.IsHandler() || type is INamedTypeSymbol { TypeKind: TypeKind.Struct, DeclaringSyntaxReferences.IsEmpty: false },
    };

    /// <summary>Whether a type gives access to memory that others see: an array, a span.</summary>
    public static bool IsBuffer(this ITypeSymbol? type) => type is IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "ArraySegment", ContainingNamespace.Name: "System" };

    /// <summary>Whether somebody who gets a value of a type can only read it.</summary>
    public static bool IsView(this ITypeSymbol? type) => type is null or { SpecialType: SpecialType.System_String or SpecialType.System_Object } || type.IsScalar()
        || type is INamedTypeSymbol { Name: "ReadOnlySpan" or "ReadOnlyMemory" or "IEnumerable" or "IReadOnlyCollection" or "IReadOnlyList" or "IReadOnlyDictionary" or "IReadOnlySet" or "IAsyncEnumerable" or "ILookup" or "IGrouping" or "ReadOnlyCollection" };

    public static bool IsContainer(this ITypeSymbol? type) => type.IsBuffer() || type.IsHandler()
        || type is INamedTypeSymbol named && named.SpecialType != SpecialType.System_String && (named.Name is "StringBuilder" or "StringWriter" || named.IsOrInherits("System.Collections.IEnumerable"));

    public static bool IsDictionary(this ITypeSymbol? type) => type is INamedTypeSymbol named
        && (named.IsOrInherits("System.Collections.Generic.IDictionary") || named.IsOrInherits("System.Collections.Generic.IReadOnlyDictionary") || named.IsOrInherits("System.Collections.IDictionary"));

    public static bool IsDictionaryPair(this ITypeSymbol? type) => type is INamedTypeSymbol { Name: "KeyValuePair", ContainingNamespace.Name: "Generic" };

    static bool IsHandler(this ITypeSymbol? type) => type is { IsValueType: true } and INamedTypeSymbol { Name: "DefaultInterpolatedStringHandler" or "AppendInterpolatedStringHandler" };

    /// <summary>Whether a parameter takes an interpolated string apart.</summary>
    public static bool IsHandlerLike(this ITypeSymbol type) => type.IsHandler();

    public static bool IsString(this ITypeSymbol? type) => type?.SpecialType == SpecialType.System_String;
}
