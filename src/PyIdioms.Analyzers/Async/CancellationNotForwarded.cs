using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>A call that could be given the token in scope and is not: cancelling does not reach it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CancellationNotForwarded() : Rule(Descriptor)
{
    /// <summary>The properties of a finding: how the token is written, the name of the parameter that takes it, and its place among the arguments.</summary>
    public const string Token = nameof(Token), Parameter = nameof(Parameter), Place = nameof(Place);

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0306",
        title: "Cancellation not forwarded", message: "'{0}' is not given '{1}': cancelling does not reach it", DiagnosticSeverity.Warning);

    static readonly Words Tokens = Words.Of(["CancellationToken", "CancellationTokenSource"]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("System.Threading.CancellationToken") is null) return;
        var overloads = new TokenOverloads(context.Compilation);
        var calls = Words.Any(TypedNames.Promises.In(context.Compilation, context.CancellationToken), Tokens);
        context.Watch(_ => calls, Check, OperationKind.Invocation);

        void Check(Sighting c)
        {
            var call = (IInvocationOperation)c.Operation;
            var method = call.TargetMethod;
            if (call.IsImplicit || overloads.SlotOf(call, c.ContainingSymbol) is not { } slot) return;
            if (IsExempt(call) || AwaitedStreams.IsEnumerated(call) || TokenInScope.At(call, c.ContainingSymbol) is not { } token) return;
            if (HasToken(call) || IsLetGo(call) || IsSelf(call, c.ContainingSymbol) || call.IsInExpressionTree() || TestCode.IsTest(c.ContainingSymbol)) return;
            c.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), Properties(token, slot, call), method.Name, token.Text));
        }
    }

    /// <summary>What the fix needs to write the argument.</summary>
    public static ImmutableDictionary<string, string?> Properties(ISymbol parameter, string token, int place) => ImmutableDictionary<string, string?>.Empty
        .Add(Token, token).Add(Parameter, parameter.Name).Add(Place, place.ToString(CultureInfo.InvariantCulture));

    internal static ImmutableDictionary<string, string?> Properties(TokenInScope token, IParameterSymbol slot, IInvocationOperation call) =>
        Properties(slot, token.Text, slot.Ordinal - (IsReduced(call) ? 1 : 0));

    /// <summary>Whether an extension method is called like a method of its first argument.</summary>
    static bool IsReduced(IInvocationOperation call) => call.TargetMethod.IsExtensionMethod && call.Arguments is [{ IsImplicit: true }, ..];

    /// <summary>Methods for which a token means something else, and those that have to end what was begun.</summary>
    static bool IsExempt(IInvocationOperation call) => call.TargetMethod switch
    {
        { ContainingType: { Name: "TaskCompletionSource" or "CancellationTokenSource" or "CancellationToken" } } => true,
        { ReturnType: var type } when TokenInScope.IsToken(type) || TokenInScope.IsTokenSource(type) => true,
        // Blocking is another sin: the task should be awaited.
        { Name: "Wait" or "WaitAll" or "WaitAny", ContainingType.Name: "Task" } => true,
        // Work that is started for later has its own end; the token would only keep it from starting.
        { Name: "Run" or "StartNew", ContainingType.Name: "Task" or "TaskFactory" } when !IsAwaitedOrReturned(call) => true,
        { Name: "ContinueWith" or "Dispose" or "DisposeAsync" or "Register" or "UnsafeRegister" } => true,
        { Name: var name } when name.StartsWith("Rollback", StringComparison.Ordinal) || name.StartsWith("Unlock", StringComparison.Ordinal) || name.StartsWith("Release", StringComparison.Ordinal) => true,
        { Name: "Wait" or "WaitAsync" or "TryEnter" or "TryTake" or "TryAdd" or "WaitOne" } => call.Arguments.Any(a => IsZero(a.Value)),
        _ => false,
    };

    /// <summary>Work that is let go on purpose outlives the caller and its token.</summary>
    static bool IsLetGo(IOperation call)
    {
        var outer = call.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation or IArgumentOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "Unwrap" or "AsTask" or "ContinueWith" }) outer = outer.Parent;
        return outer is ISimpleAssignmentOperation { Target: IDiscardOperation };
    }

    static bool IsAwaitedOrReturned(IOperation call)
    {
        var outer = call.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation or IArgumentOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "Unwrap" }) outer = outer.Parent;
        return outer is IAwaitOperation or IReturnOperation;
    }

    /// <summary>A wait of no time does not wait.</summary>
    static bool IsZero(IOperation value) => value.ConstantValue is { HasValue: true, Value: 0 or 0L } || value is IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.Name: "TimeSpan" } };

    /// <summary>Whether a token reaches the call in another way: in its delegate, in an object that it is given, in what it is called on.</summary>
    internal static bool HasToken(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue) continue;
            if (Carries(argument.Value) || argument.Parameter?.Name.IndexOf("cancel", StringComparison.OrdinalIgnoreCase) >= 0) return true;
        }
        if (IsGivenLater(call) || IsBesideToken(call)) return true;
        return call.Instance is { } receiver && receiver.Unwrap() is IInvocationOperation or IObjectCreationOperation && Carries(receiver);
    }

    /// <summary>StreamAsync().WithCancellation(token), ReadAll().GetAsyncEnumerator(token), SaveAsync().WaitAsync(token).</summary>
    static bool IsGivenLater(IInvocationOperation call)
    {
        IOperation inner = call;
        while (inner.Parent is IConversionOperation or IParenthesizedOperation) inner = inner.Parent;
        var next = inner.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } extension } argument && extension.Arguments[0] == argument ? extension
            : inner.Parent is IInvocationOperation outer && outer.Instance == inner ? outer : null;
        return next is not null && (next.Arguments.Any(static a => a.ArgumentKind != ArgumentKind.DefaultValue && TokenInScope.IsToken(a.Value.Type)) || IsGivenLater(next));
    }

    /// <summary>Task.WhenAll(Task.Delay(grace), token.WhenCancelled()): what is waited for beside it ends with the token.</summary>
    static bool IsBesideToken(IInvocationOperation call)
    {
        IOperation inner = call;
        while (inner.Parent is IConversionOperation or IParenthesizedOperation or IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation) inner = inner.Parent;
        if (inner.Parent is not IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "WhenAll" or "WhenAny", ContainingType.Name: "Task" } } several }) return false;
        return several.Arguments.SelectMany(static a => a.Value.DescendantsAndSelf()).Any(part => EndsWithToken(part)
            || part is ILocalReferenceOperation { Local: var local } && InitialOf(local, call) is { } initial && EndsWithToken(initial));
    }

    /// <summary>A task that is the token itself: token.WhenCancelled(), Task.Delay(Timeout.Infinite, token).</summary>
    static bool EndsWithToken(IOperation part) => part is IInvocationOperation task
        && (TokenInScope.IsToken(task.Instance?.Type) || task.TargetMethod.IsExtensionMethod && task.Arguments is [{ Value: var self }, ..] && TokenInScope.IsToken(self.Type)
            || task is { TargetMethod: { Name: "Delay", ContainingType.Name: "Task" }, Arguments: [{ Value: var time }, { Value: var end }] } && TokenInScope.IsToken(end.Type) && end is not IDefaultValueOperation
                && (time.ConstantValue is { HasValue: true, Value: -1 } || time is IFieldReferenceOperation { Field.Name: "InfiniteTimeSpan" }));

    static IOperation? InitialOf(ILocalSymbol local, IOperation use) =>
        use.Root().Descendants().OfType<IVariableDeclaratorOperation>().FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Symbol, local))?.Initializer?.Value;

    static bool Carries(IOperation value)
    {
        if (TokenInScope.IsToken(value.Type) && value is not IDefaultValueOperation || TokenInScope.IsTokenSource(value.Type)) return true;
        if (value is IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue } or IAwaitOperation) return false;
        foreach (var child in value.ChildOperations)
        {
            if (Carries(child)) return true;
        }
        return false;
    }

    static bool IsSelf(IInvocationOperation call, ISymbol container)
    {
        for (IOperation? outer = call; outer is not null; outer = outer.Parent)
        {
            if (outer is ILocalFunctionOperation function && SymbolEqualityComparer.Default.Equals(function.Symbol, call.TargetMethod.OriginalDefinition)) return true;
        }
        return SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, container.OriginalDefinition);
    }
}
