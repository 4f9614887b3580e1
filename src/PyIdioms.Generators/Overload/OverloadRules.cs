using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Overload;

/// <summary>Says what <see cref="OverloadParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OverloadRules() : Rule(NotPartial, TypeNotPartial, CoreMissing, CoreDiffers, HasBody, Unsupported, Decorated)
{
    static readonly GeneratorPage Page = new("Overload", chapter: 2);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG0601", "Overload that is not partial",
        "[Overload] does nothing here: declare '{0}' as a partial method without a body and put the body into '{0}Core'");

    public static readonly DiagnosticDescriptor TypeNotPartial = Page.Refusal("PYG0602", "Overload in a type that is not partial",
        "[Overload] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor CoreMissing = Page.Refusal("PYG0603", "Overload without a Core",
        "'{0}' has no body: write '{1}'");

    public static readonly DiagnosticDescriptor CoreDiffers = Page.Refusal("PYG0604", "Core that does not fit an overload",
        "'{0}' cannot be the body of '{1}': {2}");

    public static readonly DiagnosticDescriptor HasBody = Page.Refusal("PYG0605", "Overload with a body of its own",
        "[Overload] writes this part of '{0}': put what is special about it into '{0}Core'");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG0606", "Overload where nothing can be generated",
        "[Overload] cannot stand on {0}");

    public static readonly DiagnosticDescriptor Decorated = Page.Refusal("PYG0607", "Overload with a decorator",
        "[{0}] and [Overload] would both write '{1}': decorate '{1}Core', through which all overloads go");

    /// <summary>Where it may stand.</summary>
    internal static readonly PartialMethodRules Placement = new(Unsupported, HasBody, NotPartial, TypeNotPartial, OverloadModel.HintEnding);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(OverloadAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = OverloadParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement);
}
