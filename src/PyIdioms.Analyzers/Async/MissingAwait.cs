using System.Collections.Immutable;
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

/// <summary>A task, stream or collection of tasks that nobody waits for, at once or on some path.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingAwait() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define(
        "PYI0301",
        title: "Missing await",
        message: "'{0}' {1}",
        DiagnosticSeverity.Warning);

    static readonly Switch ExceptionalPaths = new("PYI0301.exceptional_paths", false,
        "Also report, as information, tasks that are left behind only when some operation in between throws.");

    public override ImmutableArray<Option> Options => [ExceptionalPaths];

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Task is null) return;
        var subject = new Subject(context.Compilation);
        var promises = TypedNames.Promises.In(context.Compilation, context.CancellationToken);
        context.Watch(_ => promises, subject.Check, OperationKind.Invocation);
        context.Watch(_ => promises, subject.CheckValue, TaskAsValue.Places);
    }

    const string AsValue = "is used as a value before it is awaited";

    /// <summary>One compilation under the rule.</summary>
    sealed class Subject(Compilation compilation)
    {
        readonly Awaitables awaitables = Awaitables.Of(compilation);
        readonly SelfObserving selfObserving = new(compilation);
        readonly AnsweredTasks answered = AnsweredTasks.Of(compilation);
        readonly ConditionalWeakTable<ControlFlowGraph, object> analysed = new();

        public void Check(Sighting context)
        {
            var call = (IInvocationOperation)context.Operation;
            var isPromise = awaitables.IsAwaitable(call.Type) || awaitables.IsStream(call.Type);
            if (!isPromise && !(call.TargetMethod.Name == "Select" && awaitables.HoldsAwaitables(call.Type))) return;
            var use = call.UseOf();
            if (use != TaskUse.Dropped && call.TargetMethod.MethodKind == MethodKind.DelegateInvoke && Multicasts.Of(call, context.CancellationToken) is { } handlers)
            {
                Report(context, call.Syntax, handlers.Name, "may have several handlers, and only the task of the last one is returned: go through GetInvocationList()");
                return;
            }
            if (use == TaskUse.Taken || IsExempt(call, context.CancellationToken) || TaskApi.IsEndOfTheLine(context.ContainingSymbol, call)) return;
            var obligations = new TaskObligations(awaitables, c => IsExempt(c, context.CancellationToken), context.CancellationToken);
            if (!obligations.Begins(call) || call.IsInExpressionTree() || IsCoveredByCompiler(call, context)) return;
            if (use == TaskUse.Kept) Follow(context, obligations);
            else if (IsAnswered(call, context.CancellationToken)) return;
            else if (use == TaskUse.Dropped) Report(context, call.Syntax, NameOf(call), isPromise ? "is never awaited" : "is lazy: its tasks are never started");
            else Report(context, call.Syntax, NameOf(call), AsValue);
        }

        public void CheckValue(Sighting context)
        {
            foreach (var task in TaskAsValue.In(context.Operation, awaitables))
            {
                if (!task.IsInExpressionTree()) Report(context, task.Syntax, task.Syntax.ToString(), AsValue);
            }
        }

        bool IsExempt(IInvocationOperation call, CancellationToken cancel) => TaskApi.IsMeantToBeDropped(call) || selfObserving.Starts(call, cancel);

        bool IsAnswered(IInvocationOperation call, CancellationToken cancel) => answered.MayBeNull(call, cancel) || answered.IsKept(call, cancel);

        /// <summary>Whether a timer is looked at from time to time, and so not forgotten.</summary>
        static bool IsPolled(IOperation timer)
        {
            var value = timer;
            while (value.Parent is IConditionalOperation or ICoalesceOperation or IConversionOperation or IParenthesizedOperation) value = value.Parent;
            return value.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
                && timer.Root().Descendants().Any(d => d is IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully", Instance: ILocalReferenceOperation { Local: var asked } } && SymbolEqualityComparer.Default.Equals(asked, local));
        }

        bool IsCoveredByCompiler(IInvocationOperation call, Sighting context) =>
            call.Parent is IExpressionStatementOperation statement && UnobservedWarning.Covers(statement, compilation, context.CancellationToken);

        /// <summary>Analyses the body and the functions in it, once, whichever of its tasks asks first.</summary>
        void Follow(Sighting context, TaskObligations domain)
        {
            if (context.Graph is not { } graph) return;
            lock (analysed)
            {
                if (analysed.TryGetValue(graph, out _)) return;
                analysed.Add(graph, graph);
            }
            Solve(graph, context, domain);
            foreach (var nested in graph.Nested(context.CancellationToken)) Solve(nested, context, domain);
        }

        void Solve(ControlFlowGraph graph, Sighting context, TaskObligations domain)
        {
            domain.Lost = null;
            domain.Met = null;
            var result = Flow.Run(graph, domain, context.CancellationToken);
            if (!result.Complete) return;
            var lost = new HashSet<Obligation>();
            var met = new HashSet<SyntaxNode>();
            var worst = new Dictionary<SyntaxNode, (Obligation Obligation, Debt Debt)>();
            domain.Lost = (obligation, debt) =>
            {
                Worsen(worst, obligation, debt);
                if (debt == Debt.Normal) lost.Add(obligation);
            };
            domain.Met = o => met.Add(o.Origin.Syntax);
            result.Replay((operation, state) => domain.Transfer(state, operation), context.CancellationToken);
            if (result.TryGetExit(out var exit)) Collect(exit, worst);
            if (result.TryGetThrown(out var thrown)) Collect(thrown, worst);
            foreach (var (obligation, debt) in worst.Values.OrderBy(w => w.Obligation.Origin.Syntax.SpanStart))
            {
                var call = (IInvocationOperation)obligation.Origin;
                // The graph's operations have no parents: what is dropped or misread on the spot was said there.
                var written = context.Operation.SemanticModel?.Bind(call.Syntax, context.CancellationToken);
                if (written?.UseOf() is TaskUse.Dropped or TaskUse.Misread || IsAnswered(call, context.CancellationToken)) continue;
                switch (debt)
                {
                    case Debt.Normal when TaskApi.IsTimer(call) && written is not null && IsPolled(written):
                        break;
                    case Debt.Normal when !met.Contains(call.Syntax):
                        Report(context, call.Syntax, NameOf(call), "is never awaited");
                        break;
                    case Debt.Normal when TaskApi.IsTimer(call):
                        break;
                    case Debt.Normal:
                        Report(context, call.Syntax, NameOf(call), lost.Contains(obligation) ? "is overwritten before it is awaited" : "is not awaited on every path");
                        break;
                    case Debt.WhenThrowing:
                        Report(context, call.Syntax, NameOf(call), "is not awaited when the code throws", DiagnosticSeverity.Info);
                        break;
                    case Debt.WhenInterrupted when ExceptionalPaths.IsOn(context.Options, call.Syntax.SyntaxTree):
                        Report(context, call.Syntax, NameOf(call), "is not awaited when an exception comes first", DiagnosticSeverity.Info);
                        break;
                }
            }
        }

        static void Collect(ObligationState state, Dictionary<SyntaxNode, (Obligation Obligation, Debt Debt)> worst)
        {
            foreach (var entry in state.Open) Worsen(worst, entry.Key, entry.Value.Debt);
        }

        static void Worsen(Dictionary<SyntaxNode, (Obligation Obligation, Debt Debt)> worst, Obligation obligation, Debt debt)
        {
            if (!worst.TryGetValue(obligation.Origin.Syntax, out var known) || known.Debt < debt) worst[obligation.Origin.Syntax] = (obligation, debt);
        }

        static string NameOf(IInvocationOperation call) =>
            call.TargetMethod is { MethodKind: MethodKind.DelegateInvoke } ? call.Instance?.Syntax.ToString() ?? "Invoke" : call.TargetMethod.Name;

        static void Report(Sighting context, SyntaxNode at, string name, string what, DiagnosticSeverity severity = DiagnosticSeverity.Warning) =>
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, at.GetLocation(), severity, additionalLocations: null, properties: null, name, what));
    }
}
