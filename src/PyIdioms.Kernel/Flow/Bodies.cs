using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow;

/// <summary>The graphs of a compilation's own methods, for summaries: made on demand, once.</summary>
public sealed class Bodies
{
    static readonly ConditionalWeakTable<Compilation, Bodies> PerCompilation = new();

    readonly ConcurrentDictionary<IMethodSymbol, ControlFlowGraph?> graphs = new(SymbolEqualityComparer.Default);
    readonly Compilation compilation;

    Bodies(Compilation compilation) => this.compilation = compilation;

    public static Bodies Of(Compilation compilation) => PerCompilation.GetValue(compilation, static c => new(c));

    /// <summary>The graph of a method with a body in this compilation; null for others.</summary>
    public ControlFlowGraph? GraphOf(IMethodSymbol method, CancellationToken cancel) =>
        graphs.TryGetValue(method, out var graph) ? graph : graphs.GetOrAdd(method, Make(method, cancel));

    ControlFlowGraph? Make(IMethodSymbol method, CancellationToken cancel)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return method.ContainingSymbol is IMethodSymbol outer && GraphOf(outer, cancel) is { } around && around.LocalFunctions.Contains(method)
                ? around.GetLocalFunctionControlFlowGraph(method, cancel) : null;
        }
        return Graphs.Of(Operation(method, cancel), cancel);
    }

    /// <summary>The operation of a method's body; null without one in this compilation.</summary>
    public IOperation? Operation(IMethodSymbol method, CancellationToken cancel)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(cancel);
            if (!compilation.ContainsSyntaxTree(syntax.SyntaxTree)) continue;
#pragma warning disable RS1030 // A callee may lie in another file than the one being analysed; asked only on demand.
            if (compilation.GetSemanticModel(syntax.SyntaxTree).Bind(syntax, cancel) is { } operation) return operation;
#pragma warning restore RS1030
        }
        return null;
    }
}

/// <summary>The functions nested in a graph.</summary>
public static class NestedFunctions
{
    /// <summary>The graphs of all lambdas and local functions in a graph, at any depth.</summary>
    public static IEnumerable<ControlFlowGraph> Nested(this ControlFlowGraph graph, CancellationToken cancel)
    {
        foreach (var inner in Direct(graph, cancel))
        {
            yield return inner;
            foreach (var deeper in inner.Nested(cancel)) yield return deeper;
        }
    }

    static IEnumerable<ControlFlowGraph> Direct(ControlFlowGraph graph, CancellationToken cancel)
    {
        foreach (var function in graph.LocalFunctions) yield return graph.GetLocalFunctionControlFlowGraph(function, cancel);
        foreach (var lambda in graph.Parts().OfType<IFlowAnonymousFunctionOperation>()) yield return graph.GetAnonymousFunctionControlFlowGraph(lambda, cancel);
    }

    /// <summary>Whether a variable belongs to the function of the graph, and not to one around it.</summary>
    public static Func<ISymbol, bool> OwnVariables(this ControlFlowGraph graph)
    {
        var locals = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<ControlFlowRegion>([graph.Root]);
        while (open.Count > 0)
        {
            var region = open.Pop();
            locals.UnionWith(region.Locals);
            foreach (var nested in region.NestedRegions) open.Push(nested);
        }
        var function = graph.OriginalOperation switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            IFlowAnonymousFunctionOperation lambda => lambda.Symbol,
            ILocalFunctionOperation local => local.Symbol,
            _ => null,
        };
        return variable => locals.Contains(variable) || variable is IParameterSymbol && (function is null || SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, function));
    }

    /// <summary>The outer locals and parameters that nested functions use.</summary>
    public static ImmutableHashSet<ISymbol> Captured(this ControlFlowGraph graph, CancellationToken cancel)
    {
        var captured = ImmutableHashSet.CreateBuilder<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var part in graph.Nested(cancel).SelectMany(GraphOperations.Parts))
        {
            if (part is ILocalReferenceOperation local) captured.Add(local.Local);
            else if (part is IParameterReferenceOperation parameter) captured.Add(parameter.Parameter);
        }
        return captured.ToImmutable();
    }
}
