using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Analyzers.Async;

namespace PyIdioms.CodeFixes;

/// <summary>The argument that gives a call a cancellation token.</summary>
static class TokenArgument
{
    /// <summary>In its place where all arguments before it are written in theirs, by name where not; null where a finding does not say which.</summary>
    public static TextEdits? Edits(InvocationExpressionSyntax call, Diagnostic finding, SourceText text)
    {
        if (!finding.Properties.TryGetValue(CancellationNotForwarded.Token, out var token) || !finding.Properties.TryGetValue(CancellationNotForwarded.Parameter, out var parameter)
            || !finding.Properties.TryGetValue(CancellationNotForwarded.Place, out var written) || !int.TryParse(written, NumberStyles.Integer, CultureInfo.InvariantCulture, out var place)) return null;
        var edits = new TextEdits(text);
        var arguments = call.ArgumentList.Arguments;
        var isPlaced = place <= arguments.Count && arguments.All(static a => a.NameColon is null);
        if (isPlaced && place < arguments.Count) edits.Replace(new(arguments[place].SpanStart, 0), token + ", ");
        else edits.Replace(new(arguments.Count > 0 ? arguments[arguments.Count - 1].Span.End : call.ArgumentList.CloseParenToken.SpanStart, 0), $"{(arguments.Count > 0 ? ", " : "")}{(isPlaced ? "" : Name(parameter!) + ": ")}{token}");
        return edits;
    }

    static string Name(string parameter) => SyntaxFacts.GetKeywordKind(parameter) == SyntaxKind.None ? parameter : "@" + parameter;
}
