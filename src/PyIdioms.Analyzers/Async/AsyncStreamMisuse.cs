using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>An async stream whose token does not reach it, whose enumerator is left behind, or that never runs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AsyncStreamMisuse() : Rule(Descriptor)
{
    /// <summary>The property of a finding that says what is missing.</summary>
    public const string Missing = nameof(Missing);

    /// <summary>What may be missing: an attribute, an argument, a call of <c>WithCancellation</c>, a disposal.</summary>
    public const string Attribute = nameof(Attribute), Argument = nameof(Argument), Cancellation = nameof(Cancellation), Disposal = nameof(Disposal);

    const int MostText = 40;

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0307",
        title: "Async stream misused", message: "'{0}' {1}", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.AsyncEnumerableOfT is null) return;
        var subject = new Subject(context.Compilation, types);
        var promises = TypedNames.Promises.In(context.Compilation, context.CancellationToken);
        context.Watch(_ => promises, subject.CheckIterator, OperationKind.MethodBody, OperationKind.LocalFunction);
        context.Watch(_ => promises, subject.CheckLoop, OperationKind.Loop);
        context.Watch(_ => promises, subject.CheckEnumerator, OperationKind.VariableDeclarator);
        context.Watch(_ => promises, subject.CheckDropped, OperationKind.SimpleAssignment, OperationKind.ExpressionStatement);
    }

    /// <summary>One compilation under the rule.</summary>
    sealed class Subject(Compilation compilation, KnownTypes types)
    {
        readonly Awaitables awaitables = Awaitables.Of(compilation);
        readonly StreamTokens tokens = new(compilation);
        readonly ConditionalWeakTable<ControlFlowGraph, object> analysed = new();

        /// <summary>An async iterator that takes a token without saying that it is the enumerator's.</summary>
        public void CheckIterator(Sighting context)
        {
            var method = context.Operation is ILocalFunctionOperation local ? local.Symbol : context.ContainingSymbol as IMethodSymbol;
            if (method is not { IsAsync: true, ReturnType: var returned } || !Is(returned.OriginalDefinition, types.AsyncEnumerableOfT)) return;
            var taken = method.Parameters.Where(static p => TokenInScope.IsToken(p.Type) && p.Type.IsValueType && !p.Type.IsNullable()).ToArray();
            if (taken.Length == 0 || taken.Any(IsMarked)) return;
            var parameter = taken[0];
            if (parameter.Locations.FirstOrDefault(l => l.SourceTree == context.Operation.Syntax.SyntaxTree) is not { } place) return;
            Report(context, place, Attribute, parameter.Name, "is not marked [EnumeratorCancellation]: the token of 'WithCancellation' never reaches it");
        }

        /// <summary>The parts of a partial method share their attributes.</summary>
        static bool IsMarked(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol method && new[] { method, method.PartialDefinitionPart, method.PartialImplementationPart }
            .Any(m => m is not null && m.Parameters[parameter.Ordinal].GetAttributes().Any(static a => a.AttributeClass?.Name == "EnumeratorCancellationAttribute"));

        /// <summary>A loop that has a token, over a stream that was never given one.</summary>
        public void CheckLoop(Sighting context)
        {
            if (context.Operation is not IForEachLoopOperation { IsAsynchronous: true } loop || TestCode.IsTest(context.ContainingSymbol)) return;
            if (AwaitedStreams.Bare(loop.Collection) is not { } stream || TokenInScope.At(loop, context.ContainingSymbol) is not { } token) return;
            var (at, slot) = tokens.SlotFor(stream, token, context.ContainingSymbol);
            if (at is null) return;
            var properties = slot is null
                ? ImmutableDictionary<string, string?>.Empty.Add(Missing, Cancellation).Add(CancellationNotForwarded.Token, token.Text)
                : CancellationNotForwarded.Properties(token, slot, (IInvocationOperation)at).Add(Missing, Argument);
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, stream.Syntax.GetLocation(), properties, Text(stream.Syntax), $"is enumerated without '{token.Text}': cancelling does not reach it"));
        }

        /// <summary>An enumerator that was asked for by hand and is not disposed of.</summary>
        public void CheckEnumerator(Sighting context)
        {
            var declarator = (IVariableDeclaratorOperation)context.Operation;
            if (declarator.Symbol.IsUsing || declarator.Initializer is not { Value: var value } || !IsEnumerator(value.Unwrap())) return;
            Undisposed.Check(context, analysed, IsEnumerator, (made, isNever) =>
                Report(context, made.Syntax.GetLocation(), Disposal, Text(made.Syntax), isNever ? "is never disposed of: the stream's 'finally' does not run" : "is not disposed of on every path: the stream's 'finally' does not run"));
        }

        bool IsEnumerator(IOperation made) => made is IInvocationOperation { TargetMethod.Name: "GetAsyncEnumerator" } call
            && (awaitables.IsStream(call.Instance?.Type) || call.Instance?.Type?.AllInterfaces.Any(awaitables.IsStream) == true || call.Instance?.Type is { Name: "ConfiguredCancelableAsyncEnumerable" });

        /// <summary>A stream that is thrown away by name, or behind an await: nothing of it ever runs.</summary>
        public void CheckDropped(Sighting context)
        {
            var value = context.Operation switch
            {
                ISimpleAssignmentOperation { Target: IDiscardOperation, Value: var made } => made.Unwrap(),
                IExpressionStatementOperation { Operation: IAwaitOperation awaited } => awaited,
                _ => null,
            };
            if (value is not (IInvocationOperation or IAwaitOperation) || !awaitables.IsStream(value.Type) || value.IsInExpressionTree()) return;
            var call = value is IAwaitOperation { Operation: var operand } ? operand.Unwrap() : value;
            Report(context, value.Syntax.GetLocation(), "", call is IInvocationOperation invocation ? invocation.TargetMethod.Name : Text(call.Syntax), "is never enumerated: nothing of it runs");
        }

        static bool Is(ISymbol symbol, ISymbol? other) => SymbolEqualityComparer.Default.Equals(symbol, other);
    }

    static void Report(Sighting context, Location at, string missing, string name, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, at, ImmutableDictionary<string, string?>.Empty.Add(Missing, missing), name, what));

    static string Text(SyntaxNode value)
    {
        var text = string.Join(" ", value.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= MostText ? text : text.Substring(0, MostText - 1) + "…";
    }
}
