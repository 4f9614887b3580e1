using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>Which exceptions a method returns: the one it got, one that it caught, or one of its own making.</summary>
static class ReturnedExceptions
{
    static readonly ConditionalWeakTable<Compilation, Summaries<Origins>> PerCompilation = new();

    /// <summary>The summaries of a compilation. Recursion starts from nothing: a method returns only what some path really returns.</summary>
    public static Summaries<Origins> Of(Compilation compilation) => PerCompilation.GetValue(compilation, static c =>
    {
        var bodies = Bodies.Of(c);
        return new(assumed: default, unknown: default, (method, callee, cancel) => Summarize(method, bodies, callee, cancel));
    });

    static Origins Summarize(IMethodSymbol method, Bodies bodies, Func<IMethodSymbol, Origins> callee, CancellationToken cancel)
    {
        if (!CarriesExceptions.Can(method.ReturnType) || !MayReturnOld(method, cancel) || bodies.GraphOf(method, cancel) is not { } graph) return default;
        var start = method.Parameters.Aggregate(ThrownState.Empty, (state, p) => state.With(Place.Of(p), Origins.Parameter(p.Ordinal)));
        var domain = new ThrownExceptions(graph, start, callee);
        var result = Flow.Run(graph, domain, cancel);
        if (!result.Complete) return default;
        var values = new HashSet<IOperation>(graph.ValuesOf(ControlFlowBranchSemantics.Return));
        var returned = default(Origins);
        result.Replay((operation, state) =>
        {
            if (values.Contains(operation) && domain.Transfer(state, operation) is { IsDead: false } after) returned = returned.Or(domain.Of(operation, after));
        }, cancel);
        return returned with { Caught = null };
    }

    /// <summary>A factory that only creates is known by its syntax: most helpers are.</summary>
    static bool MayReturnOld(IMethodSymbol method, CancellationToken cancel) => method.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax(cancel))
        .SelectMany(syntax => syntax.DescendantNodes())
        .Any(node => node is ReturnStatementSyntax { Expression: { } value } && !IsNew(value) || node is ArrowExpressionClauseSyntax { Expression: var body } && !IsNew(body));

    static bool IsNew(ExpressionSyntax value) => value is BaseObjectCreationExpressionSyntax or ThrowExpressionSyntax or LiteralExpressionSyntax;
}
