using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.CodeFixes.Decorators;

/// <summary>Makes one ordinary method of a decorated one and its Core, where both stand in one file: what callers see stays, the body comes back.</summary>
sealed class Unwrapping
{
    readonly Draft draft;
    readonly Decorated decorated;
    readonly MethodHead outer, inner;
    readonly TextEdits edits;
    bool callsItself;

    Unwrapping(Draft draft, Decorated decorated, MethodHead outer, MethodHead inner) =>
        (this.draft, this.decorated, this.outer, this.inner, edits) = (draft, decorated, outer, inner, draft.Edits);

    /// <summary>The edits; null where the two cannot be one.</summary>
    public static ImmutableArray<TextChange>? Of(Draft draft, Decorated decorated, CancellationToken cancel)
    {
        var (method, core) = (decorated.Declaration, decorated.Core);
        if (core is not { DeclaredAccessibility: Accessibility.Private, IsAbstract: false, IsVirtual: false, IsOverride: false, IsExtern: false } || core.IsPartialDefinition || core.PartialDefinitionPart is not null) return null;
        if (method.PartialImplementationPart is { } implementation && !Decorated.IsGenerated(implementation)) return null;
        if (!SameNames(method.Parameters, core.Parameters) || !SameNames(method.TypeParameters, core.TypeParameters)) return null;
        if (HeadOf(method, draft, cancel) is not { HasBody: false } outer || HeadOf(core, draft, cancel) is not { HasBody: true } inner) return null;
        var unwrapping = new Unwrapping(draft, decorated, outer, inner);
        return unwrapping.RenameCalls(cancel) && unwrapping.JoinBody() ? unwrapping.Joined() : null;
    }

    static bool SameNames(IEnumerable<ISymbol> mine, IEnumerable<ISymbol> its) => mine.Select(static s => s.Name).SequenceEqual(its.Select(static s => s.Name));

    static MethodHead? HeadOf(IMethodSymbol method, Draft draft, CancellationToken cancel) =>
        method.DeclaringSyntaxReferences is [var reference] && reference.SyntaxTree == draft.Root.SyntaxTree && reference.GetSyntax(cancel) is MethodDeclarationSyntax declaration
            ? MethodHead.At(draft.Root, declaration.Identifier.Span) : null;

    ImmutableArray<TextChange> Joined()
    {
        var declaration = outer.Declaration;
        foreach (var list in declaration.AttributeLists) RemoveDecorators(list);
        var between = edits.IsFirstOnLine(declaration.SpanStart) ? edits.EndOfLine + edits.IndentAt(declaration.SpanStart) : " ";
        var added = string.Concat(Missing(inner.Declaration.AttributeLists, declaration.AttributeLists).Select(list => list + between));
        edits.Replace(outer.Modifiers, added + Modifiers);
        foreach (var (mine, its) in declaration.ParameterList.Parameters.Zip(inner.Declaration.ParameterList.Parameters, static (m, i) => (m, i)))
        {
            var lists = string.Concat(Missing(its.AttributeLists, mine.AttributeLists).Select(static list => list + " "));
            if (lists.Length > 0) edits.Replace(new(mine.SpanStart, 0), lists);
        }
        return edits.ToImmutable();
    }

    /// <summary>What is said of the body alone.</summary>
    static IEnumerable<string> Missing(SyntaxList<AttributeListSyntax> its, SyntaxList<AttributeListSyntax> mine)
    {
        var said = new HashSet<string>(mine.SelectMany(static list => list.Attributes.Select(a => list.Target + a.ToString())));
        return its.Where(list => !list.Attributes.All(a => said.Contains(list.Target + a.ToString()))).Select(static list => list.ToString());
    }

    void RemoveDecorators(AttributeListSyntax list)
    {
        var kept = list.Attributes.Where(a => !decorated.Decorators.Any(d => d.ApplicationSyntaxReference is { } r && r.SyntaxTree == a.SyntaxTree && r.Span == a.Span)).ToList();
        if (kept.Count == list.Attributes.Count) return;
        if (kept.Count > 0)
        {
            edits.Replace(TextSpan.FromBounds(list.Attributes[0].SpanStart, list.Attributes.Last().Span.End), string.Join(", ", kept));
            return;
        }
        var next = list.GetLastToken().GetNextToken();
        var isSpace = list.GetTrailingTrivia().Concat(next.LeadingTrivia).All(static t => t.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia);
        edits.Replace(isSpace ? TextSpan.FromBounds(list.SpanStart, next.SpanStart) : list.Span, "");
    }

    /// <summary>The declaration's, with what the body needs, and without what goes without saying.</summary>
    string Modifiers
    {
        get
        {
            var all = outer.Declaration.Modifiers.Where(static m => !m.IsKind(SyntaxKind.PartialKeyword)).Select(static m => m.Text).ToList();
            var its = inner.Declaration.Modifiers.Select(static m => m.Text).ToList();
            foreach (var word in (ReadOnlySpan<string>)["unsafe", "async"])
            {
                if (!its.Contains(word) || all.Contains(word)) continue;
                var place = its.Skip(its.IndexOf(word) + 1).Select(later => all.IndexOf(later)).Where(static i => i >= 0).DefaultIfEmpty(-1).First();
                all.Insert(place < 0 ? all.Count : place, word);
            }
            var method = decorated.Declaration;
            if (method.ContainingType.TypeKind == TypeKind.Interface)
            {
                // A partial method of an interface is only virtual where it says so, an ordinary one unless it says otherwise.
                all.Remove("public");
                if (!method.IsStatic && method.DeclaredAccessibility != Accessibility.Private && !all.Remove("virtual")) all.Insert(0, "sealed");
            }
            else if (!inner.HasAccessibility)
            {
                all.Remove("private");
            }
            return string.Concat(all.Select(static word => word + " "));
        }
    }

    /// <summary>Gives the declaration the body, and takes the rest of the Core away; false where that would lose something.</summary>
    bool JoinBody()
    {
        var (declaration, core) = (outer.Declaration, inner.Declaration);
        var end = declaration.SemicolonToken;
        var between = end.Span.End < core.SpanStart ? draft.Text.ToString(TextSpan.FromBounds(end.Span.End, core.SpanStart)) : null;
        if (between is not null && string.IsNullOrWhiteSpace(between))
        {
            edits.Replace(TextSpan.FromBounds(end.SpanStart, inner.End), "");
            return true;
        }
        if (callsItself || core.GetLeadingTrivia().Any(static t => t.Kind() is not (SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia))) return false;
        edits.Replace(end.Span, draft.Text.ToString(inner.Body));
        var lines = edits.WholeLines(core);
        var above = draft.Text.Lines.GetLineFromPosition(lines.Start).LineNumber - 1;
        var isAlone = lines.Start == edits.StartOfLine(lines.Start) && above >= 0 && string.IsNullOrWhiteSpace(draft.Text.Lines[above].ToString());
        edits.Replace(isAlone ? TextSpan.FromBounds(draft.Text.Lines[above].Start, lines.End) : lines, "");
        return true;
    }

    /// <summary>What calls the Core calls the method, which is the same from now on; false where that is not seen.</summary>
    bool RenameCalls(CancellationToken cancel)
    {
        var core = decorated.Core!;
        var tree = draft.Root.SyntaxTree;
        foreach (var reference in decorated.Declaration.ContainingType.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree.FilePath.EndsWith(Pipeline.FileEnding, StringComparison.Ordinal)) continue;
            foreach (var name in reference.GetSyntax(cancel).DescendantNodes(descendIntoTrivia: true).OfType<SimpleNameSyntax>())
            {
                if (name.Identifier.ValueText != core.Name) continue;
                if (reference.SyntaxTree != tree || draft.Model.GetSymbolInfo(name, cancel).Symbol is not { } symbol) return false;
                if (!SymbolEqualityComparer.Default.Equals(symbol.OriginalDefinition, core)) continue;
                edits.Replace(name.Identifier.Span, outer.Declaration.Identifier.Text);
                callsItself |= inner.Declaration.Span.Contains(name.Span);
            }
        }
        return true;
    }
}
