using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.CodeFixes.Loops;

/// <summary>Drops a collection that is gone through once, or makes one of a sequence that is gone through again.</summary>
sealed class SequencePlan(Draft draft, CancellationToken cancel)
{
    /// <summary>The sequence instead of the collection that a call makes of it.</summary>
    public TextEdits? Drop(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var source }) return null;
        var edits = new TextEdits(draft.Text);
        if (call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } declarator })
        {
            var use = declaration.FirstAncestorOrSelf<BlockSyntax>()?.DescendantNodes().OfType<IdentifierNameSyntax>().FirstOrDefault(n => n.Identifier.ValueText == declarator.Identifier.ValueText && n.SpanStart > declarator.Span.End);
            if (use is null || !Adapt(use, use.ToString(), edits)) return null;
            if (!declaration.Type.IsVar) edits.Replace(declaration.Type.Span, "var");
            edits.Replace(TextSpan.FromBounds(source.Span.End, call.Span.End), "");
            return edits;
        }
        if (Each(call, source) is { } loop) return loop;
        if (!Adapt(call, source.ToString(), edits)) return null;
        edits.Replace(TextSpan.FromBounds(source.Span.End, call.Span.End), "");
        edits.Import(draft.Root, draft.Model, call.SpanStart, "Enumerable", "System.Linq");
        return edits;
    }

    /// <summary>What a list is asked for, as a sequence is.</summary>
    static bool Adapt(ExpressionSyntax list, string source, TextEdits edits)
    {
        if (list.Parent is not MemberAccessExpressionSyntax access || access.Expression != list) return true;
        var (name, isCall) = (access.Name.Identifier.ValueText, access.Parent is InvocationExpressionSyntax);
        if (name is "Count" or "Length" && !isCall)
        {
            edits.Replace(access.Name.Span, "Count()");
            return true;
        }
        var other = name switch { "Find" => "FirstOrDefault", "Exists" => "Any", "TrueForAll" => "All", "FindAll" => "Where", "FindLast" => "LastOrDefault", "ConvertAll" or "ForEach" or "FindIndex" or "IndexOf" => null, _ => name };
        if (other is null || source.Length == 0) return false;
        if (other != name) edits.Replace(access.Name.Span, other);
        return true;
    }

    /// <summary><c>xs.ToList().ForEach(x => …);</c></summary>
    TextEdits? Each(InvocationExpressionSyntax call, ExpressionSyntax source)
    {
        if (call.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ForEach", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LambdaExpressionSyntax { AsyncKeyword.RawKind: 0 } lambda }], Parent: ExpressionStatementSyntax statement } }) return null;
        var parameter = lambda switch
        {
            SimpleLambdaExpressionSyntax simple => simple.Parameter,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [var only] } => only,
            _ => null,
        };
        if (parameter is null || lambda.Body.DescendantNodes().Any(static n => n is ReturnStatementSyntax)) return null;
        var all = new TextEdits(draft.Text);
        var body = lambda.Body is BlockSyntax block ? all.EndOfLine + all.IndentAt(statement.SpanStart) + block : $" {lambda.Body};";
        all.Replace(statement.Span, $"foreach ({parameter.Type?.ToString() ?? "var"} {parameter.Identifier} in {source}){body}");
        return all;
    }

    /// <summary>A list of a sequence, where it is made or before it is mentioned.</summary>
    public TextEdits? Keep(ExpressionSyntax use)
    {
        var symbol = draft.Model.GetSymbolInfo(use, cancel).Symbol;
        var edits = new TextEdits(draft.Text);
        edits.Import(draft.Root, draft.Model, use.SpanStart, "Enumerable", "System.Linq");
        switch (symbol)
        {
            case ILocalSymbol { DeclaringSyntaxReferences: [var reference] } when reference.GetSyntax(cancel) is VariableDeclaratorSyntax { Initializer.Value: { } initial }:
                if (initial is InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax) edits.Replace(new(initial.Span.End, 0), ".ToList()");
                else edits.Replace(initial.Span, $"({initial}).ToList()");
                return edits;
            case IParameterSymbol { RefKind: RefKind.None, Type: INamedTypeSymbol { TypeArguments: [var element] } } parameter:
                var body = use.FirstAncestorOrSelf<SyntaxNode>(n => n is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax) switch
                {
                    BaseMethodDeclarationSyntax { Body: { } block } => block,
                    LocalFunctionStatementSyntax { Body: { } block } => block,
                    _ => null,
                };
                var before = body?.Statements.FirstOrDefault(s => s.Span.Contains(use.Span));
                if (before is null) return null;
                var name = parameter.Name;
                var of = element.ToMinimalDisplayString(draft.Model, use.SpanStart);
                edits.Replace(new(before.SpanStart, 0), $"{name} = {name} as ICollection<{of}> ?? {name}.ToList();{edits.EndOfLine}{edits.IndentAt(before.SpanStart)}");
                return edits;
            default:
                return null;
        }
    }
}
