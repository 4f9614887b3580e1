using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Which methods and lambdas catch all they throw: starting one and walking away loses no exception.</summary>
public sealed class SelfObserving(Compilation compilation)
{
    readonly Summaries<bool> summaries = new(assumed: true, unknown: false, (method, callee, cancel) =>
        Bodies.Of(compilation).Operation(method, cancel) is IMethodBodyOperation or ILocalFunctionOperation
        && Body(Bodies.Of(compilation).Operation(method, cancel)!) is { } body && Holds(body, callee));

    /// <summary>Whether a call starts background work (Task.Run, StartNew) that observes its own failures.</summary>
    public bool Starts(IInvocationOperation call, CancellationToken cancel) =>
        call.TargetMethod is { Name: "Run" or "StartNew", ContainingType.Name: "Task" or "TaskFactory" }
        && Contains(call.Arguments.FirstOrDefault()?.Value, cancel);

    /// <summary>Whether a function that is handed over as a delegate catches all it throws.</summary>
    public bool Contains(IOperation? work, CancellationToken cancel) => work is not null && Target(work) switch
    {
        IAnonymousFunctionOperation lambda => Holds(lambda.Body, m => summaries.Of(m, cancel)),
        IMethodReferenceOperation method => summaries.Of(method.Method, cancel),
        _ => false,
    };

    /// <summary>Whether all that a body does is done inside of a general catch.</summary>
    public bool CatchesAll(IBlockOperation body, CancellationToken cancel) =>
        body.Descendants().Any(static d => d is ITryOperation || d is IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false }) && Holds(body, m => summaries.Of(m, cancel));

    static IOperation Target(IOperation work)
    {
        work = work.Unwrap();
        return work is IDelegateCreationOperation creation ? creation.Target : work;
    }

    static IBlockOperation? Body(IOperation operation) => operation switch
    {
        IMethodBodyOperation method => method.BlockBody ?? method.ExpressionBody,
        ILocalFunctionOperation function => function.Body,
        _ => null,
    };

    static bool Holds(IOperation? operation, Func<IMethodSymbol, bool> callee) => operation switch
    {
        null => true,
        IBlockOperation block => block.Operations.All(o => Holds(o, callee)),
        ITryOperation attempt => attempt.Catches.Any(CatchesAll) || attempt.Catches.IsEmpty && Holds(attempt.Body, callee) && attempt.Finally is { } last && IsQuiet(last),
        IWhileLoopOperation loop => Holds(loop.Body, callee),
        IForLoopOperation loop => Holds(loop.Body, callee),
        IConditionalOperation choice => IsQuiet(choice.Condition) && Holds(choice.WhenTrue, callee) && Holds(choice.WhenFalse, callee),
        IExpressionStatementOperation statement => Holds(statement.Operation, callee),
        IReturnOperation result => Holds(result.ReturnedValue, callee),
        IAwaitOperation wait => Holds(wait.Operation, callee),
        IInvocationOperation { TargetMethod: { Name: "Yield", ContainingType.Name: "Task" } } => true,
        IInvocationOperation { TargetMethod: var log } call when IsLog(log) => call.Arguments.All(static a => IsQuiet(a.Value)),
        IInvocationOperation { TargetMethod: { Name: "ConfigureAwait" }, Instance: { } task } => Holds(task, callee),
        IInvocationOperation call => !call.TargetMethod.IsVirtual && !call.TargetMethod.IsAbstract && callee(call.TargetMethod),
        IVariableDeclarationGroupOperation or IAssignmentOperation or IIncrementOrDecrementOperation => IsQuiet(operation),
        ILiteralOperation or IBranchOperation or IEmptyOperation or ILocalFunctionOperation or ILabeledOperation => true,
        _ => false,
    };

    /// <summary>Loggers keep their troubles to themselves.</summary>
    static bool IsLog(IMethodSymbol method) => method.ReturnsVoid && method.Name.StartsWith("Log", StringComparison.Ordinal)
        && (method.ContainingType.Name.EndsWith("Logger", StringComparison.Ordinal) || method.ContainingType.Name == "LoggerExtensions");

    /// <summary>Reads and writes of variables and the like: not worth a try.</summary>
    static bool IsQuiet(IOperation operation) => !operation.DescendantsAndSelf().Any(d => d is IInvocationOperation or IObjectCreationOperation or IAwaitOperation or IThrowOperation);

    static bool CatchesAll(ICatchClauseOperation clause) =>
        clause.Filter is null
        && clause.ExceptionType is { Name: "Exception" or "Object" }
        && !clause.Handler.Descendants().Any(d => d is IThrowOperation);
}
