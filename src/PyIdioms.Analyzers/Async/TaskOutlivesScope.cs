using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>A task that is returned out of the scope it needs: its resource is disposed, its catch is passed by, its finally runs, its lock is released while it is still at work.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TaskOutlivesScope() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0302",
        title: "Task outlives its scope", message: "'{0}' is {1}: {2}", DiagnosticSeverity.Warning);

    /// <summary>The property of a finding that says: where it is reported the scope is over.</summary>
    public const string IsOver = nameof(IsOver);

    static readonly ImmutableDictionary<string, string?> Over = ImmutableDictionary<string, string?>.Empty.Add(IsOver, "true");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Task is null) return;
        var awaitables = Awaitables.Of(context.Compilation);
        var answered = AnsweredTasks.Of(context.Compilation);
        var promises = TypedNames.Promises.In(context.Compilation, context.CancellationToken);
        context.Watch(_ => promises, Check, OperationKind.Return);
        context.Watch(_ => promises, CheckAwait, OperationKind.Await);

        void CheckAwait(Sighting c)
        {
            if (LocalOf(((IAwaitOperation)c.Operation).Operation) is { } task && HasResource(c.Operation.Function().Syntax)) CheckLeft(c, task, "awaited too late");
        }

        // Null says that all is done, so the rest is written in continuations: they do what the scope would.
        bool IsAnswered(ReturnedTask task, CancellationToken cancel) => task.Origin is IInvocationOperation call && answered.MayBeNull(call, cancel);

        void Check(Sighting c)
        {
            var exit = (IReturnOperation)c.Operation;
            if (exit is { Kind: OperationKind.Return, ReturnedValue: { } returned } && LocalOf(returned) is { } left && awaitables.IsAwaitable(left.Type) && HasResource(exit.Function().Syntax)
                && !IsAsync(exit.Function(), c.ContainingSymbol) && CheckLeft(c, left, "returned too late")) return;
            if (exit is not { Kind: OperationKind.Return, ReturnedValue: { Type: { } type } value } || !awaitables.IsAwaitable(type) && !awaitables.IsStream(type) || !IsInScope(exit.Syntax)) return;
            // In an async function it is the result that is a task: nobody waits for that one here.
            var function = exit.Function();
            var tasks = ReturnedTasks.Of(value, function).Where(t => !IsAnswered(t, c.CancellationToken)).Select(t => t.Origin is IInvocationOperation call && answered.IsKept(call, c.CancellationToken) ? t with { IsKept = true } : t).ToList();
            foreach (var scope in EndingScope.Around(exit))
            {
                if (tasks.FirstOrDefault(task => scope.Matters(task, function, c.Compilation)) is not { Origin: { } origin }) continue;
                c.ReportDiagnostic(Diagnostic.Create(Descriptor, exit.Syntax.GetLocation(), NameOf(origin), "returned before it is done", scope.What));
                return;
            }
        }
    }

    /// <summary>Reports a task that was made inside of a scope with a resource, and is waited for behind it.</summary>
    static bool CheckLeft(Sighting context, ILocalReferenceOperation task, string when)
    {
        var function = task.Function();
        foreach (var made in ReturnedTasks.Of(task, function))
        {
            if (made.Origin.Function() != function || EndingScope.Around(made.Origin).FirstOrDefault(s => s.IsLeft(task, task.Local) && s.Matters(made, function, context.Compilation)) is not { } scope) continue;
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, context.Operation.Syntax.GetLocation(), Over, NameOf(made.Origin), when, scope.What));
            return true;
        }
        return false;
    }

    static ILocalReferenceOperation? LocalOf(IOperation task)
    {
        task = task.Unwrap();
        if (task is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } configured }) task = configured.Unwrap();
        return task as ILocalReferenceOperation;
    }

    /// <summary>A cheap no: the function disposes of nothing on the way.</summary>
    static bool HasResource(SyntaxNode function) => function.DescendantNodes().Any(static n => n is UsingStatementSyntax or FinallyClauseSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 });

    static bool IsAsync(IOperation function, ISymbol container) => function switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol.IsAsync,
        ILocalFunctionOperation local => local.Symbol.IsAsync,
        _ => container is IMethodSymbol { IsAsync: true },
    };

    /// <summary>A cheap no: nothing in the function ends here but itself.</summary>
    static bool IsInScope(SyntaxNode exit)
    {
        for (var at = exit; at is not null; at = at.Parent)
        {
            switch (at)
            {
                case UsingStatementSyntax or TryStatementSyntax or LockStatementSyntax: return true;
                case BlockSyntax block when block.Statements.Any(static s => s is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 }): return true;
                case CompilationUnitSyntax unit: return unit.Members.Any(static m => m is GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } });
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax: return false;
            }
        }
        return false;
    }

    static string NameOf(IOperation task) => task switch
    {
        IInvocationOperation { TargetMethod.MethodKind: not MethodKind.DelegateInvoke } call => call.TargetMethod.Name,
        IInvocationOperation { Instance: { } invoked } => invoked.Syntax.ToString(),
        IPropertyReferenceOperation property => property.Property.Name,
        _ => task.Syntax.ToString(),
    };
}
