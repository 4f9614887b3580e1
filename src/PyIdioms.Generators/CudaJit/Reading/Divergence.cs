using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Generators.CudaJit;

/// <summary>Finds barriers to which only some threads of a block come, or some more often than others.</summary>
sealed class Divergence(KernelCode code, Segments segments, Uniformity uniformity)
{
    /// <summary>The first such barrier, or what leaves before one, and why.</summary>
    public (SyntaxNode At, string Reason)? Find(IReadOnlyList<StatementSyntax> list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var statement = list[i];
            var found = segments.Waits(statement) ? Around(statement) : Leaving(statement, isWaitedFor: list.Skip(i + 1).Any(segments.Waits) || list != code.Statements);
            if (found is not null) return found;
        }
        return null;
    }

    (SyntaxNode At, string Reason)? Around(StatementSyntax statement)
    {
        var reason = statement switch
        {
            ExpressionStatementSyntax or BlockSyntax => null,
            ForStatementSyntax loop => ReasonOf(loop.Condition) ?? loop.Declaration?.Variables.Select(v => code.Model.GetDeclaredSymbol(v)).Where(v => v is null || !segments.IsOfBlock(v)).Select(static v => $"'{v?.Name}' is not the same for all of them").FirstOrDefault(),
            WhileStatementSyntax loop => ReasonOf(loop.Condition),
            DoStatementSyntax loop => ReasonOf(loop.Condition),
            IfStatementSyntax branch => ReasonOf(branch.Condition),
            _ => "it stands in a place where threads may part; put it into a loop or an 'if' that all take the same way",
        };
        if (reason is not null) return (BarrierIn(statement), reason);
        foreach (var inner in Segments.Inner(statement))
        {
            if (Find(inner) is { } found) return found;
        }
        return null;
    }

    /// <summary>What leaves the kernel, or a loop around a barrier, while others go on.</summary>
    (SyntaxNode At, string Reason)? Leaving(StatementSyntax statement, bool isWaitedFor)
    {
        if (statement.DescendantNodesAndSelf().OfType<GotoStatementSyntax>().FirstOrDefault(static g => g.CaseOrDefaultKeyword.RawKind == 0) is { } jump) return (jump, "a 'goto' may part them");
        if (segments.IsOfBlock(statement) || !isWaitedFor) return null;
        foreach (var node in statement.DescendantNodesAndSelf(static n => n is not LocalFunctionStatementSyntax))
        {
            if (node is ReturnStatementSyntax || node is BreakStatementSyntax or ContinueStatementSyntax && !node.Ancestors().TakeWhile(a => a != statement.Parent).Any(a => IsItsLoop(a, node))) return (node, "some leave here, and others wait for them");
        }
        return null;
    }

    static bool IsItsLoop(SyntaxNode around, SyntaxNode jump) =>
        around is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax || around is SwitchStatementSyntax && jump is BreakStatementSyntax;

    string? ReasonOf(ExpressionSyntax? condition) => condition is null || uniformity.IsUniform(code.At(condition)) ? null : $"'{condition}' is not the same for all of them";

    SyntaxNode BarrierIn(StatementSyntax statement) => Segments.BarriersOf(code).First(b => statement.Span.Contains(b.Span));
}
