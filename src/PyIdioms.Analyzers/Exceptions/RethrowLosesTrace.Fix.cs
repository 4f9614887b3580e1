using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary><c>throw;</c> for the very exception of the catch, <c>ExceptionDispatchInfo.Throw</c> for any other.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RethrowLosesTraceFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [RethrowLosesTrace.Descriptor.Id];

    public override FixAllProvider GetFixAllProvider() => new TextFixAll(async (document, findings, _, cancel) => (await EditsOf(document, findings, cancel).ConfigureAwait(false))?.Edits);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await EditsOf(context.Document, context.Diagnostics, context.CancellationToken).ConfigureAwait(false) is not { } found) return;
        var title = found.IsBare ? "Rethrow with 'throw;'" : "Rethrow with 'ExceptionDispatchInfo'";
        context.RegisterCodeFix(CodeAction.Create(title, cancel => TextFixAll.Apply(context.Document, found.Edits, cancel), nameof(RethrowLosesTraceFix)), context.Diagnostics);
    }

    /// <summary>The edits for findings of one document; null where none of them can be mended.</summary>
    static async Task<(ImmutableArray<TextChange> Edits, bool IsBare)?> EditsOf(Document document, ImmutableArray<Diagnostic> findings, CancellationToken cancel)
    {
        if (await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is not { } root || await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model) return null;
        var text = await document.GetTextAsync(cancel).ConfigureAwait(false);
        var edits = new TextEdits(text);
        var bare = new HashSet<SyntaxNode>();
        var isBare = false;
        foreach (var finding in findings)
        {
            var node = root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true).AncestorsAndSelf().FirstOrDefault(n => n is ThrowStatementSyntax or ThrowExpressionSyntax);
            if (node is ThrowStatementSyntax statement && finding.Properties.ContainsKey(RethrowLosesTrace.IsCaught))
            {
                bare.Add(statement);
                edits.Replace(TextSpan.FromBounds(statement.ThrowKeyword.Span.End, statement.SemicolonToken.SpanStart), "");
                isBare = true;
            }
            else if (node is not null)
            {
                var rethrow = new Dispatch(document, model, root, edits.Text);
                if (await rethrow.EditsOf(node, cancel).ConfigureAwait(false) is { } more) edits.AddRange(more);
            }
        }
        foreach (var handler in bare.Select(b => b.FirstAncestorOrSelf<CatchClauseSyntax>()!).Distinct()) DropVariable(handler, bare, model, edits, cancel);
        return edits.IsEmpty ? null : (edits.ToImmutable(), isBare);
    }

    /// <summary>A variable that only the throws used would be left behind unused.</summary>
    static void DropVariable(CatchClauseSyntax handler, HashSet<SyntaxNode> bare, SemanticModel model, TextEdits edits, CancellationToken cancel)
    {
        if (handler.Declaration is not { Identifier: { RawKind: not (int)SyntaxKind.None } name } declaration || model.GetDeclaredSymbol(declaration, cancel) is not { } variable) return;
        var isUsed = handler.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == name.ValueText
            && !n.Ancestors().Any(bare.Contains) && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n, cancel).Symbol, variable));
        if (!isUsed) edits.Replace(TextSpan.FromBounds(declaration.Type.Span.End, name.Span.End), "");
    }

    /// <summary>Writes a throw of an exception from elsewhere.</summary>
    sealed class Dispatch(Document document, SemanticModel model, SyntaxNode root, SourceText text)
    {
        const string Namespace = "System.Runtime.ExceptionServices";

        public async Task<ImmutableArray<TextChange>?> EditsOf(SyntaxNode node, CancellationToken cancel)
        {
            if (model.Compilation.GetTypeByMetadataName(Namespace + ".ExceptionDispatchInfo") is not { } type) return null;
            var value = node is ThrowStatementSyntax { Expression: { } thrown } ? thrown : ((ThrowExpressionSyntax)node).Expression;
            var edits = new TextEdits(text);
            edits.Import(root, model, node.SpanStart, "ExceptionDispatchInfo", Namespace);
            var call = type.GetMembers("Throw").OfType<IMethodSymbol>().Any(m => m is { IsStatic: true, Parameters.Length: 1 })
                ? $"ExceptionDispatchInfo.Throw({value})" : $"ExceptionDispatchInfo.Capture({value}).Throw()";
            foreach (var shape in Shapes(node, call, edits))
            {
                if (await SpeculativeEdit.Compiles(document, model, root, shape, node, cancel).ConfigureAwait(false)) return shape.ToImmutable();
            }
            return null;
        }

        /// <summary>From the shortest on: the first that compiles is taken.</summary>
        IEnumerable<TextEdits> Shapes(SyntaxNode node, string call, TextEdits import)
        {
            var eol = import.EndOfLine;
            var indent = import.IndentAt(node.SpanStart);
            var ending = EndingOf(node);
            switch (node)
            {
                case ThrowStatementSyntax statement:
                    yield return import.With(statement.Span, call + ";");
                    if (ending is null) break;
                    var both = $"{call};{(import.IsFirstOnLine(statement.SpanStart) ? eol + indent : " ")}{ending}";
                    yield return import.With(statement.Span, statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax ? both : $"{{ {call}; {ending} }}");
                    break;
                case { Parent: LambdaExpressionSyntax }:
                    yield return import.With(node.Span, call);
                    if (ending is not null) yield return import.With(node.Span, $"{{ {call}; {ending} }}");
                    break;
                case { Parent: ArrowExpressionClauseSyntax { Parent: { } member } arrow }:
                    yield return import.With(node.Span, call);
                    var semicolon = member.ChildTokens().LastOrDefault(t => t.IsKind(SyntaxKind.SemicolonToken));
                    if (ending is null || member is PropertyDeclarationSyntax or IndexerDeclarationSyntax || !semicolon.Span.Contains(arrow.Span.End)) break;
                    indent = import.IndentAt(member.SpanStart);
                    yield return import.With(TextSpan.FromBounds(arrow.GetFirstToken().GetPreviousToken().Span.End, semicolon.Span.End),
                        $"{eol}{indent}{{{eol}{indent}    {call};{eol}{indent}    {ending}{eol}{indent}}}");
                    break;
                case ThrowExpressionSyntax { Expression: var value }:
                    foreach (var shape in Through(value, call, import)) yield return shape;
                    break;
            }
        }

        /// <summary>A value that the compiler wants where the call stands: nothing after it runs.</summary>
        string? EndingOf(SyntaxNode node)
        {
            for (var at = node; at.Parent is { } parent; at = parent)
            {
                if (parent is CatchClauseSyntax handler && at == handler.Block) return "throw;";
                if (parent is FinallyClauseSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) break;
            }
            var unreachable = model.Compilation.GetTypeByMetadataName("System.Diagnostics.UnreachableException");
            return unreachable is null ? null : $"throw new {unreachable.ToMinimalDisplayString(model, node.SpanStart)}();";
        }

        /// <summary>An expression cannot be a call that returns nothing: a method of the type rethrows, and the compiler still sees a throw.</summary>
        IEnumerable<TextEdits> Through(ExpressionSyntax value, string call, TextEdits import)
        {
            if (value.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { OpenBraceToken.IsMissing: false, CloseBraceToken: { IsMissing: false } close } type) yield break;
            if (type is InterfaceDeclarationSyntax || type.Keyword.Text == "extension") yield break;
            const string name = "Rethrown";
            var eol = import.EndOfLine;
            var call2 = call.Replace($"({value})", "(error)");
            var exception = model.Compilation.GetTypeByMetadataName("System.Exception")!.ToMinimalDisplayString(model, value.SpanStart);
            var isThere = type.Members.OfType<MethodDeclarationSyntax>().Any(m => m.Identifier.ValueText == name && m.Body?.ToString().Contains(call2) == true);
            if (!isThere && model.LookupSymbols(value.SpanStart, name: name).Any()) yield break;
            var edits = import.With(value.Span, $"{name}({value})");
            if (!isThere)
            {
                var outer = import.IndentAt(type.SpanStart);
                var indent = type.Members.FirstOrDefault() is { } first && import.LineOf(first.SpanStart) != import.LineOf(type.OpenBraceToken.SpanStart) ? import.IndentAt(first.SpanStart) : outer + "    ";
                edits = edits.With(new(import.StartOfLine(close.SpanStart), 0),
                    $"{eol}{indent}static {exception} {name}({exception} error){eol}{indent}{{{eol}{indent}    {call2};{eol}{indent}    return error;{eol}{indent}}}{eol}");
            }
            yield return edits;
        }
    }
}
