using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of <see cref="ProvenanceDomain"/>, on the functions of the SQL pages and cases.</summary>
public class ProvenanceDomainLaws : DomainLaws<ProvenanceDomain, Memory>
{
    protected override IEnumerable<FlowCase> Cases => FlowCase.All.Where(c => c.Graph == c.Root && c.Graph.OriginalOperation.Syntax.SyntaxTree.FilePath.Contains("PYI02", StringComparison.Ordinal)).Where((_, i) => i % 4 == 0);

    /// <remarks>
    /// It is not: a state that knows one object behind a variable replaces what the object holds, one that knows two adds to both, and a cell that a state
    /// does not list holds what it held from the start. Its end is reached all the same: joins only grow, and the number of origins, constants and texts is bounded.
    /// </remarks>
    protected override bool IsMonotone => false;

    protected override ProvenanceDomain DomainOf(FlowCase on) => ValueProvenance.Of(on.Compilation).DomainOf(on.Graph, CancellationToken.None);

    protected override string Show(Memory state) => string.Join("\n", state.Cells.Select(c => $"{c.Key} = {c.Value}"));
}
