using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What the evaluation of one graph rests on: the graph, the program around it, and the functions around a nested one.</summary>
sealed class Scene
{
    const int MostNested = 5, MostMembers = 30;

    static readonly ImmutableDictionary<ISymbol, ITypeSymbol> NoTypes = ImmutableDictionary.Create<ISymbol, ITypeSymbol>(SymbolEqualityComparer.Default);

    readonly Dictionary<Cell, Value> shared;
    readonly HashSet<ISymbol> running;
    readonly HashSet<Entity> varying;
    readonly Dictionary<ISymbol, IMethodSymbol> promises;
    readonly Dictionary<ISymbol, Value> given;
    readonly Dictionary<ISymbol, IOperation> aliases = new(SymbolEqualityComparer.Default);
    readonly Dictionary<ITypeSymbol, bool> looked = new(SymbolEqualityComparer.Default);
    readonly int depth;
    ILookup<ISymbol, IOperation?>? assignments;

    public Scene(ControlFlowGraph graph, Compilation compilation, Apis apis, Func<Fact, Summary> ask, CancellationToken cancel, BodyGraphs graphs, Budget budget)
    {
        (Graph, Compilation, Apis, Ask, Cancel, Captures, Graphs, Budget) = (graph, compilation, apis, ask, cancel, new(graph), graphs, budget);
        shared = [];
        varying = [];
        promises = new(SymbolEqualityComparer.Default);
        given = new(SymbolEqualityComparer.Default);
        running = new(SymbolEqualityComparer.Default);
    }

    Scene(Scene outer, ControlFlowGraph graph)
    {
        (Self, Via, Types) = (outer.Self, outer.Via, outer.Types);
        (Graph, Compilation, Apis, Ask, Cancel, Captures, Graphs, Budget) = (graph, outer.Compilation, outer.Apis, outer.Ask, outer.Cancel, new(graph), outer.Graphs, outer.Budget);
        IsForCallers = outer.IsForCallers;
        (shared, running, varying, promises, given, depth, Recorder) = (outer.shared, outer.running, outer.varying, outer.promises, outer.given, outer.depth + 1, outer.Recorder);
    }

    public ControlFlowGraph Graph { get; }
    public Compilation Compilation { get; }
    public Apis Apis { get; }
    public Func<Fact, Summary> Ask { get; }
    public CancellationToken Cancel { get; }
    public Captures Captures { get; }
    public BodyGraphs Graphs { get; }
    public Budget Budget { get; }

    /// <summary>Whether callers will look at what the graph returns.</summary>
    public bool IsForCallers { get; init; }

    /// <summary>Where values are noted while a solved graph is shown once more.</summary>
    public Recorder? Recorder { get; set; }

    public Scene Nested(ControlFlowGraph graph) => new(this, graph);

    /// <summary>What <c>this</c> is, in a function that is run from where it is called.</summary>
    public Value? Self { get; private init; }

    /// <summary>The calls that lead to a function that is run from where it is called.</summary>
    public CallPath? Via { get; private init; }

    /// <summary>What type parameters stand for in such a function.</summary>
    public ImmutableDictionary<ISymbol, ITypeSymbol> Types { get; private init; } = NoTypes;

    /// <summary>The scene of a function that is run from a call.</summary>
    public Scene Called(ControlFlowGraph graph, SyntaxNode call, Value self, ImmutableDictionary<ISymbol, ITypeSymbol> types) =>
        new(this, graph) { IsForCallers = true, Self = self, Via = new(call, Via), Types = types, Recorder = null };

    /// <summary>What functions nested in the graph put into cells of the graph, whenever they run.</summary>
    public Value? Shared(Cell cell) => shared.TryGetValue(cell, out var value) ? value : null;

    /// <summary>Notes what a nested function puts into a cell; true when that is new.</summary>
    public bool Share(Cell cell, Value value)
    {
        var joined = shared.TryGetValue(cell, out var known) ? known.Join(value) : value;
        if (known is not null && known.Equals(joined)) return false;
        shared[cell] = joined;
        return true;
    }

    /// <summary>Notes what a lambda is called with.</summary>
    public void Give(IParameterSymbol parameter, Value value) => given[parameter] = given.TryGetValue(parameter, out var other) ? other.Join(value) : value;

    public Value? Given(IParameterSymbol parameter) => given.TryGetValue(parameter, out var value) ? value : null;

    /// <summary>Notes the delegate that a lambda becomes: what its parameters are promised.</summary>
    public void Promise(IMethodSymbol lambda, IMethodSymbol invoke) => promises[lambda] = invoke;

    public IMethodSymbol? PromiseOf(IMethodSymbol function) => promises.TryGetValue(function, out var invoke) ? invoke : null;

    /// <summary>The value with what is ever written to members asked now.</summary>
    public Value Settle(Value value) => Resolution.OfMembers(value, Ask);

    /// <summary>Notes that a loop fills an object with data that is not fixed: that it may run no times at all is no way on which it stays as it was made.</summary>
    public void Vary(Value objects, SyntaxNode? change, Value data)
    {
        if (data.IsFixed || change is null) return;
        foreach (var entity in objects.Entities)
        {
            if (!varying.Contains(entity) && change.Ancestors().Any(a => IsLoop(a) && !(entity.Site?.SyntaxTree == a.SyntaxTree && a.Span.Contains(entity.Site.Span)))) varying.Add(entity);
        }
    }

    public bool IsVarying(Entity entity) => varying.Contains(entity);

    static bool IsLoop(SyntaxNode node) => node is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax;

    /// <summary>Notes that a <c>ref</c> local stands for another place.</summary>
    public void Alias(ILocalSymbol local, IOperation target) => aliases[local] = target;

    public IOperation? AliasOf(ILocalSymbol local) => aliases.TryGetValue(local, out var target) ? target : null;

    /// <summary>What a local was set to, where it is set once.</summary>
    public IOperation? AssignedOnce(ILocalSymbol local) => AssignmentsTo(local) is [{ } value] ? value : null;

    List<IOperation?> AssignmentsTo(ISymbol variable)
    {
        assignments ??= Graph.Parts().SelectMany(part => Writes.Of(part, Captures)).Where(w => w.Place.IsVariable && w.Place.Root is not null).ToLookup(w => w.Place.Root!, w => w.Value, SymbolEqualityComparer.Default);
        return [.. assignments[variable]];
    }

    /// <summary>Whether it matters what an object of a type is made with: the body looks into it, or gives it to its caller.</summary>
    public bool LooksInto(ITypeSymbol type) => looked.TryGetValue(type, out var known) ? known : looked[type] = Outermost(Graph).OriginalOperation.Syntax is { } body && IsLookedInto(type);

    bool IsLookedInto(ITypeSymbol type)
    {
        if (type.GetMembers().Count(m => m is IFieldSymbol or IPropertySymbol) > MostMembers) return false;
        var graph = Outermost(Graph);
        if (graph.OriginalOperation is IFieldInitializerOperation or IPropertyInitializerOperation || IsForCallers && graph.ValuesOf(ControlFlowBranchSemantics.Return).Any(v => IsOfType(v.Type, type))) return true;
        return new[] { graph }.Concat(graph.Nested(Cancel)).SelectMany(GraphOperations.Parts).Any(part => part switch
        {
            IMemberReferenceOperation { Instance: { } owner } => IsOfType(owner.Type, type) && part.Type?.SpecialType != SpecialType.System_Void,
            IInvocationOperation { Instance: { } owner } call => IsOfType(owner.Type, type),
            IConversionOperation { OperatorMethod: not null } conversion => IsOfType(conversion.Operand.Type, type),
            IBinaryOperation { OperatorMethod: not null } binary => IsOfType(binary.LeftOperand.Type, type) || IsOfType(binary.RightOperand.Type, type),
            IInterpolationOperation hole => IsOfType(hole.Expression.Type, type),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => sum.Type.IsString(),
            IRecursivePatternOperation or IWithOperation or IDeconstructionAssignmentOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation => true,
            IArgumentOperation { Value: var passed } => IsOfType(passed.Type, type),
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation, Value: var kept } => IsForCallers && graph.OriginalOperation is IConstructorBodyOperation && IsOfType(kept.Type, type),
            _ => false,
        });
    }

    static bool IsOfType(ITypeSymbol? type, ITypeSymbol made) => type is not null && (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, made.OriginalDefinition)
        || type.TypeKind == TypeKind.Interface && made.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, type.OriginalDefinition))
        || type.SpecialType != SpecialType.System_Object && Bases(made).Any(b => SymbolEqualityComparer.Default.Equals(b.OriginalDefinition, type.OriginalDefinition)));

    static IEnumerable<ITypeSymbol> Bases(ITypeSymbol type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType) yield return at;
    }

    static ControlFlowGraph Outermost(ControlFlowGraph graph)
    {
        while (graph.Parent is { } outer) graph = outer;
        return graph;
    }

    /// <summary>The condition that a <c>bool</c> local was set from, where it is set once and nothing the condition reads is assigned after that.</summary>
    public IOperation? ConditionOf(ILocalSymbol local)
    {
        if (AssignedOnce(local) is not { } condition) return null;
        var isFixed = condition.InOrder().All(part => part switch
        {
            ILocalReferenceOperation read => AssignmentsTo(read.Local).Count <= 1,
            IParameterReferenceOperation read => AssignmentsTo(read.Parameter).Count == 0,
            IFlowCaptureReferenceOperation => false,
            _ => true,
        });
        return isFixed ? condition : null;
    }

    /// <summary>What a cell held where the graph begins.</summary>
    public Value Initial(Cell cell) => cell.Root switch
    {
        IParameterSymbol parameter => Parameters.Value(parameter),
        IFieldSymbol or IPropertySymbol => Members.Of((ISymbol)cell.Root, null, null, this, isLater: true),
        Entity entity => Initial(entity, cell.Member),
        _ => Value.Nothing,
    };

    Value Initial(Entity entity, string? member)
    {
        if (entity.Site is not null) return Value.Nothing;
        if (member is null or Cell.KeysName or ['[', ..])
        {
            return entity.Owner switch
            {
                IParameterSymbol parameter => Parameters.Content(parameter),
                IFieldSymbol or IPropertySymbol => Members.Of(entity.Owner, null, null, this, isLater: true).Bare,
                _ => Value.From(new(OriginKind.Other, Level.Unknown, entity.Owner, null)),
            };
        }
        return entity.Type.MemberNamed(member) is { } symbol ? Members.Of(symbol, null, null, this, isLater: true) : Value.From(new(OriginKind.Member, Level.Unknown, null, null));
    }

    /// <summary>What a nested function returns and leaves behind, run from here. A function that calls itself adds nothing to what it does.</summary>
    public Summary Run(ControlFlowGraph graph, IMethodSymbol function, Memory memory)
    {
        if (depth >= MostNested) return Summary.Of(Value.From(new(OriginKind.Call, TextTypes.LevelOf(function.ReturnType), function, null)));
        if (!running.Add(function)) return Summary.Nothing;
        try
        {
            var nested = Nested(graph);
            nested.Recorder = null;
            var result = Flow.Flow.Run(graph, new ProvenanceDomain(nested, Parameters.Enter(memory, function, PromiseOf(function))), Cancel);
            return result.Complete ? GraphAnalysis.Summarize(nested, result, function, memory)
                : Summary.Of(Value.From(new(OriginKind.Call, TextTypes.LevelOf(function.ReturnType), function, null)));
        }
        finally
        {
            running.Remove(function);
        }
    }

    /// <summary>The graph of a local function that can be called here.</summary>
    public (ControlFlowGraph Graph, IMethodSymbol Symbol)? LocalFunction(IMethodSymbol function)
    {
        var original = function.OriginalDefinition;
        return Find(Graph) is { } graph ? (graph, original) : null;

        ControlFlowGraph? Find(ControlFlowGraph at)
        {
            for (ControlFlowGraph? outer = at; outer is not null; outer = outer.Parent)
            {
                if (outer.LocalFunctions.Contains(original)) return outer.GetLocalFunctionControlFlowGraph(original, Cancel);
            }
            return null;
        }
    }
}
