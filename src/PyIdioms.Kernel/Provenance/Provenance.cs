using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Where values come from: asked for one expression at a time, backwards through the program, once a compilation.</summary>
public sealed class ValueProvenance
{
    const int MostDepth = 40;

    static readonly ConditionalWeakTable<Compilation, ValueProvenance> PerCompilation = new();
    static readonly Value Anything = Value.From(new(OriginKind.Other, Level.Unknown, null, null));

    readonly Compilation compilation;
    readonly Apis apis;
    readonly BodyGraphs graphs;
    readonly Summaries<Fact, Summary> facts;
    readonly ConcurrentDictionary<SyntaxNode, IReadOnlyDictionary<SyntaxNode, Value>?> settled = new();

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

    /// <summary>The value of an expression of a body, its callers asked; null where the expression is never reached or the body is too large to tell.</summary>
    public Value? At(IOperation operation, ControlFlowGraph graph, CancellationToken cancel)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant }) return Value.Constant(constant);
        while (operation is Microsoft.CodeAnalysis.Operations.IConversionOperation { OperatorMethod: null } or Microsoft.CodeAnalysis.Operations.IParenthesizedOperation) operation = operation.ChildOperations.First();
        if (operation.ConstantValue is { HasValue: true, Value: var inner }) return Value.Constant(inner);
        var root = Outermost(graph);
        var values = Values(root, f => facts.Of(f, cancel), cancel);
        return values is not null && Noted.At(operation.Syntax, values) is { } value ? Resolve(value, f => facts.Of(f, cancel)) : null;
    }

    static ControlFlowGraph Outermost(ControlFlowGraph graph)
    {
        while (graph.Parent is { } outer) graph = outer;
        return graph;
    }

    /// <summary>Parameters whose callers are all known stand for what these pass.</summary>
    static Value Resolve(Value value, Func<Fact, Summary> ask) => value.Substitute(parameter => ask(Fact.OfParameter(parameter)).Result is var passed && !IsItself(passed, parameter) ? passed : null);

    static bool IsItself(Value value, IParameterSymbol parameter) => value.Origins is [{ Kind: OriginKind.Parameter, IsWhole: true } only] && SymbolEqualityComparer.Default.Equals(only.Symbol, parameter);

    Summary Compute(Fact fact, Func<Fact, Summary> other, CancellationToken cancel)
    {
        switch (fact.Kind)
        {
            case FactKind.Method:
                var method = (IMethodSymbol)fact.Symbol;
                if (graphs.Of(method, cancel) is not { } graph) return method is { MethodKind: MethodKind.Constructor } ? Summary.Nothing : Summary.Of(Unknown(method));
                return GraphAnalysis.Record(Scene(graph, other, cancel), method, Memory.Empty, out var summary) is null ? Summary.Of(Unknown(method)) : summary;
            case FactKind.Parameter:
                var parameter = (IParameterSymbol)fact.Symbol;
                var passed = new CallSites(graphs, node => ValuesAround(node, other, cancel), cancel).Of(parameter);
                return Summary.Of(passed is null ? Parameters.Content(parameter) : Resolve(passed, other));
            default:
                var written = new MemberWrites(graphs, node => ValuesAround(node, other, cancel), other, cancel).Of(fact.Symbol);
                var held = Resolve(written, other).With([]);
                return Summary.Of(held.Origins.IsEmpty ? held : held.Fixed(false));
        }
    }

    static Value Unknown(IMethodSymbol method) => Value.From(new(OriginKind.Call, TextTypes.LevelOf(method.ReturnType), method, null));

    Scene Scene(ControlFlowGraph graph, Func<Fact, Summary> ask, CancellationToken cancel) => new(graph, compilation, apis, ask, cancel, graphs);

    IReadOnlyDictionary<SyntaxNode, Value>? ValuesAround(SyntaxNode node, Func<Fact, Summary> ask, CancellationToken cancel) =>
        graphs.Around(node, cancel) is { } graph ? Values(graph, ask, cancel) : null;

    /// <summary>The values of a body's expressions. Kept once everything they rest on is settled.</summary>
    IReadOnlyDictionary<SyntaxNode, Value>? Values(ControlFlowGraph graph, Func<Fact, Summary> ask, CancellationToken cancel)
    {
        var key = graph.OriginalOperation.Syntax;
        if (settled.TryGetValue(key, out var known)) return known;
        var asked = new HashSet<Fact>();
        var method = FunctionOf(graph, cancel);
        var recorder = GraphAnalysis.Record(Scene(graph, fact => { asked.Add(fact); return ask(fact); }, cancel), method, Memory.Empty, out _);
        if (asked.All(facts.IsKnown)) settled[key] = recorder?.Values;
        return recorder?.Values;
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
    /// <summary>The value of an expression of the body that is being analysed; null where nothing is known that a rule could rely on.</summary>
    public static Value? ValueOf(this OperationAnalysisContext context, IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: var constant } ? Value.Constant(constant)
        : operation.HasGraph() && !operation.IsInExpressionTree() ? ValueProvenance.Of(context.Compilation, ProjectApis.Of(context.Options, context.CancellationToken)).At(operation, context.GetControlFlowGraph(), context.CancellationToken) : null;
}
