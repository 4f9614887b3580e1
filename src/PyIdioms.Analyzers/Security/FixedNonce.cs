using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Analyzers.Types;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Security;

/// <summary>An initialization vector, a nonce or a salt that is the same every time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FixedNonce() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI1011",
        title: "Fixed nonce, vector or salt", message: "The {0} that '{1}' gets is the same every time: fill it with RandomNumberGenerator and keep it beside the result", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.WatchRoles(Check, Sinks.Kinds, null, "nonce");

    static void Check(Sighting context)
    {
        foreach (var arrival in Arriving.At(context, "nonce"))
        {
            if (IsNumber(arrival.Parameter?.Type) || context.ValueOf(arrival.Value) is not { } value) continue;
            var name = (arrival.Parameter?.Name ?? arrival.Target.Name).ToUpperInvariant();
            if (!value.IsFixed && !(name.Contains("SALT") && IsEmpty(arrival.Value))) continue;
            var what = name.Contains("SALT") ? "salt" : name.EndsWith("IV", StringComparison.Ordinal) ? "initialization vector" : "nonce";
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, arrival.Value.Syntax.GetLocation(), what, SqlText.NameOf(arrival.Target)));
        }
    }

    /// <summary>No salt at all; a cipher without a vector gets none.</summary>
    static bool IsEmpty(IOperation value) => Made.Bare(value) is IInvocationOperation { TargetMethod: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_Array } } or ICollectionExpressionOperation { Elements.IsEmpty: true };

    /// <summary>The size of a salt that is random.</summary>
    static bool IsNumber(ITypeSymbol? type) => type.IsScalar();
}
