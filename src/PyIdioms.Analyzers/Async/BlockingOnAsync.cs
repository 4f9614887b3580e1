using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Flow.Domains;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>A thread that is held until a task is done: <c>Result</c>, <c>Wait()</c>, <c>GetAwaiter().GetResult()</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingOnAsync() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0304",
        title: "Blocking on a task", message: "'{0}' blocks the thread until the task ends", DiagnosticSeverity.Warning);

    static readonly Switch OnlyInAsync = new("PYI0304.only_in_async", false, "Report only in async functions, where an await can stand instead.");

    public override ImmutableArray<Option> Options => [OnlyInAsync];

    static readonly Words Named = Words.Of(["Result", "Wait", "WaitAll", "WaitAny", WellKnownMemberNames.GetResult]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Task is null) return;
        var waits = new ConditionalWeakTable<ControlFlowGraph, HashSet<SyntaxNode>>();
        context.Watch(static _ => Named, Check, OperationKind.PropertyReference, OperationKind.Invocation);

        void Check(Sighting c)
        {
            if (!MayWait(c.Operation) || BlockingWait.Of(c.Operation) is null || c.Operation.IsInExpressionTree() || BlockingWait.NameOf(c.Operation.Syntax) is not { } name) return;
            var function = c.Operation.Function();
            var isAsync = IsAsync(function, c.ContainingSymbol);
            if (!isAsync && (OnlyInAsync.IsOn(c.Options, name.SyntaxTree) || SynchronousContract.Binds(c.ContainingSymbol, function)) || c.Graph is not { } graph) return;
            var unsettled = waits.GetValue(graph, g => UnsettledWaits.In(g, KnownAtStart(c.ContainingSymbol, c.CancellationToken), c.Compilation, c.CancellationToken));
            if (unsettled.Contains(c.Operation.Syntax)) c.ReportDiagnostic(Diagnostic.Create(Descriptor, name.GetLocation(), name.Identifier.ValueText));
        }
    }

    static bool MayWait(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation property => property.Property.Name == "Result",
        IInvocationOperation call => call.TargetMethod.Name is "Wait" or "WaitAll" or "WaitAny" or WellKnownMemberNames.GetResult,
        _ => false,
    };

    static bool IsAsync(IOperation function, ISymbol container) => function switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol.IsAsync,
        ILocalFunctionOperation local => local.Symbol.IsAsync,
        _ => container is IMethodSymbol { IsAsync: true },
    };

    /// <summary>The tasks that a method is only given when they are done: as a callback, or as a continuation.</summary>
    static DoneState KnownAtStart(ISymbol container, CancellationToken cancel)
    {
        if (container is not IMethodSymbol method) return DoneState.Empty;
        var state = UnsettledWaits.Callbacks(DoneState.Empty, method);
        return method.MethodKind == MethodKind.Ordinary && method.Parameters.FirstOrDefault() is { Type.Name: "Task" or "ValueTask" } task && IsContinuation(method, cancel) ? state.With(Place.Of(task), isHolder: false) : state;
    }

    /// <summary>Whether a method is handed to ContinueWith in its type, and never called there. By name: only asked of methods that wait for their parameter.</summary>
    static bool IsContinuation(IMethodSymbol method, CancellationToken cancel)
    {
        var type = method.ContainingType.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancel)).ToArray();
        return IsContinuation(type, method.Name, isDelegate: false);
    }

    static bool IsContinuation(SyntaxNode[] type, string name, bool isDelegate)
    {
        var isContinuation = false;
        foreach (var use in type.SelectMany(static t => t.DescendantNodes().OfType<IdentifierNameSyntax>()).Where(n => n.Identifier.ValueText == name))
        {
            ExpressionSyntax value = use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access : use;
            switch (value.Parent)
            {
                case InvocationExpressionSyntax call when call.Expression == value:
                    return false;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ContinueWith" } } }:
                    isContinuation = true;
                    break;
                // Kept in a field, so that the delegate is made once.
                case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var field } } when !isDelegate:
                    if (!IsContinuation(type, field, isDelegate: true)) return false;
                    isContinuation = true;
                    break;
            }
        }
        return isContinuation;
    }
}
