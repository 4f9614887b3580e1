using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Patterns;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>A match that leaves something out although the code says that it does not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnhandledCase() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0801",
        title: "Case not handled", message: "Not handled: {0}", DiagnosticSeverity.Warning);

    /// <summary>The property of findings that lists the missing patterns, one a line.</summary>
    public const string Missing = nameof(Missing);

    static readonly Words Mentioned = Words.Of(["switch", .. Claim.Words]);

    public override ImmutableArray<Option> Options => MatchSettings.All;

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.Watch(_ => Mentioned, Check, OperationKind.Switch, OperationKind.SwitchExpression, OperationKind.Throw, OperationKind.Invocation);

    static void Check(Sighting context)
    {
        if (Arms.Of(context.Operation) is { } arms) CheckSwitch(context, arms);
        else if (Chain.EndingIn(context.Operation) is { } chain) CheckChain(context, chain);
    }

    static void CheckSwitch(Sighting context, Arms arms)
    {
        if (IsOverloaded(arms.Subject)) return;
        if (Subject.Of(arms.Subject, context.Model.SemanticModel, context.CancellationToken) is not { } subject) return;
        var settings = MatchSettings.At(context.Options, context.Operation.Syntax.SyntaxTree);
        var closed = ClosedTypes.Of(context.Compilation, settings.IsStrict);
        if (!IsAsked(context.Operation, arms, subject.Type, closed)) return;
        if (Coverage.Of(subject, context.Model.SemanticModel, settings, arms.Read) is not { Missing.Count: > 0 } coverage) return;
        var isBlame = Claim.IsBlame(arms.CatchAll);
        var isCertain = arms.HasCatchAll && !isBlame;
        if (isBlame) coverage = coverage with { Missing = [.. coverage.Missing.Where(m => !MatchDomains.IsNothing(m))] };
        if (coverage.Missing.Count > 0 && (isCertain || MatchDomains.IsMostlyNamed(subject.Type, coverage.Missing.Count))) Report(context, arms.Keyword, coverage);
    }

    /// <summary>Whether leaving a case out would be a mistake: the code claims that there is no other, or nobody would leave one out on purpose.</summary>
    static bool IsAsked(IOperation operation, Arms arms, ITypeSymbol type, ClosedTypes closed)
    {
        if (arms.HasCatchAll) return Claim.IsDemand(arms.CatchAll) || MatchDomains.IsNamed(type, closed) && Claim.Is(arms.CatchAll, arms.Subject);
        // A switch expression without a catch-all is the compiler's to judge.
        if (operation is not ISwitchOperation statement || statement.Cases.IsEmpty) return false;
        return MatchDomains.IsClosed(type, closed) || type.SpecialType != SpecialType.System_Boolean && MatchDomains.IsNamed(type, closed) && Sections.MakeValues(statement);
    }

    /// <summary>What the body of overloads takes is what their signatures say, not what its own does: PYI0208 asks for it.</summary>
    static bool IsOverloaded(IOperation subject) => Claim.Unwrap(subject) is IParameterReferenceOperation { Parameter.ContainingSymbol: var method } && OverloadCall.IsCore(method);

    static void CheckChain(Sighting context, Chain chain)
    {
        if (IsOverloaded(chain.Subject)) return;
        if (Subject.Of(chain.Subject, context.Model.SemanticModel, context.CancellationToken) is not { } subject) return;
        var settings = MatchSettings.At(context.Options, context.Operation.Syntax.SyntaxTree);
        if (!chain.IsAssert && !MatchDomains.IsNamed(subject.Type, ClosedTypes.Of(context.Compilation, settings.IsStrict))) return;
        if (Coverage.Of(subject, context.Model.SemanticModel, settings, chain.Read) is { Missing.Count: > 0 } coverage) Report(context, context.Operation.Syntax.GetLocation(), coverage);
    }

    static void Report(Sighting context, Location location, Coverage coverage) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, location, ImmutableDictionary<string, string?>.Empty.Add(Missing, string.Join("\n", coverage.Missing)), coverage.Summary));
}
