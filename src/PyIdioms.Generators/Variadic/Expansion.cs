using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Generators.Variadic;

/// <summary>The text of a declaration for more than it is written for.</summary>
sealed class Expansion(Families families, Runs runs, string name, int written, int arity)
{
    readonly StringBuilder text = new();
    readonly List<SyntaxToken> strays = [];
    readonly HashSet<SyntaxNode> extended = [];

    readonly record struct Turn(Dictionary<SyntaxToken, bool[]> Tokens, int By);

    /// <summary>Names that say a place beyond the first and stand in no list.</summary>
    public IReadOnlyList<SyntaxToken> Strays => strays;

    /// <summary>Whether a list goes on.</summary>
    public bool IsExtended(SyntaxNode? list) => list is not null && extended.Contains(list);

    public override string ToString() => text.ToString();

    /// <summary>Writes a declaration with its documentation and without one of its attributes.</summary>
    public Expansion Write(MemberDeclarationSyntax declaration, AttributeSyntax without)
    {
        foreach (var trivia in declaration.GetLeadingTrivia())
        {
            if (trivia.GetStructure() is DocumentationCommentTriviaSyntax comment)
            {
                Write(comment, []);
                if (text.Length > 0 && text[text.Length - 1] != '\n') text.Append('\n');
            }
        }
        foreach (var child in Runs.ChildrenOf(declaration).Select((c, i) => (Child: c, Index: i)).Where(c => c.Child.AsNode() is AttributeListSyntax).ToList())
        {
            var list = (AttributeListSyntax)child.Child.AsNode()!;
            var kept = list.Attributes.Where(a => a != without).ToList();
            if (kept.Count > 0) text.Append('[').Append(list.Target?.ToString()).Append(string.Join(", ", kept.Select(a => a.ToString()))).Append("]\n");
        }
        Children(declaration, [], static c => c.AsNode() is AttributeListSyntax);
        Dedent(declaration);
        return this;
    }

    /// <summary>Takes the declaration's own indentation from its lines.</summary>
    void Dedent(MemberDeclarationSyntax declaration)
    {
        var line = declaration.SyntaxTree.GetText().Lines.GetLineFromPosition(declaration.SpanStart).ToString();
        var indent = line.Substring(0, line.Length - line.TrimStart().Length);
        var lines = text.ToString().Split('\n').Select(l => indent.Length > 0 && l.StartsWith(indent, StringComparison.Ordinal) ? l.Substring(indent.Length) : l);
        var dedented = string.Join("\n", lines);
        text.Clear().Append(dedented);
    }

    void Write(SyntaxNode node, ImmutableList<Turn> turns) => Children(node, turns, static _ => false);

    void Children(SyntaxNode node, ImmutableList<Turn> turns, Func<SyntaxNodeOrToken, bool> isSkipped)
    {
        var children = Runs.ChildrenOf(node);
        for (var i = 0; i < children.Count;)
        {
            if (isSkipped(children[i]))
            {
                i++;
                continue;
            }
            if (runs.At(node, children, i) is { } run)
            {
                extended.Add(node);
                for (var k = 0; k < arity; k++) Write(run, k, turns.Add(new(run.Turned, k)));
                EndLike(run);
                i = run.Next;
                continue;
            }
            Write(children[i++], turns);
        }
    }

    /// <summary>Behind the last element stands what stood behind the last that was written: in <c>(a &amp;&amp; b)</c> no space.</summary>
    void EndLike(Run run)
    {
        var own = run.First[run.First.Count - 1].GetTrailingTrivia().ToFullString();
        if (own.Length > 0 && text.Length >= own.Length && text.ToString(text.Length - own.Length, own.Length) == own) text.Length -= own.Length;
        text.Append(run.Last.GetTrailingTrivia().ToFullString());
    }

    void Write(Run run, int element, ImmutableList<Turn> turns)
    {
        for (var j = 0; j < run.First.Count; j++)
        {
            var separator = j > 0 ? run.Separators[j - 1] : element > 0 ? run.Separators[run.First.Count - 1] : null;
            if (separator is { } between) Write(between, turns);
            Write(run.First[j], turns);
        }
    }

    void Write(SyntaxNodeOrToken child, ImmutableList<Turn> turns)
    {
        if (child.AsNode() is { } node)
        {
            Write(node, turns);
            return;
        }
        var token = child.AsToken();
        foreach (var trivia in token.LeadingTrivia)
        {
            if (!trivia.HasStructure) text.Append(trivia.ToFullString());
            else if (trivia.GetStructure() is DocumentationCommentTriviaSyntax comment) Write(comment, turns);
            else if (trivia.IsDirective && text.Length > 0) text.Append(text[text.Length - 1] == '\n' ? "" : "\n").Append(trivia.ToFullString());
        }
        text.Append(TextOf(token, turns));
        foreach (var trivia in token.TrailingTrivia) text.Append(trivia.ToFullString());
    }

    string TextOf(SyntaxToken token, ImmutableList<Turn> turns)
    {
        if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name && NameFor(arity) is { } renamed) return renamed;
        int[]? by = null;
        foreach (var turn in turns)
        {
            if (!turn.Tokens.TryGetValue(token, out var numbers)) continue;
            by ??= new int[numbers.Length];
            for (var i = 0; i < numbers.Length; i++) by[i] += numbers[i] ? turn.By : 0;
        }
        if (token.IsKind(SyntaxKind.IdentifierToken) && !IsInTrivia(token))
        {
            foreach (var (family, number, index) in Numbering.FamiliesOf(token.ValueText))
            {
                var isTurned = turns.Any(t => t.Tokens.TryGetValue(token, out var numbers) && index < numbers.Length && numbers[index]);
                if (!isTurned && family != "Item#" && families.IsPlace(family, number, out var place) && place > 0 && place < written) strays.Add(token);
            }
        }
        // A text of several lines would change with its indentation.
        var own = token.IsKind(SyntaxKind.StringLiteralToken) && token.Text.Contains('\n') ? SymbolDisplay.FormatLiteral(token.ValueText, quote: true) : token.Text;
        return by is null ? own : Numbering.Raise(own, by);
    }

    static bool IsInTrivia(SyntaxToken token) => token.Parent?.FirstAncestorOrSelf<DocumentationCommentTriviaSyntax>() is not null;

    /// <summary>A name that ends with the number of what it is written for counts on.</summary>
    string? NameFor(int count)
    {
        var digits = written.ToString(CultureInfo.InvariantCulture);
        return name.Length > digits.Length && name.EndsWith(digits, StringComparison.Ordinal) && !char.IsDigit(name[name.Length - digits.Length - 1]) ? name.Substring(0, name.Length - digits.Length) + count.ToString(CultureInfo.InvariantCulture) : null;
    }

    public bool IsRenamed => NameFor(arity) is not null;
}
