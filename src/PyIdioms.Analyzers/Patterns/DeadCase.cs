using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>An arm that nothing reaches, which the compiler cannot see: it does not know closed types, nor what an early exit took.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeadCase() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0802",
        title: "Case never reached", message: "Nothing reaches '{0}': all of it is dealt with before", DiagnosticSeverity.Info);

    static readonly Words Mentioned = Words.Of(["switch"]);

    public override ImmutableArray<Option> Options => MatchSettings.All;

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) => context.Watch(_ => Mentioned, Check, OperationKind.Switch, OperationKind.SwitchExpression);

    static void Check(Sighting context)
    {
        if (Arms.Of(context.Operation) is not { } arms) return;
        var known = new Known(Approach.To(context.Operation), arms.Subject);
        if (Question.About(arms.Subject, context.Model.SemanticModel, context.Options, context.CancellationToken) is not { } question || !known.IsAsked && !question.HoldsClosed || known.IsStale) return;
        foreach (var clause in question.Unreached(known, arms)) context.ReportDiagnostic(Diagnostic.Create(Descriptor, clause.Operation.Syntax.GetLocation(), clause.Text));
    }
}
