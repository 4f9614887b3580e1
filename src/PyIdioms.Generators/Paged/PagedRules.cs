using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Paged;

/// <summary>Says what <see cref="PagedParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PagedRules() : Rule(NotPartial, TypeNotPartial, CoreMissing, CoreDiffers, HasBody, Unsupported, Decorated, Size)
{
    static readonly GeneratorPage Page = new("Paged", chapter: 3);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG0901", "Paged stream that is not partial",
        "[Paged] does nothing here: declare '{0}' as a partial method without a body and fetch one page in '{0}Core'");

    public static readonly DiagnosticDescriptor TypeNotPartial = Page.Refusal("PYG0902", "Paged stream in a type that is not partial",
        "[Paged] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor CoreMissing = Page.Refusal("PYG0903", "Paged stream without a Core",
        "'{0}' has no pages: write '{1}'");

    public static readonly DiagnosticDescriptor CoreDiffers = Page.Refusal("PYG0904", "Core that fetches no pages of the stream",
        "'{0}' cannot fetch the pages of '{1}': {2}; it may be '{3}'");

    public static readonly DiagnosticDescriptor HasBody = Page.Refusal("PYG0905", "Paged stream with a body of its own",
        "[Paged] writes this part of '{0}': put what fetches a page into '{0}Core'");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG0906", "Paged where nothing can be generated",
        "[Paged] cannot stand on {0}");

    public static readonly DiagnosticDescriptor Decorated = Page.Refusal("PYG0907", "Paged stream with a decorator",
        "[{0}] and [Paged] would both write '{1}': put [{0}] on '{1}Core', which fetches a page, or on a method that calls '{1}'");

    public static readonly DiagnosticDescriptor Size = Page.Refusal("PYG0908", "Pages without rows",
        "Pages of {0} rows never end: give at least 1");

    /// <summary>Where it may stand.</summary>
    internal static readonly PartialMethodRules Placement = new(Unsupported, HasBody, NotPartial, TypeNotPartial, PagedModel.HintEnding);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(PagedAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = PagedParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement);
}
