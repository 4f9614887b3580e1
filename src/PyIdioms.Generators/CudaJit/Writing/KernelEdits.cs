using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;

namespace PyIdioms.Generators.CudaJit;

/// <summary>Edits of the text of a kernel.</summary>
static class KernelEdits
{
    /// <summary>Writes something else in place of a node.</summary>
    public static void ReplaceAll(this TokenEdits edits, SyntaxNode node, string text)
    {
        foreach (var token in node.DescendantTokens())
        {
            edits.Replace(token, text);
            text = "";
        }
    }

    /// <summary>A body from brace to brace, also where it is an expression.</summary>
    public static string Bodied(this KernelCode code, string text) => code.Declaration.Body is null ? $"{{ {text}; }}" : text;
}
