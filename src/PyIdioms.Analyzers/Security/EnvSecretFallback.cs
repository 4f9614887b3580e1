using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Security;

/// <summary>A secret from the environment or the configuration that is a constant where it is not set: the program runs on with a secret everybody knows.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EnvSecretFallback() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI1012",
        title: "Secret with a constant to fall back on", message: "'{0}' is a secret: where it is not set, stop, and do not go on with a constant", DiagnosticSeverity.Warning);

    /// <summary>Names of settings that are secrets; a key may be written in parts.</summary>
    static readonly Words Named = Words.Where(static word => SecretNames.IsSetting(word) || word.EndsWith("key", StringComparison.OrdinalIgnoreCase));

    static readonly Mentions Settings = new("GetEnvironmentVariable", "onfig", "GetSection", "AppSettings", "GetValue");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.Watch(tree => Settings.WordsBeside(Named, tree), Check, OperationKind.Coalesce, OperationKind.CoalesceAssignment, OperationKind.Conditional, OperationKind.SwitchExpression, OperationKind.Invocation);

    static void Check(Sighting context)
    {
        foreach (var (read, fallback) in Fallback.Of(context.Operation))
        {
            if (!IsText(fallback.Type) || !MayBeConstant(fallback)) continue;
            if (new SecretReads(context, Settings).KeyOf(read) is not { } key || !IsConstant(context, fallback) || TestCode.IsTest(context.ContainingSymbol)) continue;
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, fallback.Syntax.GetLocation(), key));
        }
        if (context.Operation is not IInvocationOperation call || TestCode.IsTest(context.ContainingSymbol)) return;
        if ((SettingReader.Defaulted(call) ?? SettingReader.Passed(call, context.CancellationToken)) is var (name, value) && IsConstant(context, value)) context.ReportDiagnostic(Diagnostic.Create(Descriptor, value.Syntax.GetLocation(), name));
    }

    static bool IsText(ITypeSymbol? type) => type.IsString() || type?.SpecialType == SpecialType.System_Object;

    /// <summary>A cheap no: what is thrown, read or called is no constant.</summary>
    static bool MayBeConstant(IOperation operation) => Bare(operation) is { ConstantValue.HasValue: true } or ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsStatic: true };

    static IOperation Bare(IOperation operation)
    {
        while (operation is IConversionOperation or IParenthesizedOperation) operation = operation.ChildOperations.First();
        return operation;
    }

    /// <summary>Whether a fall-back is text of the program that could pass for the secret.</summary>
    static bool IsConstant(Sighting context, IOperation fallback) =>
        context.ValueOf(fallback) is { Level: Level.Literal, Constants: { IsDefaultOrEmpty: false } constants } && constants.All(c => c is string { Length: > 0 } text && !IsLabel(text));

    /// <summary>(not set), &lt;none&gt;: what is shown where there is nothing.</summary>
    static bool IsLabel(string text) => text.Trim() is var shown && (shown.Length == 0 || shown[0] is '(' or '<' or '[' || shown.ToLowerInvariant() is "none" or "null" or "n/a" or "not set" or "unset" or "missing" or "undefined" or "not configured" or "empty");
}
