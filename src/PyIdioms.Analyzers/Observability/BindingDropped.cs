using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Observability;

/// <summary>Keys that are bound to a logger nobody keeps, and scopes that nobody ends.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BindingDropped() : Rule(LoggerDescriptor, ScopeDescriptor)
{
    const string Id = "PYI0704";
    const string Title = "Bound keys dropped";

    public static readonly DiagnosticDescriptor LoggerDescriptor = Define(Id, Title, "'{0}' returns another logger, and nobody keeps it: no entry gets these keys", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor ScopeDescriptor = Define(Id, Title, "'{0}' begins what nobody ends: put it into a 'using', or every later entry of this flow gets these keys", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (LogBindings.In(types) is { } bindings) context.Watch(static _ => LogBindings.Named, c => Check(c, bindings), OperationKind.Invocation);
    }

    static void Check(Sighting context, LogBindings bindings)
    {
        var call = (IInvocationOperation)context.Operation;
        if (bindings.KindOf(call.TargetMethod) is not { } kind || !IsLost(call, kind) || call.IsInExpressionTree() || TestCode.IsTest(context.ContainingSymbol)) return;
        context.ReportDiagnostic(Diagnostic.Create(kind == LogBinding.Logger ? LoggerDescriptor : ScopeDescriptor, call.Syntax.GetLocation(), call.TargetMethod.Name));
    }

    /// <summary>Whether nobody gets the value; <c>_ =</c> says that this is meant.</summary>
    static bool IsLost(IInvocationOperation call, LogBinding kind) => ValueFate.Of(call) switch
    {
        { Fate: Fate.Dropped, At: var at } => at is not IExpressionStatementOperation { Operation: ISimpleAssignmentOperation },
        { Fate: Fate.Local, Local: { } local } => !ValueFate.OfLocal(local, call).Any(),
        { Fate: Fate.Read } => kind == LogBinding.Scope,
        _ => false,
    };
}
