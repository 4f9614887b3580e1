using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>A task of a task of which only the outer one is waited for: it ends when the inner one begins.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NestedTask() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0309",
        title: "Nested task", message: "'{0}' is a task of a task: {1}", DiagnosticSeverity.Warning);

    const string OuterOnly = "this waits for the outer one only", Dropped = "nobody waits for the inner one";

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.TaskOfT is null) return;
        var subject = new Subject(context.Compilation);
        var promises = TypedNames.Promises.In(context.Compilation, context.CancellationToken);
        context.Watch(_ => promises, subject.Check, OperationKind.Await, OperationKind.Conversion, OperationKind.Invocation);
    }

    /// <summary>One compilation under the rule.</summary>
    sealed class Subject(Compilation compilation)
    {
        readonly NestedTasks tasks = new(compilation);
        readonly SelfObserving selfObserving = new(compilation);

        public void Check(Sighting context)
        {
            switch (context.Operation)
            {
                case IAwaitOperation { Operation: var task } wait when NestedTasks.MayNest(task.Type) && tasks.DepthOf(wait.Type) == 1 && tasks.DepthOf(task.Type) > 1:
                    if (IsLost(wait) && !NestedTasks.IsBorrowed(task)) Report(context, wait.Syntax, task, OuterOnly);
                    break;
                case IConversionOperation { IsImplicit: true, Operand: var task } conversion when NestedTasks.MayNest(task.Type) && tasks.DepthOf(conversion.Type) == 1 && tasks.DepthOf(task.Type) > 1:
                    if (!NestedTasks.IsBorrowed(task)) Report(context, task.Syntax, task, $"as '{conversion.Type!.ToMinimalDisplayString(task.SemanticModel!, task.Syntax.SpanStart)}' it ends with the outer one");
                    break;
                case IInvocationOperation call:
                    Check(call, context);
                    break;
            }
        }

        void Check(IInvocationOperation call, Sighting context)
        {
            switch (call.TargetMethod.Name)
            {
                case "Wait" when IsNested(call.Instance) && !NestedTasks.IsBorrowed(call.Instance!):
                    Report(context, call.Syntax, call.Instance!, OuterOnly);
                    break;
                case "GetResult" when tasks.DepthOf(call.Type) == 1 && call.Instance is IInvocationOperation { TargetMethod.Name: WellKnownMemberNames.GetAwaiter, Instance: { } task } && IsNested(task):
                    if (IsLost(call) && !NestedTasks.IsBorrowed(task)) Report(context, call.Syntax, task, OuterOnly);
                    break;
                case "ContinueWith" when IsNested(call.Instance) && !NestedTasks.IsBorrowed(call.Instance!) && IgnoresAntecedent(call):
                    Report(context, call.Syntax, call.Instance!, "this continues after the outer one");
                    break;
                case "ContinueWith" when NestedTasks.MayNest(call.Type) && tasks.DepthOf(call.Type) > 1 && (IsDropped(call) || IsDiscarded(call)):
                case "StartNew" when NestedTasks.MayNest(call.Type) && tasks.DepthOf(call.Type) > 1 && IsDiscarded(call):
                    if (!selfObserving.Contains(call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value, context.CancellationToken)) Report(context, call.Syntax, call, Dropped);
                    break;
            }
        }

        bool IsNested(IOperation? task) => task is not null && NestedTasks.MayNest(task.Type) && tasks.DepthOf(task.Type) > 1 && task.Type is not IArrayTypeSymbol;

        static bool IgnoresAntecedent(IInvocationOperation call) =>
            call.Arguments.Select(a => a.Value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } ? lambda : null).FirstOrDefault(l => l is not null) is { Symbol.Parameters: [var antecedent, ..] } continuation
            && !continuation.Body.Descendants().Any(d => d is IParameterReferenceOperation { Parameter: var used } && SymbolEqualityComparer.Default.Equals(used, antecedent));

        /// <summary>Whether the inner task that a wait gives goes nowhere.</summary>
        static bool IsLost(IOperation wait) => IsDropped(wait) || wait.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
            && !wait.Root().Descendants().Any(d => d is ILocalReferenceOperation { Local: var used } && SymbolEqualityComparer.Default.Equals(used, local));

        static bool IsDropped(IOperation value)
        {
            while (value.Parent is IParenthesizedOperation or IConditionalAccessOperation) value = value.Parent;
            return value.Parent is IExpressionStatementOperation;
        }

        static bool IsDiscarded(IOperation value)
        {
            while (value.Parent is IParenthesizedOperation or IConversionOperation) value = value.Parent;
            return value.Parent is ISimpleAssignmentOperation { Target: IDiscardOperation };
        }

        static void Report(Sighting context, SyntaxNode at, IOperation task, string what) =>
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, at.GetLocation(), NameOf(task), what));

        static string NameOf(IOperation task)
        {
            task = task.Unwrap();
            while (task is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner }) task = inner.Unwrap();
            return task switch
            {
                IInvocationOperation { TargetMethod.MethodKind: not MethodKind.DelegateInvoke } call => call.TargetMethod.Name,
                ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation => task.Syntax.ToString(),
                { Type: { } type } => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                _ => "Task",
            };
        }
    }
}
