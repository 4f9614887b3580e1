using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Loops;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Performance;

/// <summary>A number, an enum or a struct that every turn of a busy loop wraps in a new object.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BoxingInHotLoop() : Rule(Descriptor)
{
    /// <summary>So few objects are no matter.</summary>
    const int FewTurns = 8;

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0406",
        title: "Boxing in a hot loop", message: "Every turn of the loop wraps '{0}' in a new object: {1}", DiagnosticSeverity.Info);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.Watch(static tree => Words.Loops(tree), Check, OperationKind.Conversion);

    static void Check(Sighting context)
    {
        var conversion = (IConversionOperation)context.Operation;
        if (!Boxing.Is(conversion) || IsCold(conversion) || !Loop.Around(conversion).Any(loop => IsHot(loop) && !loop.RunsOnce(conversion))) return;
        if (Boxing.Instead(conversion, context.ContainingSymbol, context.Compilation) is not { } instead || conversion.IsInExpressionTree()) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, conversion.Operand.Syntax.GetLocation(), conversion.Operand.Syntax, instead));
    }

    /// <summary>A loop that has nothing slower to do: it waits for nobody, and reads and writes no file.</summary>
    static bool IsHot(Loop loop) => !(Turns.Most(loop) <= FewTurns) && !loop.Operation.Descendants().Any(static o => o switch
    {
        IAwaitOperation or ILockOperation => true,
        IInvocationOperation { TargetMethod.ContainingType: { } type } => type.Name is "Console" or "Thread" or "Debug" or "Trace" || type.ContainingNamespace?.Name is "IO" or "Data" or "Http" or "Sockets" or "Logging" or "Reflection",
        _ => false,
    });

    /// <summary>On the way to an exception, or after one.</summary>
    static bool IsCold(IOperation operation)
    {
        for (var at = operation.Parent; at is not null; at = at.Parent)
        {
            if (at is IThrowOperation or ICatchClauseOperation) return true;
        }
        return false;
    }
}
