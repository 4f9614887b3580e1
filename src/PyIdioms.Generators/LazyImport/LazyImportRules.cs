using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.LazyImport;

/// <summary>Says what <see cref="LazyImportParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LazyImportRules() : Rule(TypeNotPartial, Shape, NoConstructor, WrongCore, Taken, Unsupported)
{
    static readonly GeneratorPage Page = new("LazyImport", chapter: 1);

    public static readonly DiagnosticDescriptor TypeNotPartial = Page.Refusal("PYG2301", "Lazy import in a type that is not partial",
        "[LazyImport] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor Shape = Page.Refusal("PYG2302", "Property that cannot be a lazy import",
        "'{0}' is no lazy import: {1}");

    public static readonly DiagnosticDescriptor NoConstructor = Page.Refusal("PYG2303", "Lazy import that nothing can make",
        "'{0}' cannot be loaded: {1}; write a method '{2}{0} {3}Core()'");

    public static readonly DiagnosticDescriptor WrongCore = Page.Refusal("PYG2304", "Core that does not make the import",
        "'{0}' does not load '{1}': {2}");

    public static readonly DiagnosticDescriptor Taken = Page.Refusal("PYG2305", "Name that a lazy import needs",
        "'{0}' has a name that [LazyImport] generates for '{1}'");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG2306", "Lazy import where nothing can be generated",
        "[LazyImport] cannot stand on {0}");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(LazyImportAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = LazyImportParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.PropertyDeclaration, SyntaxKind.IndexerDeclaration);
}
