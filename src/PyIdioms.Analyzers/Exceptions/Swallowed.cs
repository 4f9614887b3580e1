using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>A catch of everything that does nothing with it, or that takes cancellation for a failure.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Swallowed() : Rule(Descriptor, CancellationDescriptor)
{
    const string Id = "PYI0604";
    const string Title = "Exception swallowed";

    /// <summary>The property of a finding that says: a filter mends it.</summary>
    public const string IsCancellation = nameof(IsCancellation);

    public static readonly DiagnosticDescriptor Descriptor = Define(Id, Title, "Every exception ends here unseen: catch the one that is meant, or tell somebody", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor CancellationDescriptor = Define(Id, Title,
        "Cancelling '{0}' ends here as if it were a failure: add 'when ({1} is not OperationCanceledException)'", DiagnosticSeverity.Warning);

    static readonly Switch Explained = new(Id + ".explained", true, "A comment in the catch that says why is an answer: such a catch is not reported.");

    static readonly ImmutableDictionary<string, string?> Cancellation = ImmutableDictionary<string, string?>.Empty.Add(IsCancellation, "true");

    public override ImmutableArray<Option> Options => [Explained];

    static readonly Words Named = Words.Of(["catch"]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) => context.Watch(static _ => Named, Check, OperationKind.Try);

    static void Check(Sighting context)
    {
        var attempt = (ITryOperation)context.Operation;
        // While another exception is on its way, or is dealt with, a second one must not take its place.
        if (CaughtPlaces.CatchAround(attempt.Syntax) is not null || CaughtPlaces.FinallyAround(attempt.Syntax) is not null || Silence.IsAllowed(attempt, context.ContainingSymbol)) return;
        var isCancelled = false;
        foreach (var handler in attempt.Catches)
        {
            var filter = CatchFilter.Of(handler);
            if (IsBroad(handler) && filter.IsBroad && handler.Syntax is CatchClauseSyntax syntax && !syntax.Block.IsMissing)
            {
                if (Silence.Is(handler, context)) Report(context, Descriptor, syntax, null);
                else if (!isCancelled && !filter.PassesCancellation && CancelledAwaits.TokenOf(attempt) is { } token && !CancellationSeen.In(handler) && !GoesOnThrowing(attempt))
                {
                    Report(context, CancellationDescriptor, syntax, Cancellation, token, syntax.Declaration is { Identifier: { RawKind: (int)SyntaxKind.IdentifierToken } name } ? name.ValueText : "ex");
                }
            }
            isCancelled |= CatchFilter.AsksForCancelling(handler) || handler.ExceptionType.IsCancellation() && handler.Filter is null || handler.ExceptionType is { Name: "OperationCanceledException" };
        }
    }

    static void Report(Sighting context, DiagnosticDescriptor descriptor, CatchClauseSyntax syntax, ImmutableDictionary<string, string?>? properties, params object[] arguments)
    {
        if (Explanation.Exists(syntax) && descriptor == Descriptor && Explained.IsOn(context.Options, syntax.SyntaxTree)) return;
        var end = syntax.Filter is { } filter ? filter.Span.End : syntax.Declaration is { } declaration ? declaration.Span.End : syntax.CatchKeyword.Span.End;
        context.ReportDiagnostic(Diagnostic.Create(descriptor, Location.Create(syntax.SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(syntax.SpanStart, end)), properties, arguments));
    }

    static bool IsBroad(ICatchClauseOperation handler) => handler.ExceptionType is { SpecialType: SpecialType.System_Object } || handler.ExceptionType.IsExceptionItself() || handler.ExceptionType is { Name: "SystemException", ContainingNamespace.Name: "System" };

    /// <summary>Whether what stands behind the try throws: then this is no end.</summary>
    static bool GoesOnThrowing(ITryOperation attempt) => Fallback.Next(attempt) is IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation or IInvocationOperation { TargetMethod: { Name: "Throw", ContainingType.Name: "ExceptionDispatchInfo" } } };
}
