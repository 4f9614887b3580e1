using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Internals;

/// <summary><c>GC.Collect</c> in code that is no test and no measurement.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForcedCollection() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0104",
        title: "Collection forced", message: "'GC.Collect' stops the program and makes young objects old: leave the collector to its own measurements", DiagnosticSeverity.Info);

    static readonly Words Collect = Words.Of(["Collect"]);

    /// <summary>What says that a collection is measured, waited for, or set up on purpose.</summary>
    static readonly HashSet<string> Reasons = NameWords.Set("""
        GetTotalMemory GetTotalAllocatedBytes GetAllocatedBytesForCurrentThread GetGCMemoryInfo LargeObjectHeapCompactionMode WeakReference IsAlive TryGetTarget Unload PrivateMemorySize64 WorkingSet64
        """);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) => context.Watch(static _ => Collect, Check, OperationKind.Invocation);

    static void Check(Sighting context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is not { Name: "Collect", ContainingType: { Name: "GC", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }) return;
        if (TestCode.IsTest(context.ContainingSymbol) || IsConditional(context.ContainingSymbol) || HasReason(call)) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation()));
    }

    /// <summary>Whether the method is left out of a release: <c>[Conditional("DEBUG")]</c>.</summary>
    static bool IsConditional(ISymbol member) => member.GetAttributes().Any(a => a.AttributeClass is { Name: "ConditionalAttribute", ContainingNamespace.Name: "Diagnostics" });

    static bool HasReason(IOperation call) => call.Root().Syntax.DescendantTokens().Any(t => Reasons.Contains(t.ValueText));
}
