using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Patterns;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>A catch-all over values that all have a name: a new one goes there unseen.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HiddenCase() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0803",
        title: "Catch-all hides cases", message: "The catch-all takes {0}: name them, so that a new case is noticed", DiagnosticSeverity.Info, enabled: false);

    static readonly Words Mentioned = Words.Of(["switch"]);

    public override ImmutableArray<Option> Options => MatchSettings.All;

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) => context.Watch(_ => Mentioned, Check, OperationKind.Switch, OperationKind.SwitchExpression);

    static void Check(Sighting context)
    {
        if (Arms.Of(context.Operation) is not { HasCatchAll: true } arms || Claim.IsDemand(arms.CatchAll) || Claim.Is(arms.CatchAll, arms.Subject)) return;
        if (Question.About(arms.Subject, context.Model.SemanticModel, context.Options, context.CancellationToken) is not { IsNamed: true } question) return;
        var known = new Known(Approach.To(context.Operation), arms.Subject);
        if (!known.IsStale && !known.IsOpaque && question.Missing(known, arms) is { Count: > 0 } missing) context.ReportDiagnostic(Diagnostic.Create(Descriptor, arms.Keyword, ImmutableDictionary<string, string?>.Empty.Add(UnhandledCase.Missing, string.Join("\n", missing)), Question.Summary(missing)));
    }
}
