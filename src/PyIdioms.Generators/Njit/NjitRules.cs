using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Njit;

/// <summary>Says what <see cref="NjitParser"/> could not accept, and which loops stay scalar, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NjitRules() : Rule(NotPartial, TypeNotPartial, CoreMissing, CoreDiffers, HasBody, Unsupported, StaysScalar, NotVectorized, NothingShared, StaysSerial, NotShared)
{
    static readonly GeneratorPage Page = new("Njit", chapter: 4);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG2601", "Vector method that is not partial",
        "[Njit] does nothing here: declare '{0}' as a partial method without a body and put its body into '{0}Core'");

    public static readonly DiagnosticDescriptor TypeNotPartial = Page.Refusal("PYG2602", "Vector method in a type that is not partial",
        "[Njit] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor CoreMissing = Page.Refusal("PYG2603", "Vector method without a Core",
        "'{0}' has no body: write '{1}'");

    public static readonly DiagnosticDescriptor CoreDiffers = Page.Refusal("PYG2604", "Core of another signature",
        "'{0}' is not the body of '{1}': {2}");

    public static readonly DiagnosticDescriptor HasBody = Page.Refusal("PYG2605", "Vector method with a body of its own",
        "[Njit] writes this part of '{0}': put its body into '{0}Core'");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG2606", "Vector method where nothing can be generated",
        "[Njit] cannot stand on {0}");

    public static readonly DiagnosticDescriptor StaysScalar = Page.Refusal("PYG2607", "Loop that stays scalar",
        "The loop stays scalar: {0}", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor NotVectorized = Page.Refusal("PYG2608", "Loop that was to be vectorized",
        "'{0}' requires vectors, and this loop stays scalar: {1}");

    public static readonly DiagnosticDescriptor NothingShared = Page.Refusal("PYG2609", "Parallel method without a loop over a Prange",
        "Nothing in '{0}' runs in parallel: loop over a Prange", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor StaysSerial = Page.Refusal("PYG2610", "Loop over a Prange that stays serial",
        "The loop stays on one thread: {0}", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor NotShared = Page.Refusal("PYG2611", "Loop over a Prange that was to run in parallel",
        "'{0}' requires threads, and this loop stays on one: {1}");

    /// <summary>Where it may stand.</summary>
    internal static readonly PartialMethodRules Placement = new(Unsupported, HasBody, NotPartial, TypeNotPartial, NjitModel.HintEnding);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(NjitAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = NjitParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement);
}
