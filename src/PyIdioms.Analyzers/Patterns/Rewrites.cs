using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>The writes to what a subject is read from, in the body around a place.</summary>
sealed class Rewrites
{
    readonly IOperation end;
    readonly List<IOperation> writes;
    readonly Vantage vantage;

    public Rewrites(Vantage vantage, IOperation end)
    {
        (this.vantage, this.end) = (vantage, end);
        var variables = vantage.Variables.ToList();
        writes = variables.Count == 0 ? [] : [.. end.Function().Descendants().Where(o => Writes.Of(o, new()).Any(w => variables.Exists(v => v.IsChangedBy(w.Place) || w.Place.IsChangedBy(v))))];
    }

    /// <summary>Whether a write may happen after something was decided and before the end is reached.</summary>
    public bool Follow(IOperation decided) => writes.Exists(w => Follows(w, decided));

    bool Follows(IOperation write, IOperation decided)
    {
        if (decided.Syntax.Span.Contains(write.Syntax.Span)) return false;
        if (write.Function() != end.Function()) return true;
        var isBetween = write.Syntax.SpanStart > decided.Syntax.Span.End && write.Syntax.Span.End <= end.Syntax.SpanStart && !IsLeft(write);
        return isBetween || Loops(end).Any(loop => loop.Syntax.Span.Contains(write.Syntax.Span) && !loop.Syntax.Span.Contains(decided.Syntax.Span) && decided.Syntax.SpanStart < loop.Syntax.SpanStart);
    }

    /// <summary>Whether a write depends on what the subject was before: <c>if (d == East) d = West;</c>.</summary>
    public bool AreConditional => writes.Exists(w => w.Syntax.SpanStart < end.Syntax.SpanStart && !IsLeft(w) && Above(w).TakeWhile(o => !o.Syntax.Span.Contains(end.Syntax.Span)).Any(o => o switch
    {
        IConditionalOperation { Condition: var condition } => vantage.IsIn(condition),
        ISwitchOperation { Value: var value } => vantage.IsIn(value),
        ICoalesceAssignmentOperation => true,
        _ => false,
    }));

    /// <summary>Whether a branch in which something is written leaves the code that leads to the end.</summary>
    bool IsLeft(IOperation write) => Above(write).TakeWhile(o => !o.Syntax.Span.Contains(end.Syntax.Span)).Any(o => o is IBlockOperation && o.Leaves() || o is ISwitchCaseOperation && Leaving.Section(o));

    static IEnumerable<IOperation> Above(IOperation operation)
    {
        for (var at = operation; at is not null; at = at.Parent) yield return at;
    }

    static IEnumerable<IOperation> Loops(IOperation operation) => Above(operation).OfType<ILoopOperation>();
}
