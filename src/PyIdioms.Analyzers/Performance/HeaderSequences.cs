using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Performance;

/// <summary>Where a sequence is used that the header of a type or of an extension block brings: <c>class Report(IEnumerable&lt;Row&gt; rows)</c>.</summary>
sealed class HeaderSequences(SyntaxTree tree) : Words
{
    public override IEnumerable<int> In(WordIndex document)
    {
        foreach (var place in document.PlacesOf("IEnumerable"))
        {
            if (tree.GetRoot().FindToken(place).Parent?.FirstAncestorOrSelf<ParameterSyntax>() is not { Parent.Parent: TypeDeclarationSyntax type } parameter) continue;
            foreach (var use in document.PlacesOf(parameter.Identifier.ValueText))
            {
                if (use > parameter.Span.End && type.Span.Contains(use)) yield return use;
            }
        }
    }
}
