using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>An <c>ExceptStar</c> chain that never runs, or one that does not wait for its handlers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnfinishedExceptStar() : Rule(Descriptor)
{
    /// <summary>The property of a finding whose chain has an asynchronous handler.</summary>
    public const string IsAsynchronous = nameof(IsAsynchronous);

    /// <summary>The property of a finding whose chain ends, but does not wait.</summary>
    public const string Ends = nameof(Ends);

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0606",
        title: "ExceptStar chain without its end", message: "{0}", DiagnosticSeverity.Warning);

    static readonly Words Named = Words.Of(["ExceptStar", "On"]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("PyIdioms.ExceptStar") is { } chain) context.Watch(static _ => Named, c => Check(c, chain), OperationKind.Invocation);
    }

    static void Check(Sighting context, INamedTypeSymbol chain)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, chain) || call.IsInExpressionTree()) return;
        if (call.TargetMethod.Name == "ThrowRest")
        {
            if (ExceptStarChain.HandlersBefore(call, chain).Any(ExceptStarChain.IsAsynchronous)) Report("'ThrowRest' does not wait for an asynchronous handler: await 'ThrowRestAsync'", Ends);
            return;
        }
        if (!SymbolEqualityComparer.Default.Equals(call.Type, chain)) return;
        var fate = ValueFate.Of(call);
        var isLost = fate switch
        {
            { Fate: Fate.Dropped } => !(call.Instance is ILocalReferenceOperation { Local: var held } && IsFinished(held, call)),
            { Fate: Fate.Read } => true,
            { Fate: Fate.Local, Local: { } local } => !IsFinished(local, call),
            _ => false,
        };
        // Where a local holds the chain, its first call is the one to say it at.
        if (!isLost || fate.Fate == Fate.Dropped && call.Instance is ILocalReferenceOperation { Local: var own } && own.Type.Equals(chain, SymbolEqualityComparer.Default)) return;
        Report("The handlers never run: end the chain with 'ThrowRest'", null);

        void Report(string message, string? more)
        {
            var properties = ImmutableDictionary<string, string?>.Empty;
            if (more is not null) properties = properties.Add(more, "");
            if (ExceptStarChain.IsHandler(call, chain) && ExceptStarChain.IsAsynchronous(call) || ExceptStarChain.HandlersBefore(call, chain).Any(ExceptStarChain.IsAsynchronous)) properties = properties.Add(IsAsynchronous, "");
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), properties, message));
        }
    }

    /// <summary>Whether somewhere a local's chain is ended, or goes where that may happen.</summary>
    static bool IsFinished(ILocalSymbol local, IOperation inside) => ValueFate.OfLocal(local, inside).Any(use => IsEnded(use.Fate));

    static bool IsEnded(ValueFate fate)
    {
        while (fate is { Fate: Fate.Called, At: IInvocationOperation on })
        {
            if (ExceptStarChain.IsEnd(on)) return true;
            fate = ValueFate.Of(on);
        }
        return fate.Fate is not (Fate.Dropped or Fate.Read);
    }
}
