using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Solves a graph and the functions nested in it: what they put into each other's variables is repeated until nothing new comes.</summary>
static class GraphAnalysis
{
    const int MostRounds = 4;

    /// <summary>The values of all expressions, or of those on the ways to a place; null when the budget ran out.</summary>
    public static Recorder? Record(Scene scene, IMethodSymbol? function, WaysTo? until = null) => Solve(scene, function, until, isNoted: true)?.Noted;

    /// <summary>What a caller sees of a function; null when the budget ran out.</summary>
    public static Summary? Summarize(Scene scene, IMethodSymbol function) =>
        Solve(scene, function, null, isNoted: false) is { } solved ? Summarize(scene, solved.Result, function, Memory.Empty) : null;

    /// <summary>A solved graph, and its values where they are noted.</summary>
    sealed record Solved(FlowResult<Memory> Result, Recorder? Noted);

    static Solved? Solve(Scene scene, IMethodSymbol? function, WaysTo? until, bool isNoted)
    {
        var domain = new ProvenanceDomain(scene, Parameters.Enter(Memory.Empty, function));
        var isAlone = scene.Graph.LocalFunctions.IsEmpty && !scene.Graph.Parts().Any(part => part is IFlowAnonymousFunctionOperation);
        for (var round = 0; round < MostRounds; round++)
        {
            var recorder = new Recorder();
            scene.Recorder = null;
            var result = Flow.Flow.Run(scene.Graph, domain, scene.Cancel, until: until);
            if (!result.Complete) return null;
            if (isAlone && !isNoted) return new(result, null);
            var isNew = false;
            if (!Show(scene, result, recorder, isAlone, ref isNew)) return null;
            if (!isNew) return new(result, recorder);
        }
        return null;
    }

    /// <summary>Shows a solved graph once more to note values, then the functions nested in it.</summary>
    static bool Show(Scene scene, FlowResult<Memory> result, Recorder recorder, bool isAlone, ref bool isNew)
    {
        scene.Recorder = recorder;
        result.Replay((_, memory) =>
        {
            if (!isAlone) recorder.Put(memory, scene);
        }, scene.Cancel);
        scene.Recorder = null;
        if (isAlone) return true;
        if (result.TryGetExit(out var exit)) recorder.Put(exit, scene);
        foreach (var function in scene.Graph.LocalFunctions)
        {
            var graph = scene.Graph.GetLocalFunctionControlFlowGraph(function, scene.Cancel);
            if (!ShowNested(scene, graph, function, recorder.Anywhere ?? Memory.Empty, recorder, ref isNew)) return false;
        }
        foreach (var lambda in recorder.Lambdas.ToArray())
        {
            if (!Owns(scene.Graph, lambda.Key)) continue;
            var graph = scene.Graph.GetAnonymousFunctionControlFlowGraph(lambda.Key, scene.Cancel);
            if (!ShowNested(scene, graph, lambda.Key.Symbol, Later(scene, graph, lambda.Value, recorder.Anywhere), recorder, ref isNew)) return false;
        }
        return true;
    }

    static bool Owns(ControlFlowGraph graph, IFlowAnonymousFunctionOperation lambda) => graph.Parts().Contains(lambda);

    static bool ShowNested(Scene outer, ControlFlowGraph graph, IMethodSymbol function, Memory start, Recorder recorder, ref bool isNew)
    {
        var scene = outer.Nested(graph);
        scene.Recorder = null;
        var entry = Parameters.Enter(start, function, scene.PromiseOf(function));
        foreach (var parameter in function.Parameters)
        {
            if (scene.Given(parameter) is { } given) entry = entry.Set(Cell.Of(parameter), given);
        }
        var result = Flow.Flow.Run(graph, new ProvenanceDomain(scene, entry), scene.Cancel);
        if (!result.Complete) return false;
        var inner = new Recorder();
        if (!Show(scene, result, inner, isAlone: false, ref isNew)) return false;
        recorder.PutAll(inner);
        if (inner.Anywhere is { } anywhere && RunsUnseen(function, outer))
        {
            foreach (var cell in anywhere.Cells)
            {
                if (start[cell.Key] is { } before && !before.Equals(cell.Value)) isNew |= outer.Share(cell.Key, cell.Value.Join(before));
            }
        }
        return true;
    }

    /// <summary>Whether a function may run where no call of it stands: it is handed over, or kept.</summary>
    static bool RunsUnseen(IMethodSymbol function, Scene outer)
    {
        var syntax = function.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(outer.Cancel);
        if (function.MethodKind == MethodKind.LocalFunction) return syntax?.Parent is null || Names(syntax.Parent, function.Name).Any(name => !IsCalled(name));
        return syntax is not { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: { } block } } declarator } }
            || Names(block, declarator.Identifier.ValueText).Any(name => !IsCalled(name));
    }

    static IEnumerable<IdentifierNameSyntax> Names(SyntaxNode scope, string name) =>
        (scope is GlobalStatementSyntax { Parent: { } unit } ? unit : scope).DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == name);

    static bool IsCalled(IdentifierNameSyntax name) => name.Parent is InvocationExpressionSyntax call && call.Expression == name
        || name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke", Parent: InvocationExpressionSyntax };

    /// <summary>What a lambda finds when it runs: what it found when it was made, where nothing is assigned any more; else anything it may find.</summary>
    static Memory Later(Scene scene, ControlFlowGraph graph, Memory made, Memory? anywhere)
    {
        if (anywhere is null) return made;
        var later = made;
        foreach (var cell in anywhere.Cells)
        {
            var isFixed = cell.Key.Root is IParameterSymbol or ILocalSymbol && !IsAssignedAgain(scene, (ISymbol)cell.Key.Root);
            if (!isFixed) later = later.Set(cell.Key, cell.Value);
        }
        return later;
    }

    static bool IsAssignedAgain(Scene scene, ISymbol variable)
    {
        var writes = 0;
        foreach (var part in scene.Graph.Parts())
        {
            foreach (var write in Writes.Of(part, scene.Captures))
            {
                if (write.Place.IsVariable && SymbolEqualityComparer.Default.Equals(write.Place.Root, variable) && ++writes > (variable is IParameterSymbol ? 0 : 1)) return true;
            }
        }
        return false;
    }

    /// <summary>What a caller sees of a solved function.</summary>
    public static Summary Summarize(Scene scene, FlowResult<Memory> result, IMethodSymbol? function, Memory start)
    {
        var returned = Value.Nothing;
        var objects = Value.Nothing;
        var returns = new HashSet<IOperation>(scene.Graph.ValuesOf(ControlFlowBranchSemantics.Return));
        result.Replay((operation, memory) =>
        {
            var evaluation = new Evaluator(scene, memory);
            var value = evaluation.Of(operation is IReturnOperation { Kind: OperationKind.YieldReturn, ReturnedValue: { } item } ? item : operation);
            objects = objects.Join(value);
            returned = returned.Join(evaluation.Outside(value));
        }, scene.Cancel, operation => operation is IReturnOperation { Kind: OperationKind.YieldReturn, ReturnedValue: not null } || returns.Contains(operation));
        var exits = ImmutableDictionary.CreateBuilder<Cell, Value>();
        if (result.TryGetExit(out var exit))
        {
            var evaluation = new Evaluator(scene, exit);
            foreach (var cell in exit.Cells)
            {
                var isSeen = cell.Key.Root switch
                {
                    IParameterSymbol { RefKind: RefKind.Ref or RefKind.Out } parameter when Belongs(parameter, function) => true,
                    IParameterSymbol or ILocalSymbol or Entity { Site: not null } when start[cell.Key] is { } before => !before.Equals(cell.Value),
                    IFieldSymbol or IPropertySymbol => true,
                    Entity { Owner: IParameterSymbol parameter } => Belongs(parameter, function),
                    Entity { Owner: ITypeSymbol } => true,
                    _ => false,
                };
                if (!isSeen) continue;
                if (start[cell.Key] is not null && cell.Key.Root is not IParameterSymbol { RefKind: RefKind.Ref or RefKind.Out }) exits[cell.Key] = cell.Value;
                else if (start[cell.Key] is null && !cell.Value.Equals(scene.Initial(cell.Key))) exits[cell.Key] = evaluation.Outside(cell.Value).With([]);
            }
        }
        return new(returned, exits.ToImmutable(), function) { Made = MadeBy(objects) };
    }

    /// <summary>The type of the objects that a value refers to, where all were made here and are of one type.</summary>
    static ITypeSymbol? MadeBy(Value objects)
    {
        if (objects.Entities is not [{ Type: { } type }, ..] || !objects.Origins.IsEmpty || !objects.Constants.IsDefaultOrEmpty) return null;
        return objects.Entities.All(e => e is { Site: not null, IsExact: true } && SymbolEqualityComparer.Default.Equals(e.Type, type)) ? type : null;
    }

    static bool Belongs(IParameterSymbol parameter, IMethodSymbol? function) => SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, function);
}
