using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Observability;

/// <summary>A span that is started and never ended, or that carries a secret to whoever collects it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActivityNotEnded() : Rule(Descriptor, SecretDescriptor)
{
    const string Id = "PYI0703";
    const string Title = "Activity not ended";

    public static readonly DiagnosticDescriptor Descriptor = Define(Id, Title, "What '{0}' starts is not ended on every way: put it into a 'using'", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor SecretDescriptor = Define(Id, Title, "'{0}' goes into a span, and to whoever collects it: leave it out", DiagnosticSeverity.Warning);

    static readonly Words Starts = Words.Of(["StartActivity", "Start", "StartActiveSpan", "StartSpan", "StartRootSpan", "CreateActivity", "SetTag", "AddTag", "SetBaggage", "AddBaggage", "SetAttribute", "SpanTag", "SetCustomProperty"]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.Watch(static _ => Starts, Check, OperationKind.Invocation);
        context.RegisterSymbolAction(CheckParameters, SymbolKind.Method);
    }

    static void Check(Sighting context)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        if (method is { Name: "Start", ContainingType: { Name: "Activity", ContainingNamespace.Name: "Diagnostics" } })
        {
            if (!EndedActivity.IsStarted(call, context.CancellationToken)) context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), method.Name));
            return;
        }
        if (IsStart(method))
        {
            if (!EndedActivity.Is(call, context.CancellationToken)) context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), method.Name));
            return;
        }
        if (method.Name is not ("SetTag" or "AddTag" or "SetBaggage" or "AddBaggage" or "SetAttribute" or "SetCustomProperty") || method.ContainingType?.Name is not ("Activity" or "TelemetrySpan" or "ISpan" or "Tracer" or "ActivityExtensions") || TestCode.IsTest(context.ContainingSymbol)) return;
        if (call.Arguments.Where(a => a.ArgumentKind == ArgumentKind.Explicit).ToList() is not [.., var key, var value]) return;
        var name = new SecretValues(context).NameOf(value.Value) ?? (key.Value.ConstantValue is { HasValue: true, Value: string text } && SecretNames.IsGiven(text) && value.Value.Unwrap() is { ConstantValue.HasValue: false, Type.SpecialType: SpecialType.System_String } and (ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation) ? text : null);
        if (name is not null) context.ReportDiagnostic(Diagnostic.Create(SecretDescriptor, value.Value.Syntax.GetLocation(), name));
    }

    static bool IsStart(IMethodSymbol method) => method switch
    {
        { Name: "StartActivity", ContainingType.Name: "ActivitySource" } => true,
        { Name: "StartActiveSpan" or "StartSpan" or "StartRootSpan", ContainingType.Name: "Tracer" } => true,
        _ => false,
    };

    /// <summary><c>[SpanTag] string password</c>.</summary>
    static void CheckParameters(SymbolAnalysisContext context)
    {
        foreach (var parameter in ((IMethodSymbol)context.Symbol).Parameters)
        {
            if (parameter.Type.SpecialType != SpecialType.System_String || !SecretNames.IsGiven(parameter.Name) || !parameter.GetAttributes().Any(a => a.AttributeClass is { Name: "SpanTagAttribute" })) continue;
            context.ReportDiagnostic(Diagnostic.Create(SecretDescriptor, parameter.Locations[0], parameter.Name));
        }
    }
}
