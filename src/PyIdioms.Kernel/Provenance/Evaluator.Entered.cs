using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Small functions that are given objects or constants of which more is known here than their summary tells: they are run from the call.</summary>
sealed partial class Evaluator
{
    const int MostEntered = 6, MostBlocks = 24;

    /// <summary>The result of a call of a method with a body here; null where it is not certain which one runs.</summary>
    Value? Enter(IMethodSymbol method, Value? instance, ImmutableArray<Value> arguments, ImmutableArray<IOperation?> operations, IOperation operation, bool isVirtual)
    {
        if (Target(method, instance, isVirtual) is not { } target) return null;
        var summary = scene.Ask(Fact.OfMethod(target));
        var self = instance ?? Value.Literal;
        var (result, writes) = Mapped(summary, self, arguments);
        var isSettled = result.Level == Level.Literal && writes.All(w => w.Value.Level == Level.Literal);
        if (!isSettled && IsKnownHere(target, instance, arguments) && Run(target, self, arguments, operations, operation) is { } exact) return exact;
        return Leave(result, writes, self, arguments, operations, operation, summary.Made);
    }

    /// <summary>Whether something that the function is given is known better than its declaration tells.</summary>
    bool IsKnownHere(IMethodSymbol target, Value? instance, ImmutableArray<Value> arguments)
    {
        if (target.IsGenericMethod || Memory.Cells.Keys.Any(c => c.Root is IFieldSymbol { IsStatic: true, ContainingType: var owner } && SymbolEqualityComparer.Default.Equals(owner, target.ContainingType.OriginalDefinition)) || instance is not null && IsObject(instance)) return true;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (IsObject(arguments[i]) || arguments[i].Function is not null || i < target.Parameters.Length && target.Parameters[i].Type.IsScalar() && arguments[i].TryGetConstant(out _)) return true;
        }
        return false;
    }

    static bool IsObject(Value value) => value.Entities.Any(e => e.Site is not null) || value.Entities.IsEmpty && !value.Parts.IsEmpty;

    /// <summary>Runs a function from a call; null where it is too large, or leads too deep.</summary>
    Value? Run(IMethodSymbol target, Value self, ImmutableArray<Value> arguments, ImmutableArray<IOperation?> operations, IOperation operation)
    {
        var before = Memory;
        if (Solve(target, self, arguments, operations, operation) is not { } solved) return null;
        if (solved.Exit is not { } exit) return Value.Nothing;
        var returned = target.ReturnsVoid || target.MethodKind == MethodKind.Constructor ? Value.Literal : ReturnedBy(solved.Called, solved.Ran);
        Memory = Left(target.OriginalDefinition, before, exit, returned).WithTemporariesOf(before);
        foreach (var parameter in target.OriginalDefinition.Parameters)
        {
            if (parameter.RefKind is RefKind.Ref or RefKind.Out && parameter.Ordinal < operations.Length && operations[parameter.Ordinal] is { } place && exit[Cell.Of(parameter)] is { } left) Write(place, left);
        }
        return returned;
    }

    /// <summary>A function that was run: where, what is known in it, and what is known where it ends, if it does.</summary>
    sealed record Solved(Scene Called, FlowResult<Memory> Ran, Memory? Exit);

    Solved? Solve(IMethodSymbol target, Value self, ImmutableArray<Value> arguments, ImmutableArray<IOperation?> operations, IOperation operation)
    {
        if (scene.Via is { Length: >= MostEntered } || scene.Graphs.Of(target.OriginalDefinition, scene.Cancel) is not { } graph || graph.Blocks.Length > MostBlocks || IsIterator(target, graph) || !scene.Budget.TryEnter()) return null;
        var called = scene.Called(graph, operation.Syntax, self, TypesOf(target));
        var parameters = target.OriginalDefinition.Parameters;
        var entry = Memory.Lasting;
        foreach (var parameter in parameters)
        {
            var value = parameter.RefKind == RefKind.Out || parameter.Ordinal >= arguments.Length ? Value.Nothing : arguments[parameter.Ordinal];
            if (parameter.RefKind == RefKind.None && parameter.Ordinal < operations.Length && operations[parameter.Ordinal] is { } passed)
            {
                var copied = new Evaluator(called, entry);
                value = copied.Copied(value, passed);
                entry = copied.Memory;
            }
            entry = entry.Set(Cell.Of(parameter), parameter.IsLiteral() ? Value.Literal : value);
        }
        var ran = Flow.Flow.Run(graph, new ProvenanceDomain(called, entry), scene.Cancel);
        if (!ran.Complete) return null;
        return new(called, ran, ran.TryGetExit(out var exit) ? exit : null);
    }

    static Value ReturnedBy(Scene called, FlowResult<Memory> ran)
    {
        var returns = new HashSet<IOperation>(called.Graph.ValuesOf(ControlFlowBranchSemantics.Return));
        var returned = Value.Nothing;
        ran.Replay((at, memory) => returned = returned.Join(new Evaluator(called, memory).Of(at)), called.Cancel, returns.Contains);
        return returned;
    }

    static bool IsIterator(IMethodSymbol target, ControlFlowGraph graph) => target.ReturnType.Name is "IEnumerable" or "IEnumerator" or "IAsyncEnumerable" or "IAsyncEnumerator"
        && graph.Parts().Any(p => p is IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak });

    /// <summary>The memory without the function's own variables, unless a lambda still knows them; those of an outer run of the same function come back.</summary>
    static Memory Left(IMethodSymbol target, Memory before, Memory exit, Value returned)
    {
        if (returned.Function is not null || exit.Cells.Any(c => c.Value.Function is { Lambda: not null } && before[c.Key] is null)) return exit;
        var left = exit.Forget(c => c.Root is ILocalSymbol or IParameterSymbol && SymbolEqualityComparer.Default.Equals(((ISymbol)c.Root).ContainingSymbol, target));
        foreach (var cell in before.Cells)
        {
            if (cell.Key.Root is ILocalSymbol or IParameterSymbol && SymbolEqualityComparer.Default.Equals(((ISymbol)cell.Key.Root).ContainingSymbol, target)) left = left.Set(cell.Key, cell.Value);
        }
        return left;
    }

    /// <summary>What the type parameters of a method and of its type stand for.</summary>
    ImmutableDictionary<ISymbol, ITypeSymbol> TypesOf(IMethodSymbol target)
    {
        var types = scene.Types;
        Take(target.TypeParameters, target.TypeArguments);
        for (var type = target.ContainingType; type is not null; type = type.ContainingType) Take(type.TypeParameters, type.TypeArguments);
        return types;

        void Take(ImmutableArray<ITypeParameterSymbol> parameters, ImmutableArray<ITypeSymbol> given)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                if (!SymbolEqualityComparer.Default.Equals(parameters[i], given[i])) types = types.SetItem(parameters[i].OriginalDefinition, Meant(given[i]));
            }
        }
    }

    /// <summary>The type that a type parameter stands for, where that is known.</summary>
    ITypeSymbol Meant(ITypeSymbol type) => type is ITypeParameterSymbol && scene.Types.TryGetValue(type.OriginalDefinition, out var meant) ? meant : type;
}
