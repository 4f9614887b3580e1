using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Flow.Domains;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>State that belongs to a thread, used on both sides of an await: behind it, the thread may be another one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThreadBoundStateInAsync() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0308",
        title: "Thread-bound state across an await", message: "'{0}' belongs to a thread, and behind the await this may be another one: use AsyncLocal", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (ThreadBoundNames.In(context.Compilation, context.CancellationToken) is not { } words) return;
        var analysed = new ConditionalWeakTable<IOperation, object>();
        context.Watch(_ => words, Check, OperationKind.FieldReference, OperationKind.PropertyReference, OperationKind.Invocation);

        void Check(Sighting c)
        {
            var state = new ThreadBoundState(c.Compilation, c.CancellationToken);
            if (!state.Accessed(c.Operation).Any() || !IsInAsync(c.Operation, c.ContainingSymbol)) return;
            var root = c.Operation.Root();
            lock (analysed)
            {
                if (analysed.TryGetValue(root, out _)) return;
                analysed.Add(root, root);
            }
            if (Graphs.Of(root, c.CancellationToken) is not { } graph) return;
            if (c.ContainingSymbol is IMethodSymbol { IsAsync: true }) Solve(graph, c, state);
            foreach (var nested in graph.Nested(c.CancellationToken))
            {
                if (IsAsync(nested)) Solve(nested, c, state);
            }
        }
    }

    static bool IsInAsync(IOperation operation, ISymbol container)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case IAnonymousFunctionOperation lambda: return lambda.Symbol.IsAsync;
                case ILocalFunctionOperation function: return function.Symbol.IsAsync;
            }
        }
        return container is IMethodSymbol { IsAsync: true };
    }

    static bool IsAsync(ControlFlowGraph graph) => graph.OriginalOperation switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol.IsAsync,
        IFlowAnonymousFunctionOperation lambda => lambda.Symbol.IsAsync,
        ILocalFunctionOperation function => function.Symbol.IsAsync,
        _ => false,
    };

    static void Solve(ControlFlowGraph graph, Sighting context, ThreadBoundState state)
    {
        var domain = new ThreadBoundAccesses(state.Accessed);
        var result = Flow.Run(graph, domain, context.CancellationToken);
        if (!result.Complete) return;
        var found = new Dictionary<SyntaxNode, ISymbol>();
        domain.Crossed = (at, used) => found[at.Syntax] = used;
        result.Replay((operation, known) => domain.Transfer(known, operation), context.CancellationToken);
        foreach (var entry in found.OrderBy(static f => f.Key.SpanStart)) context.ReportDiagnostic(Diagnostic.Create(Descriptor, entry.Key.GetLocation(), entry.Value.Name));
    }
}
