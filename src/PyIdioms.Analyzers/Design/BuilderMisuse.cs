using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Design;

/// <summary>A builder whose Build can only throw, and a call whose builder nobody keeps.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BuilderMisuse() : Rule(DroppedDescriptor, MissingDescriptor)
{
    const string Id = "PYI1202";
    const string Title = "Builder misused";

    public static readonly DiagnosticDescriptor DroppedDescriptor = Define(Id, Title, "'{0}' returns another builder, and nobody keeps it: this one stays as it was", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor MissingDescriptor = Define(Id, Title, "'{0}' throws: nothing sets {1} on any way to it", DiagnosticSeverity.Warning);

    static readonly AttributedNames Built = new("BuilderAttribute");

    /// <summary>Variables and methods whose type is called a builder.</summary>
    static readonly DeclaredNames Held = new(IsBuilderName, DeclarationParts.Types | DeclarationParts.Results);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        var (compilation, cancel) = (context.Compilation, context.CancellationToken);
        var built = Built.Of(compilation, types, cancel)?.Names;
        var declared = DeclaredTypes.In(compilation, cancel);
        var held = Held.In(compilation, cancel).All.Select(static n => n.Name);
        HashSet<string> names = [.. held, .. built ?? [], "QueryBuilder", .. built is null ? Array.Empty<string>() : ["Builder", "ToBuilder"]];
        var dropped = Words.Any(Words.Of(names), Words.Where(word => IsBuilderName(word) && declared.Has(word)));
        context.Watch(_ => dropped, CheckDropped, OperationKind.Invocation);
        if (built is null) return;
        var builds = Words.Of(["Build"]);
        context.Watch(_ => builds, CheckMissing, OperationKind.Invocation);
    }

    static bool IsBuilderName(string word) => word.EndsWith("Builder", StringComparison.Ordinal) && word is not "StringBuilder";

    static void CheckDropped(Sighting context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (ValueFate.Of(call) is not { Fate: Fate.Dropped, At: IExpressionStatementOperation { Operation: not ISimpleAssignmentOperation, IsImplicit: false } } || call.IsInExpressionTree()) return;
        // () => query.Limit(-1), and the same in braces in a test, ask what the call throws.
        if (call.Function() is IAnonymousFunctionOperation && TestCode.IsTest(context.ContainingSymbol)) return;
        if (BuilderCalls.ReturnsAnother(call.TargetMethod, context.CancellationToken)) context.ReportDiagnostic(Diagnostic.Create(DroppedDescriptor, NameOf(call).GetLocation(), call.TargetMethod.Name));
    }

    static void CheckMissing(Sighting context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call is not { Instance: { } builder, TargetMethod: { Name: "Build", Parameters.IsEmpty: true } } || BuilderCalls.RequiredOf(builder.Type) is not { IsEmpty: false } required) return;
        if (TestCode.IsTest(context.ContainingSymbol) || context.Graph?.OfFunction(call.Function(), context.CancellationToken) is not { } graph) return;
        var domain = new SetParts(graph, context.Compilation, SetParts.Nothing, context.CancellationToken);
        var result = Flow.Run(graph, domain, context.CancellationToken);
        if (!result.Complete) return;
        HashSet<string>? missing = null;
        result.Replay((operation, state) =>
        {
            foreach (var part in operation.InOrder())
            {
                if (part is not IInvocationOperation { Instance: { } receiver } found || found.Syntax != call.Syntax) continue;
                // Shown once for each way in: what is missing is missing on all.
                HashSet<string> here = domain.Of(receiver, state) is { } parts ? [.. required.Where(r => !parts.Contains(r))] : [];
                if (missing is null) missing = here;
                else missing.IntersectWith(here);
            }
        }, context.CancellationToken);
        if (missing is { Count: > 0 }) context.ReportDiagnostic(Diagnostic.Create(MissingDescriptor, NameOf(call).GetLocation(), call.TargetMethod.Name, Listed([.. required.Where(missing.Contains)])));
    }

    static SyntaxNode NameOf(IInvocationOperation call) => call.Syntax switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } => name,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name: var name } } => name,
        InvocationExpressionSyntax { Expression: var name } => name,
        var other => other,
    };

    static string Listed(IReadOnlyList<string> names) =>
        names.Count == 1 ? $"'{names[0]}'" : string.Join(", ", names.Take(names.Count - 1).Select(static n => $"'{n}'")) + $" and '{names[names.Count - 1]}'";
}
