using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Loops;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Performance;

/// <summary>A list that every turn of a loop goes through for one of its elements.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LinearSearchInLoop() : Rule(Descriptor)
{
    /// <summary>So few turns are not worth a set.</summary>
    const int FewTurns = 3;

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0401",
        title: "Linear search in a loop", message: "Every turn of the loop goes through '{0}' to find one element: use a {1}", DiagnosticSeverity.Info);

    static readonly Number Small = new("PYI0401.small", 16, "How many elements a collection may be written with until it is worth a set.");

    public override ImmutableArray<Option> Options => [Small];

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.Watch(static tree => Words.InLoops(Words.Of(LinearSearch.Names), tree), Check, OperationKind.Invocation);
        context.Watch(static tree => Words.Seen(Words.Of(["Contains"]), tree, static t => t.Parent is { Parent: MemberAccessExpressionSyntax { Parent: ArgumentSyntax } }), CheckGroup, OperationKind.MethodReference);
    }

    /// <summary><c>names.Where(known.Contains)</c></summary>
    static void CheckGroup(Sighting context)
    {
        var group = (IMethodReferenceOperation)context.Operation;
        if (Repeating.CallerOf(group) is not { } caller || LinearSearch.Of(group) is not { } collection || LinearSearch.Root(collection) is null || group.IsInExpressionTree()) return;
        if (Turns.SizeOf(collection) <= Small.At(context.Options, group.Syntax.SyntaxTree) || Repeating.SourceOf(caller) is { } source && Turns.SizeOf(source) <= FewTurns) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, group.Syntax.GetLocation(), collection.Syntax, "HashSet"));
    }

    static void Check(Sighting context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (LinearSearch.Of(call) is not { } search || LoopOf(call, search) is null) return;
        if (Turns.SizeOf(search.Collection) <= Small.At(context.Options, call.Syntax.SyntaxTree)) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), search.Collection.Syntax, search.IsPosition ? "Dictionary" : "HashSet"));
    }

    /// <summary>The loop that repeats a search; null where there is none.</summary>
    public static Loop? LoopOf(IInvocationOperation call, LinearSearch search) =>
        Loop.Around(call).FirstOrDefault(loop => search.IsRepeatedBy(loop) && !(Turns.Most(loop) <= FewTurns) && !loop.RunsOnce(call));
}
