using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow;

/// <summary>The worklist: propagates states along branches, into handlers and through finally blocks until nothing changes.</summary>
/// <remarks>
/// A finally block is analysed once for each way into it (<see cref="Passage"/>), so what holds on the exceptional way does not leak into
/// the normal one. Any operation in a try may throw: its handlers see <see cref="Domain{TState}.Interrupt"/>.
/// </remarks>
sealed class FlowSolver<TState>(ControlFlowGraph graph, Domain<TState> domain, WaysTo? until = null)
{
    readonly Dictionary<Node, Reached<TState>> entries = [];
    readonly SortedSet<Node> work = [];
    readonly PassageTable passages = new();
    readonly Handlers handlers = new(graph);

    public Reached<TState> Exit;
    public Reached<TState> Thrown;

    public FlowResult<TState> Solve(int budget, CancellationToken cancel)
    {
        Arrive(graph.Blocks[0], Passage.None, domain.Start(graph));
        while (work.Count > 0)
        {
            cancel.ThrowIfCancellationRequested();
            if (budget-- == 0) return new(this, complete: false);
            var node = work.Min;
            work.Remove(node);
            entries[node].TryGet(out var state);
            Run(node, state);
        }
        return new(this, complete: true);
    }

    public void Replay(Action<IOperation, TState> visit, Func<IOperation, bool>? isAsked, CancellationToken cancel)
    {
        foreach (var entry in entries.OrderBy(e => e.Key).ToArray())
        {
            cancel.ThrowIfCancellationRequested();
            entry.Value.TryGet(out var state);
            var operations = OperationsOf(graph.Blocks[entry.Key.Block]).ToList();
            var last = isAsked is null ? operations.Count : operations.FindLastIndex(o => isAsked(o));
            for (var i = 0; i <= last && i < operations.Count; i++)
            {
                if (isAsked?.Invoke(operations[i]) != false) visit(operations[i], state);
                if (i < last) state = domain.Transfer(state, operations[i]);
            }
        }
    }

    /// <summary>Applies every block and edge once more; true when that adds nothing.</summary>
    public bool IsFixpoint()
    {
        var (exit, thrown) = (Exit, Thrown);
        foreach (var entry in entries.ToArray())
        {
            entry.Value.TryGet(out var state);
            Run(entry.Key, state);
        }
        return work.Count == 0 && Exit.Same(exit, domain) && Thrown.Same(thrown, domain);
    }

    void Run(Node node, TState state)
    {
        var block = graph.Blocks[node.Block];
        if (block.Kind == BasicBlockKind.Exit)
        {
            Exit.Add(state, domain);
            return;
        }
        var isWatched = domain.WatchesThrown || IsInTry(block.EnclosingRegion);
        object? shown = null;
        foreach (var operation in OperationsOf(block))
        {
            var after = domain.Transfer(state, operation);
            if (isWatched && CanThrow(operation))
            {
                var interrupted = domain.Interrupt(state, after, operation, thrown: false);
                if (shown is null || !ReferenceEquals(shown, interrupted)) shown = Throw(block.EnclosingRegion, node.Passage, interrupted, handlers.NotFrom(operation, block.EnclosingRegion, domain.MayThrow)) && !typeof(TState).IsValueType ? interrupted : null;
            }
            state = after;
            if (Exits.Ends(operation, graph.OriginalOperation.SemanticModel?.Compilation)) return;
        }
        if (until?.EndsIn(block) == true) return;
        if (block.ConditionalSuccessor is { } conditional && block.BranchValue is { } condition)
        {
            var jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            TState jump = state, fall = state;
            if (CanBe(condition, jumpsWhen) && domain.Assume(ref jump, condition, jumpsWhen)) Take(conditional, node.Passage, jump);
            if (!CanBe(condition, !jumpsWhen) || !domain.Assume(ref fall, condition, !jumpsWhen)) return;
            state = fall;
        }
        if (block.FallThroughSuccessor is { } next) Take(next, node.Passage, state);
    }

    IEnumerable<IOperation> OperationsOf(BasicBlock block) => until?.OperationsOf(block) ?? block.AllOperations();

    /// <summary>The graph keeps both ways out of <c>while (true)</c>, and of the last arm of a switch.</summary>
    static bool CanBe(IOperation condition, bool value) => condition.ConstantValue is { HasValue: true, Value: bool constant } ? constant == value : value || condition is not IIsPatternOperation { Pattern: IDiscardPatternOperation };

    /// <summary>Moving values between locals cannot throw: without this a handler would see states that it never gets.</summary>
    static bool CanThrow(IOperation operation)
    {
        // Most statements tell at the top: a call, an assignment of one.
        for (var top = operation; top is not null; top = top.ChildOperations is { Count: > 0 } parts ? parts.First() : null)
        {
            if (!IsMove(top)) return true;
        }
        foreach (var part in operation.InOrder())
        {
            if (!IsMove(part)) return true;
        }
        return false;
    }

    static bool IsMove(IOperation operation) => operation switch
    {
        IBinaryOperation binary => binary is { OperatorMethod: null, IsChecked: false, OperatorKind: not (BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder or BinaryOperatorKind.IntegerDivide) },
        IConversionOperation conversion => conversion is { OperatorMethod: null, IsChecked: false, Conversion.IsImplicit: true },
        _ => operation.Kind is OperationKind.ExpressionStatement or OperationKind.SimpleAssignment or OperationKind.Literal or OperationKind.DefaultValue
            or OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.InstanceReference or OperationKind.CaughtException or OperationKind.IsNull
            or OperationKind.FlowCapture or OperationKind.FlowCaptureReference or OperationKind.Discard or OperationKind.FlowAnonymousFunction or OperationKind.DelegateCreation,
    };

    void Take(ControlFlowBranch branch, Passage passage, TState state)
    {
        state = domain.Follow(state, branch);
        switch (branch.Semantics)
        {
            case ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow:
                var cause = branch.Source.BranchValue;
                Throw(branch.Source.EnclosingRegion, passage, cause is null ? state : domain.Interrupt(state, state, cause, thrown: true), cause is null ? 0 : handlers.NotFor(cause, branch.Source.EnclosingRegion));
                break;
            case ControlFlowBranchSemantics.StructuredExceptionHandling when InnermostFinally(branch.Source.EnclosingRegion) is { } region:
                LeaveFinally(region, passage, state);
                break;
            case ControlFlowBranchSemantics.Regular or ControlFlowBranchSemantics.Return when branch.Destination is { } destination:
                if (branch.FinallyRegions.IsEmpty) Arrive(destination, passage, state);
                else EnterFinally(branch, 0, passage, state);
                break;
        }
    }

    void EnterFinally(ControlFlowBranch branch, int index, Passage outer, TState state) =>
        Arrive(graph.Blocks[branch.FinallyRegions[index].FirstBlockOrdinal], passages.Through(branch, index, outer), state);

    void LeaveFinally(ControlFlowRegion region, Passage passage, TState state)
    {
        if (passage.Branch is not { } branch) Throw(region.EnclosingRegion, passage.Outer, state, passage.Barred, isUnwinding: true);
        else if (passage.Index + 1 < branch.FinallyRegions.Length) EnterFinally(branch, passage.Index + 1, passage.Outer, state);
        else Arrive(branch.Destination!, passage.Outer, state);
    }

    /// <summary>Hands a state to every handler an exception may reach, from the inside out.</summary>
    /// <remarks>
    /// Filters run while the handler is searched for, before the finally blocks inside of it: they see the state at the throw. So behind a finally
    /// a filtered handler is entered whatever its filter says of the state now. That a filter itself assigns is not shown to those finally blocks.
    /// </remarks>
    /// <returns>Whether every handler on the way got the state: another operation that throws from it tells nothing new.</returns>
    bool Throw(ControlFlowRegion? from, Passage passage, TState state, ulong barred, bool isUnwinding = false)
    {
        var isSearching = false;
        // The root of a lambda's graph has an enclosing region too: one of the graph around it.
        for (var region = from; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.Kind == ControlFlowRegionKind.Finally)
            {
                passage = passage.Outer;
                continue;
            }
            if (region.Kind != ControlFlowRegionKind.Try) continue;
            var construct = region.EnclosingRegion!;
            if (construct.Kind == ControlFlowRegionKind.TryAndFinally)
            {
                if (!isSearching) Arrive(graph.Blocks[construct.NestedRegions[1].FirstBlockOrdinal], passages.Exceptional(construct, passage, barred), state);
                isSearching = true;
                continue;
            }
            foreach (var handler in construct.NestedRegions.Skip(1))
            {
                if (handlers.IsBarred(handler, barred)) continue;
                var isFiltered = handler.Kind == ControlFlowRegionKind.FilterAndHandler;
                if (isFiltered || !isSearching) Arrive(graph.Blocks[handler.FirstBlockOrdinal], passage, state);
                if (isFiltered && !isSearching && isUnwinding) Arrive(graph.Blocks[handler.NestedRegions[1].FirstBlockOrdinal], passage, state);
            }
            if (construct.NestedRegions.Any(Handlers.CatchesAll)) return barred == 0;
        }
        if (!isSearching && domain.WatchesThrown) Thrown.Add(state, domain);
        return barred == 0;
    }

    static bool IsInTry(ControlFlowRegion? region)
    {
        for (; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.Kind == ControlFlowRegionKind.Try) return true;
        }
        return false;
    }

    static ControlFlowRegion? InnermostFinally(ControlFlowRegion? region)
    {
        while (region is not null and not { Kind: ControlFlowRegionKind.Finally })
        {
            // The end of a filter: the search for a handler goes on, and Throw has shown the state to all of them.
            if (region.Kind is ControlFlowRegionKind.Filter or ControlFlowRegionKind.Root) return null;
            region = region.EnclosingRegion;
        }
        return region;
    }

    void Arrive(BasicBlock block, Passage passage, TState state)
    {
        if (!block.IsReachable || until?.Has(block) == false) return;
        var node = new Node(block.Ordinal, passage);
        entries.TryGetValue(node, out var entry);
        if (!entry.Add(state, domain)) return;
        entries[node] = entry;
        work.Add(node);
    }
}

/// <summary>A block, and the finally blocks that are being passed through on the way.</summary>
readonly record struct Node(int Block, Passage Passage) : IComparable<Node>
{
    public int CompareTo(Node other) => Block != other.Block ? Block.CompareTo(other.Block) : Passage.Number.CompareTo(other.Passage.Number);
}

/// <summary>One way into a finally block: where it leads afterwards. Null <see cref="Branch"/>: an exception that goes on outwards.</summary>
/// <remarks>Such an exception passes the handlers that are <see cref="Barred"/> by.</remarks>
sealed class Passage(int number, ControlFlowBranch? branch, int index, ulong barred, Passage? outer)
{
    public static readonly Passage None = new(0, null, 0, 0, null);

    public int Number { get; } = number;
    public ControlFlowBranch? Branch { get; } = branch;
    public int Index { get; } = index;
    public ulong Barred { get; } = barred;
    public Passage Outer => outer ?? None;
}

/// <summary>Makes each passage once.</summary>
sealed class PassageTable
{
    readonly Dictionary<(object Way, int Index, ulong Barred, Passage Outer), Passage> known = [];

    public Passage Through(ControlFlowBranch branch, int index, Passage outer) => Get(branch, branch, index, 0, outer);

    public Passage Exceptional(ControlFlowRegion construct, Passage outer, ulong barred) => Get(construct, null, 0, barred, outer);

    Passage Get(object way, ControlFlowBranch? branch, int index, ulong barred, Passage outer)
    {
        if (!known.TryGetValue((way, index, barred, outer), out var passage)) known[(way, index, barred, outer)] = passage = new(known.Count + 1, branch, index, barred, outer);
        return passage;
    }
}
