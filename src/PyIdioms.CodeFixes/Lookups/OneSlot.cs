using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.CodeFixes;

/// <summary><c>CollectionsMarshal.GetValueRefOrAddDefault</c>: Python's <c>setdefault</c> and <c>Counter</c>, one look-up that finds or makes the slot.</summary>
sealed class OneSlot(LookupPair pair, SemanticModel model, SyntaxNode root, SourceText text)
{
    const string Title = "Use 'CollectionsMarshal.GetValueRefOrAddDefault'";

    public IEnumerable<Shape> Shapes()
    {
        if (pair.Type is not { Name: "Dictionary", TypeArguments: [_, var valueType], ContainingNamespace: { } space } || space.ToDisplayString() != "System.Collections.Generic"
            || model.Compilation.GetTypeByMetadataName("System.Runtime.InteropServices.CollectionsMarshal")?.GetMembers("GetValueRefOrAddDefault").Any() != true) yield break;
        var (test, isNegated) = pair.Test;
        if (test.Parent is not IfStatementSyntax guard || guard.Condition != test || pair.IsOfKeys || guard.DescendantTrivia().Any(t => t.IsDirective)) yield break;
        if (pair.Uses.Length != 2 || pair.Uses.FirstOrDefault(u => u.Kind is KeyedAccessKind.Set or KeyedAccessKind.Add) is not { Value: { } made, Statement: { } fill }) yield break;
        var other = pair.Uses.First(u => u.Value != made);
        var edits = new TextEdits(text);
        edits.Import(root, model, guard.SpanStart, "CollectionsMarshal", "System.Runtime.InteropServices");
        var slot = $"CollectionsMarshal.GetValueRefOrAddDefault({pair.Receiver}, {pair.Key}, out _)";

        if (guard.Else is { Statement: var otherwise })
        {
            // if (there) d[k] += n; else d[k] = n;
            var (present, absent) = isNegated ? (otherwise, guard.Statement) : (guard.Statement, otherwise);
            if (other is { Kind: KeyedAccessKind.Update, Statement: { } update } && IsAll(present, update) && IsAll(absent, fill) && StepOf(update.Expression) is { } step && IsSameNumber(made, step.Value, valueType))
            {
                yield return new(Title, edits.With(guard.Span, $"{slot}{step.Text};{Comments(guard)}"));
            }
        }
        else if (isNegated && IsAll(guard.Statement, fill) && NextOf(guard) is { } next && next.Span.Contains(other.Syntax.Span) && other.MayBeFilled)
        {
            if (other is { Kind: KeyedAccessKind.Update, Statement: { } update } && update == next && StepOf(update.Expression) is { } step && IsDefault(made, valueType) && LookupPair.IsCheap(step.Value ?? made, model))
            {
                // if (!there) d[k] = 0; d[k] += n;
                yield return new(Title, edits.With(TextSpan.FromBounds(guard.SpanStart, next.Span.End), $"{slot}{step.Text};{Comments(guard)}"));
            }
            else if (other is { Kind: KeyedAccessKind.Read, Syntax: ElementAccessExpressionSyntax element } && valueType.IsReferenceType && LookupPair.IsCheap(made, model)
                && made is BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax && next is ExpressionStatementSyntax && element.SpanStart == next.SpanStart)
            {
                // if (!there) d[k] = new(); d[k].Add(x);
                var rest = text.ToString(TextSpan.FromBounds(element.Span.End, next.Span.End));
                yield return new(Title, edits.With(TextSpan.FromBounds(guard.SpanStart, next.Span.End), $"({slot} ??= {made}){rest}{Comments(guard)}"));
            }
        }
    }

    static bool IsAll(StatementSyntax body, StatementSyntax statement) => body == statement || body is BlockSyntax { Statements: [var only] } && only == statement;

    static StatementSyntax? NextOf(StatementSyntax statement) =>
        statement.Parent is BlockSyntax { Statements: var all } ? all.ElementAtOrDefault(all.IndexOf(statement) + 1) : null;

    /// <summary>The end of <c>slot += n</c> or <c>slot++</c>; the value is null where it is one.</summary>
    static (string Text, ExpressionSyntax? Value)? StepOf(ExpressionSyntax update) => update switch
    {
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression, Right: var value } => ($" += {value}", value),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } => ("++", null),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression } => ("++", null),
        _ => null,
    };

    /// <summary>Whether nothing plus the step is what is put there first: then an empty slot will do.</summary>
    bool IsSameNumber(ExpressionSyntax made, ExpressionSyntax? step, ITypeSymbol type)
    {
        if (type.SpecialType is < SpecialType.System_SByte or > SpecialType.System_Double) return false;
        if (model.GetConstantValue(made) is { HasValue: true, Value: { } first }) return step is null ? IsOne(first) : model.GetConstantValue(step) is { HasValue: true, Value: { } second } && first.Equals(second);
        return step is IdentifierNameSyntax && LookupPair.IsCheap(step, model) && made.ToString() == step.ToString() && type.SpecialType <= SpecialType.System_UInt64;
    }

    bool IsDefault(ExpressionSyntax made, ITypeSymbol type) =>
        type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double && model.GetConstantValue(made) is { HasValue: true, Value: IConvertible zero } && Convert.ToDouble(zero, null) == 0;

    static bool IsOne(object value) => value is IConvertible one and not string && Convert.ToDouble(one, null) == 1;

    static string Comments(IfStatementSyntax guard) => string.Concat(guard.DescendantTrivia()
        .Where(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia)).Select(t => t.ToString().Substring(2).Trim()).Select((comment, i) => (i == 0 ? " // " : "; ") + comment));
}
