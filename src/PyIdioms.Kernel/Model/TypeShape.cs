using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Model;

/// <summary>A type that generated members go into: where it stands and how its partial declarations begin.</summary>
/// <param name="Namespace">Its namespace, escaped; empty in the global one.</param>
/// <param name="Headers">The declarations around a member, outermost first: <c>partial class Basket&lt;T&gt;</c>.</param>
/// <param name="FullName">The type as a type of a field.</param>
/// <param name="DisplayName">The type as people read it: <c>Shop.Basket&lt;T&gt;</c>.</param>
/// <param name="HintName">A file name for what is generated, unique in the compilation.</param>
/// <param name="IsStruct">Whether <c>this</c> is by reference.</param>
/// <param name="IsRefLike">Whether it is a ref struct.</param>
/// <param name="IsReadOnly">Whether it is a readonly struct.</param>
/// <param name="IsInterface">Whether it is an interface.</param>
public sealed record TypeShape(
    string Namespace, EquatableArray<string> Headers, string FullName, string DisplayName, string HintName, bool IsStruct, bool IsRefLike, bool IsReadOnly, bool IsInterface)
{
    /// <summary>How its own declaration begins.</summary>
    public string Header => Headers[Headers.Count - 1];

    static readonly SymbolDisplayFormat Declared = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    static readonly SymbolDisplayFormat Readable = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    static readonly SymbolDisplayFormat Dotted = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    public static TypeShape Of(INamedTypeSymbol type)
    {
        var headers = new Stack<string>();
        var path = type.MetadataName;
        for (var t = type; t is not null; t = t.ContainingType)
        {
            headers.Push($"partial {KeywordOf(t)} {t.ToDisplayString(Declared)}");
            if (!ReferenceEquals(t, type)) path = t.MetadataName + "." + path;
        }
        var space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(Dotted);
        var full = space.Length == 0 ? path : space + "." + path;
        return new(
            space.Length == 0 ? "" : string.Join(".", space.Split('.').Select(TypeName.Escape)),
            headers.ToEquatableArray(),
            TypeName.Of(type),
            type.ToDisplayString(Readable),
            HintOf(full),
            type.IsValueType,
            type.IsRefLikeType,
            type.IsReadOnly,
            type.TypeKind == TypeKind.Interface);
    }

    static string KeywordOf(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, IsValueType: true } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };

    /// <summary>The name, and a hash: Roslyn compares hint names without case, C# compares type names with it.</summary>
    static string HintOf(string name)
    {
        var hash = 2166136261u;
        foreach (var c in name) hash = unchecked((hash ^ c) * 16777619);
        return $"{name.Replace('`', '-')}.{hash:x8}";
    }
}
