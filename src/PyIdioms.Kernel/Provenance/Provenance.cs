using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Where values come from: asked for one expression at a time, backwards through the program, once a compilation.</summary>
public sealed class ValueProvenance
{
    const int MostDepth = 25, MostSteps = 6_000, FactCost = 100;

    static readonly ConditionalWeakTable<Compilation, ValueProvenance> PerCompilation = new();
    static readonly Value Anything = Value.From(new(OriginKind.Other, Level.Unknown, null, null));

    readonly Compilation compilation;
    readonly Apis apis;
    readonly BodyGraphs graphs;
    readonly ThreadLocal<Budget> budget = new(() => new(MostSteps));
    readonly Summaries<Fact, Summary> facts;
    readonly ConcurrentDictionary<SyntaxNode, BodyValues> settled = new();
    readonly ConcurrentDictionary<(SyntaxNode Place, bool IsFurther), Value?> answers = new();

    ValueProvenance(Compilation compilation, Apis apis)
    {
        this.compilation = compilation;
        this.apis = apis;
        graphs = new(compilation);
        facts = new(Summary.Nothing, Summary.Of(Anything), Compute, EqualityComparer<Fact>.Default, MostDepth);
    }

    public static ValueProvenance Of(Compilation compilation) => PerCompilation.GetValue(compilation, static c => new(c, Apis.Known));

    /// <summary>The same with a project's own table; the first table asked with stays.</summary>
    public static ValueProvenance Of(Compilation compilation, Apis apis) => PerCompilation.GetValue(compilation, c => new(c, apis));

    /// <summary>The value of an expression of any body of the program, its callers asked; null where the expression is never reached or the body is too large to tell.</summary>
    public Value? Of(IOperation operation, CancellationToken cancel) => At(operation, isFurther: false, cancel);

    /// <summary>The same, with calls and members looked into that carry no text: numbers, enums, names of algorithms.</summary>
    public Value? Further(IOperation operation, CancellationToken cancel) => At(operation, isFurther: true, cancel);

    Value? At(IOperation operation, bool isFurther, CancellationToken cancel)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant }) return Value.Constant(constant);
        while (operation is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation) operation = operation.ChildOperations.First();
        if (operation.ConstantValue is { HasValue: true, Value: var inner }) return Value.Constant(inner);
        var question = (operation.Syntax, isFurther);
        return answers.TryGetValue(question, out var known) ? known : answers[question] = Answer(operation, isFurther, cancel);
    }

    Value? Answer(IOperation operation, bool isFurther, CancellationToken cancel)
    {
        if (GraphAround(operation, cancel) is not { } root) return null;
        try
        {
            budget.Value = new(MostSteps);
            var value = operation is IParameterReferenceOperation reference && Untouched.Is(reference) ? Parameters.Value(reference.Parameter)
                : Values(root, operation.Syntax, Ask, cancel) is { } values ? Noted.At(operation.Syntax, values) : null;
            if (value is null) return null;
            var resolved = Resolution.Of(value, Ask);
            return isFurther ? Resolution.Further(resolved, Ask) : resolved;
        }
        catch (Exception unknown) when (IsUnknown(unknown))
        {
            BodyOf(root).Give(operation.Syntax);
            return null;
        }

        Summary Ask(Fact fact) => facts.Of(fact, cancel);
    }

    /// <summary>The question costs too much, or leads too deep.</summary>
    internal static bool IsUnknown(Exception exception) => exception is SpentException or InsufficientExecutionStackException;

    /// <summary>Whether an expression of a body is ever evaluated, as far as that is known.</summary>
    public bool IsReached(IOperation operation, CancellationToken cancel)
    {
        if (GraphAround(operation, cancel) is not { } graph) return true;
        try
        {
            budget.Value = new(MostSteps);
            return Values(graph, operation.Syntax, f => facts.Of(f, cancel), cancel) is not { } values || Noted.At(operation.Syntax, values) is not null;
        }
        catch (Exception unknown) when (IsUnknown(unknown))
        {
            return true;
        }
    }

    /// <summary>The domain as it begins a graph by itself: what its tests run.</summary>
    public ProvenanceDomain DomainOf(ControlFlowGraph graph, CancellationToken cancel)
    {
        budget.Value = new(int.MaxValue);
        return new(Scene(graph, f => facts.Of(f, cancel), cancel), Parameters.Enter(Memory.Empty, FunctionOf(graph, cancel)));
    }

    ControlFlowGraph? GraphAround(IOperation operation, CancellationToken cancel)
    {
        try
        {
            return graphs.Around(operation.Syntax, cancel);
        }
        catch (Exception unknown) when (IsUnknown(unknown))
        {
            return null;
        }
    }

    /// <summary>The body or initializer around any place in the source.</summary>
    public IOperation? BodyAround(SyntaxNode node, CancellationToken cancel) => graphs.Around(node, cancel)?.OriginalOperation;

    Summary Compute(Fact fact, Func<Fact, Summary> other, CancellationToken cancel)
    {
        budget.Value!.Spend(FactCost);
        switch (fact.Kind)
        {
            case FactKind.Method:
                var method = (IMethodSymbol)fact.Symbol;
                if (graphs.Of(method, cancel) is not { } graph) return method is { MethodKind: MethodKind.Constructor } ? Summary.Nothing : Summary.Of(Unknown(method));
                return GraphAnalysis.Summarize(Scene(graph, other, cancel, isForCallers: true), method) ?? Summary.Of(Unknown(method));
            case FactKind.Parameter:
                var parameter = (IParameterSymbol)fact.Symbol;
                var passed = new CallSites(graphs, node => ValuesAround(node, other, cancel), cancel).Of(parameter);
                return Summary.Of(passed is null ? Parameters.Content(parameter) : passed);
            default:
                var written = new MemberWrites(graphs, node => ValuesAround(node, other, cancel), other, cancel).Of(fact.Symbol).With([]);
                return Summary.Of(written.Origins.IsEmpty ? written : written.Fixed(false));
        }
    }

    static Value Unknown(IMethodSymbol method) => Value.From(new(OriginKind.Call, TextTypes.LevelOf(method.ReturnType), method, null));

    Scene Scene(ControlFlowGraph graph, Func<Fact, Summary> ask, CancellationToken cancel, bool isForCallers = false) =>
        new(graph, compilation, apis, ask, cancel, graphs, budget.Value!) { IsForCallers = isForCallers };

    Recorder? ValuesAround(SyntaxNode node, Func<Fact, Summary> ask, CancellationToken cancel) =>
        graphs.Around(node, cancel) is { } graph ? Values(graph, node, ask, cancel) : null;

    BodyValues BodyOf(ControlFlowGraph graph) => settled.GetOrAdd(graph.OriginalOperation.Syntax, _ => new(graph));

    /// <summary>The values of a body's expressions, as far as the way to one of them leads. Kept once everything they rest on is settled.</summary>
    Recorder? Values(ControlFlowGraph graph, SyntaxNode place, Func<Fact, Summary> ask, CancellationToken cancel)
    {
        var body = BodyOf(graph);
        if (body.TryFind(place, out var known, out var ways)) return known;
        var asked = new HashSet<Fact>();
        var recorder = GraphAnalysis.Record(Scene(graph, fact => { asked.Add(fact); return ask(fact); }, cancel), FunctionOf(graph, cancel), ways);
        if (asked.All(facts.IsKnown)) body.Keep(ways, recorder);
        return recorder;
    }

    static IMethodSymbol? FunctionOf(ControlFlowGraph graph, CancellationToken cancel)
    {
        var operation = graph.OriginalOperation;
#pragma warning disable RS1030 // The method of a body of any file; asked once a graph.
        return operation.SemanticModel is { } model ? model.GetDeclaredSymbol(operation.Syntax, cancel) as IMethodSymbol ?? model.GetEnclosingSymbol(operation.Syntax.SpanStart, cancel) as IMethodSymbol : null;
#pragma warning restore RS1030
    }
}

/// <summary>Questions about values from inside a rule.</summary>
public static class ProvenanceQuestions
{
    /// <summary>Whether an expression of the body that is being analysed is ever evaluated, as far as that is known.</summary>
    public static bool IsReached(this Sighting context, IOperation operation) => !MayAsk(operation) || Values(context).IsReached(operation, context.CancellationToken);

    /// <summary>The value of a number, an enum or the name of an algorithm: calls and members of such types, which other questions leave closed, are looked into.</summary>
    public static Value? SettingOf(this Sighting context, IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: var constant } ? Value.Constant(constant) : MayAsk(operation) ? Values(context).Further(operation, context.CancellationToken) : null;

    /// <summary>The value of an expression of the body that is being analysed; null where nothing is known that a rule could rely on.</summary>
    public static Value? ValueOf(this Sighting context, IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: var constant } ? Value.Constant(constant) : MayAsk(operation) ? Values(context).Of(operation, context.CancellationToken) : null;

    static bool MayAsk(IOperation operation) => operation.HasGraph() && !operation.IsInExpressionTree();

    static ValueProvenance Values(Sighting context) => ValueProvenance.Of(context.Compilation, ProjectApis.Of(context.Options, context.CancellationToken));
}
