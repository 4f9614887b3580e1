using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Performance;

/// <summary>A list that is made only to be gone through once, and a sequence that is made anew each time it is gone through.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MaterializedForNothing() : Rule(Descriptor, AgainDescriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0405",
        title: "Collection made for nothing", message: "'{0}' fills a collection that is gone through once", DiagnosticSeverity.Info);

    static readonly DiagnosticDescriptor AgainDescriptor = Define("PYI0405",
        title: "Collection made for nothing", message: "'{0}' is gone through again, and may be made anew for that: keep its elements in a list", DiagnosticSeverity.Info);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("System.Linq.Enumerable") is null) return;
        context.Watch(static _ => Words.Of(["ToList", "ToArray", "ToCharArray"]), CheckCopy, OperationKind.Invocation);
        var sequences = RepeatedEnumerations.WordsFor(context.Compilation, context.CancellationToken);
        context.Watch(tree => Words.Any(sequences, new HeaderSequences(tree)), CheckRepeated, OperationKind.MethodBody, OperationKind.ConstructorBody, OperationKind.Block);
    }

    static void CheckCopy(Sighting context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (Materialization.Of(call) is not { } made || !made.IsForNothing(context.Compilation, context.CancellationToken) || call.IsInExpressionTree()) return;
        var name = call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var written } } ? written : call.Syntax;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, name.GetLocation(), call.TargetMethod.Name));
    }

    static void CheckRepeated(Sighting context)
    {
        if (context.Operation.Parent is not null || !context.Operation.HasGraph()) return;
        foreach (var (sequence, place, first) in RepeatedEnumerations.In(context.Operation, context.Compilation, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(AgainDescriptor, place.GetLocation(), first is null ? [] : [first.GetLocation()], sequence.Name));
        }
    }
}
