using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PyIdioms.Generators.Njit;

/// <summary>Names that nothing of the user's has.</summary>
sealed class FreshNames
{
    readonly string prefix = "__";
    int count;

    public FreshNames(SyntaxNode declaration)
    {
        while (declaration.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText.StartsWith(prefix, StringComparison.Ordinal))) prefix += "_";
    }

    /// <summary>A name that says what it stands for.</summary>
    public string Next(string meaning = "t") => $"{prefix}{meaning.Replace("@", "").Replace("_", "")}_{count++}";
}
