using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.CodeFixes.Texts;

/// <summary>Keeps a part of a path inside of the folder that it is joined to: by <c>SafePath.Resolve</c>, else by taking its file name alone.</summary>
sealed class ConfinedPath(SyntaxNode root, SemanticModel model, SourceText source, SyntaxNode part)
{
    const string Safe = "SafePath";

    readonly ISymbol? parameter = part is ParameterSyntax declared && declared.SyntaxTree == model.SyntaxTree ? model.GetDeclaredSymbol(declared) : null;

    /// <summary>The edits that could do, the best first.</summary>
    public IEnumerable<TextEdits> Edits(ExpressionSyntax path)
    {
        foreach (var way in new Func<ExpressionSyntax, TextEdits, bool>[] { Resolve, TakeName })
        {
            var edits = new TextEdits(source);
            var uses = Uses(path, depth: 3).DefaultIfEmpty(Last(path)).OfType<ExpressionSyntax>().ToArray();
            if (uses.Length > 0 && uses.All(use => way(use, edits)) && !edits.IsEmpty) yield return edits;
        }
    }

    /// <summary>Where the part stands in a path, or in what a local of it was made with.</summary>
    IEnumerable<ExpressionSyntax> Uses(ExpressionSyntax path, int depth)
    {
        foreach (var node in path.DescendantNodesAndSelf().OfType<ExpressionSyntax>())
        {
            if (node.Span == part.Span && node.SyntaxTree == part.SyntaxTree) yield return Text(node);
            else if (node is IdentifierNameSyntax name && depth > 0)
            {
                var symbol = model.GetSymbolInfo(name).Symbol;
                if (symbol is IParameterSymbol && SymbolEqualityComparer.Default.Equals(symbol, parameter)) yield return Text(name);
                else if (symbol is ILocalSymbol && Initial(symbol) is { } initial)
                {
                    foreach (var use in Uses(initial, depth - 1)) yield return use;
                }
            }
        }
    }

    /// <summary>What is joined to a folder, where the part itself is out of sight: an element of what came in.</summary>
    ExpressionSyntax? Last(ExpressionSyntax path) => path.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
        .Select(call => call.ArgumentList.Arguments.LastOrDefault()?.Expression is IdentifierNameSyntax last && Joins(call, last) && model.GetSymbolInfo(last).Symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } ? last : null)
        .FirstOrDefault(last => last is not null);

    /// <summary>What a local is made with, where it is never changed.</summary>
    static ExpressionSyntax? Initial(ISymbol local) =>
        local.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var value, Parent.Parent: LocalDeclarationStatementSyntax { Parent: { } scope } }
        && !scope.DescendantNodes().Any(n => n switch
        {
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } => left.Identifier.ValueText == local.Name,
            ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax passed } => passed.Identifier.ValueText == local.Name,
            _ => false,
        }) ? value : null;

    /// <summary>wanted is text as wanted.Name.</summary>
    ExpressionSyntax Text(ExpressionSyntax node)
    {
        while (model.GetTypeInfo(node).Type?.SpecialType != SpecialType.System_String && node.Parent is ExpressionSyntax outer
            && (outer is MemberAccessExpressionSyntax access && access.Expression == node || outer is ElementAccessExpressionSyntax element && element.Expression == node || outer is InvocationExpressionSyntax call && call.Expression == node
                || outer is ConditionalAccessExpressionSyntax condition && condition.Expression == node))
        {
            node = outer;
        }
        while (node.Parent is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure) node = sure;
        return node;
    }

    bool Resolve(ExpressionSyntax use, TextEdits edits)
    {
        if (model.Compilation.GetTypeByMetadataName("PyIdioms." + Safe) is null) return false;
        var call = use.Ancestors().TakeWhile(n => n is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax or InterpolationSyntax).OfType<InvocationExpressionSyntax>().LastOrDefault(c => Joins(c, use));
        if (call is not null) return Resolve(call, use, edits);
        return Joined(use) is { } text && Resolve(text, use, edits);
    }

    /// <summary>Whether a call joins a folder and the part.</summary>
    bool Joins(InvocationExpressionSyntax call, ExpressionSyntax use)
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol { Name: "Combine" or "Join" or "GetFullPath" } method || !method.ContainingType.IsNamed("System.IO.Path")) return false;
        var arguments = call.ArgumentList.Arguments;
        return arguments.Count >= 2 && arguments.All(a => a.NameColon is null) && method.Parameters.Take(arguments.Count).All(p => p.Type.IsString() || p.IsParams)
            && (method.Name == "GetFullPath" ? arguments[0].Span.Contains(use.Span) : !arguments[0].Span.Contains(use.Span));
    }

    bool Resolve(InvocationExpressionSyntax call, ExpressionSyntax use, TextEdits edits)
    {
        var arguments = call.ArgumentList.Arguments;
        var at = arguments.IndexOf(a => a.Span.Contains(use.Span));
        var join = call.Expression.ToString();
        var name = SafeName(edits, call.SpanStart);
        if (arguments.Count == 2 && at == 1) edits.Replace(call.Expression.Span, name + ".Resolve");
        else if (at == 0) edits.Replace(call.Span, $"{name}.Resolve({arguments[1]}, {arguments[0]})");
        else edits.Replace(call.Span, $"{name}.Resolve({Several(arguments.Take(at))}, {Several(arguments.Skip(at))})");
        return true;

        string Several(IEnumerable<ArgumentSyntax> some) => some.Count() == 1 ? some.First().ToString() : $"{join}({string.Join(", ", some)})";
    }

    /// <summary>The text that is put together of a folder, a separator and the part.</summary>
    static ExpressionSyntax? Joined(ExpressionSyntax use)
    {
        var outer = use.Ancestors().TakeWhile(n => n is BinaryExpressionSyntax or InterpolationSyntax or InterpolatedStringExpressionSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ParenthesizedExpressionSyntax)
            .LastOrDefault(n => n is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } or InterpolatedStringExpressionSyntax);
        return (ExpressionSyntax?)outer;
    }

    bool Resolve(ExpressionSyntax joined, ExpressionSyntax use, TextEdits edits)
    {
        if (SpelledText.Of(joined, model) is not { } text) return false;
        var pieces = text.Pieces.ToList();
        var at = pieces.FindIndex(p => p.Span.Contains(use.Span));
        if (at < 1 || pieces[at].IsFormatted || at + 2 < pieces.Count || pieces[at - 1] is not { IsSpelled: true, Letters: [.., { Value: '/' or '\\' }] } separator) return false;
        var folder = at switch
        {
            1 => SymbolDisplay.FormatLiteral(Letters(separator), quote: true),
            2 when separator.Letters.Length == 1 && !pieces[0].IsSpelled => Code(pieces[0]),
            _ => null,
        };
        if (folder is null || at + 1 < pieces.Count && !pieces[at + 1].IsSpelled) return false;
        var hole = pieces[at].Hole!;
        var name = hole.ToString();
        if (at + 1 < pieces.Count) name = (hole is ConditionalExpressionSyntax or BinaryExpressionSyntax ? $"({name})" : name) + " + " + SymbolDisplay.FormatLiteral(Letters(pieces[at + 1]), quote: true);
        edits.Replace(joined.Span, $"{SafeName(edits, joined.SpanStart)}.Resolve({folder}, {name})");
        return true;

        static string Letters(Piece piece) => string.Concat(piece.Letters.Select(l => l.Value));

        string Code(Piece piece) => piece.Hole?.ToString() ?? source.ToString(piece.Span).Trim('{', '}');
    }

    string SafeName(TextEdits edits, int position)
    {
        var known = model.LookupNamespacesAndTypes(position, name: Safe);
        if (known.Any(t => t.ContainingNamespace.ToDisplayString() != nameof(PyIdioms))) return "global::PyIdioms." + Safe;
        edits.Import(root, model, position, Safe, nameof(PyIdioms));
        return Safe;
    }

    /// <summary>Without folders a name leads nowhere.</summary>
    bool TakeName(ExpressionSyntax use, TextEdits edits)
    {
        if (!model.GetTypeInfo(use).Type.IsString() || use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use) return false;
        var path = model.LookupNamespacesAndTypes(use.SpanStart, name: "Path").Any(t => t.IsNamed("System.IO.Path")) ? "Path" : "System.IO.Path";
        edits.Replace(use.Span, $"{path}.GetFileName({use})");
        return true;
    }
}
