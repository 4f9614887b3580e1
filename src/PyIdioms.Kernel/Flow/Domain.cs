using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PyIdioms.Kernel.Flow;

/// <summary>What one analysis knows and how it learns: a join-semilattice of finite height and its transfer. One file a domain.</summary>
/// <remarks>
/// States are immutable values. <see cref="Join"/> is commutative, associative and idempotent, and <see cref="Transfer"/> is monotone
/// in the order that it induces; the kernel's tests check these laws for every domain.
/// </remarks>
public abstract class Domain<TState>
{
    /// <summary>What is known where the graph begins.</summary>
    public abstract TState Start(ControlFlowGraph graph);

    /// <summary>What is known where two paths meet.</summary>
    public abstract TState Join(TState left, TState right);

    /// <summary>Whether two states know the same.</summary>
    public abstract bool Same(TState left, TState right);

    /// <summary>What is known after one statement-level operation of a block has run (its descendants included).</summary>
    public abstract TState Transfer(TState state, IOperation operation);

    /// <summary>Narrows a state to the paths on which a condition holds or fails; false when there are none.</summary>
    public virtual bool Assume(ref TState state, IOperation condition, bool holds) => true;

    /// <summary>What a handler knows when an operation throws half-way; <paramref name="thrown"/> is true for a throw written in the code.</summary>
    public virtual TState Interrupt(TState before, TState after, IOperation operation, bool thrown) => Join(before, after);

    /// <summary>Whether somebody asks what is known where an exception leaves the graph.</summary>
    public virtual bool WatchesThrown => true;

    /// <summary>Whether an operation may throw an exception that a handler of a type catches.</summary>
    public virtual bool MayThrow(IOperation operation, ITypeSymbol caught) => true;

    /// <summary>What is known once a branch is taken: scopes left, a value returned (<c>branch.Source.BranchValue</c>).</summary>
    public virtual TState Follow(TState state, ControlFlowBranch branch) => state;
}
