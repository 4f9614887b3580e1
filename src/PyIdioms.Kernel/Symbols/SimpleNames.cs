using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Kernel.Symbols;

/// <summary>The name that a type is called by at the end of a qualified one.</summary>
public static class SimpleNames
{
    /// <summary>Of <c>A.B&lt;C&gt;</c> it is <c>B</c>; null of what has none, as an array.</summary>
    public static string? SimpleName(this TypeSyntax type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax { Right.Identifier.ValueText: var name } => name,
        AliasQualifiedNameSyntax { Name.Identifier.ValueText: var name } => name,
        _ => null,
    };
}
