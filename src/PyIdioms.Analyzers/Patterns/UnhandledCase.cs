using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

    /// <summary>The property of findings about a chain that says what its conditions look at.</summary>
    public const string Subject = nameof(Subject);

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
        if (Question.About(arms.Subject, context.Model.SemanticModel, context.Options, context.CancellationToken) is not { } question || !IsAsked(context.Operation, arms, question)) return;
        if (MissingOf(question, new(Approach.To(context.Operation), arms.Subject), Claim.IsDemand(arms.CatchAll), arms) is not { Count: > 0 } missing) return;
        if (!arms.HasCatchAll && context.Operation is ISwitchExpressionOperation expression && !IsMisnamed(expression, context)) return;
        var isBlame = Claim.IsBlame(arms.CatchAll);
        var isCertain = !isBlame && (arms.HasCatchAll || context.Operation is ISwitchExpressionOperation);
        if ((isBlame || !arms.HasCatchAll && context.Operation is ISwitchOperation) && question.Subject.Type.WithoutNullable().TypeKind == TypeKind.Enum) missing = [.. missing.Where(m => !MatchDomains.IsNothing(m))];
        if (missing.Count > 0 && (isCertain || MatchDomains.IsMostlyNamed(question.Subject.Type, missing.Count))) Report(context, arms.Keyword, missing);
    }

    /// <summary>Whether leaving a case out would be a mistake: the code claims that there is no other, or nobody would leave one out on purpose.</summary>
    static bool IsAsked(IOperation operation, Arms arms, Question question)
    {
        if (arms.HasCatchAll) return Claim.IsDemand(arms.CatchAll) || question.IsNamed && Claim.Is(arms.CatchAll, arms.Subject);
        if (operation is ISwitchExpressionOperation { IsExhaustive: var isComplete }) return !isComplete;
        if (operation is not ISwitchOperation statement || statement.Cases.IsEmpty || Sections.IsInFrontOfClaim(statement)) return false;
        return question.IsClosed && !Sections.Refuse(statement) || question.Subject.Type.SpecialType != SpecialType.System_Boolean && question.IsNamed && Sections.MakeValues(statement);
    }

    /// <summary>A switch expression without a catch-all is the compiler's to judge, but where cases are missing that have a name it may speak of a number that has none, a warning that many projects turn off.</summary>
    static bool IsMisnamed(ISwitchExpressionOperation expression, Sighting context)
    {
        const string named = "CS8509", unnamed = "CS8524";
        var keyword = ((SwitchExpressionSyntax)expression.Syntax).SwitchKeyword.Span;
        var warnings = context.Model.SemanticModel.GetDiagnostics(expression.Syntax.Span, context.CancellationToken).Where(d => d.Location.SourceSpan == keyword).Select(d => d.Id).ToList();
        return warnings.Contains(unnamed) || IsOff(unnamed) && !IsOff(named) && !warnings.Contains(named);

        bool IsOff(string id) => context.Compilation.Options.SpecificDiagnosticOptions.TryGetValue(id, out var severity) && severity == ReportDiagnostic.Suppress;
    }

    /// <summary>What the body of overloads takes is what their signatures say, not what its own does: PYI0208 asks for it.</summary>
    static bool IsOverloaded(IOperation subject) => Vantage.Plain(subject) switch
    {
        IParameterReferenceOperation { Parameter.ContainingSymbol: var method } => OverloadCall.IsCore(method),
        ITupleOperation { Elements: var elements } => elements.Any(IsOverloaded),
        _ => false,
    };

    static void CheckChain(Sighting context, Chain chain)
    {
        if (IsOverloaded(chain.Subject)) return;
        if (Question.About(chain.Subject, context.Model.SemanticModel, context.Options, context.CancellationToken) is not { } question || !chain.IsDemand && !question.IsNamed) return;
        if (MissingOf(question, new(chain.Approach, chain.Subject), chain.IsDemand, null) is { Count: > 0 } missing) Report(context, chain.Location, missing, chain.Subject);
    }

    /// <summary>What neither the way to a match nor its arms take; null where that is not known.</summary>
    static IReadOnlyList<string>? MissingOf(Question question, Known known, bool isDemand, Arms? arms) => known.IsStale || !isDemand && known.IsOpaque ? null : question.Missing(known, arms);

    static void Report(Sighting context, Location location, IReadOnlyList<string> missing, IOperation? subject = null) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, location, ImmutableDictionary<string, string?>.Empty.Add(Missing, string.Join("\n", missing)).Add(Subject, subject?.Syntax.ToString()), Question.Summary(missing)));
}
