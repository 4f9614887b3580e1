using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Internals;

/// <summary><c>string.Intern</c> of text that the program does not spell out: it is kept until the process ends.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundedIntern() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0103",
        title: "Unbounded text interned", message: "'{0}' may be any text, and interned text is kept until the process ends: use a set of your own", DiagnosticSeverity.Info);

    const int MostText = 40;

    static readonly Words Intern = Words.Of(["Intern"]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) => context.Watch(static _ => Intern, Check, OperationKind.Invocation, OperationKind.MethodReference);

    static void Check(Sighting context)
    {
        switch (context.Operation)
        {
            case IInvocationOperation { TargetMethod: var method, Arguments: [{ Value: var text }] } when IsIntern(method):
                if (context.ValueOf(text) is not { Level: Level.Unknown } || TestCode.IsTest(context.ContainingSymbol)) return;
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, context.Operation.Syntax.GetLocation(), Text(text.Syntax)));
                break;
            case IMethodReferenceOperation { Method: var method } when IsIntern(method) && !TestCode.IsTest(context.ContainingSymbol):
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, context.Operation.Syntax.GetLocation(), "what it is given"));
                break;
        }
    }

    static bool IsIntern(IMethodSymbol method) => method is { Name: "Intern", ContainingType.SpecialType: SpecialType.System_String };

    static string Text(SyntaxNode value)
    {
        var text = string.Join(" ", value.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= MostText ? text : text.Substring(0, MostText - 1) + "…";
    }
}
