using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Chain;

/// <summary>Says what <see cref="ChainParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ChainRules() : Rule(NotPartial, Unsupported, NoAnswer, NoLinks, NoHandler, SameOrder, NextIsLater, OwnHandle, WrongEnd, NeverAsked, NotChain)
{
    static readonly GeneratorPage Page = new("Chain", chapter: 12);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG1901", "Chain that is not partial",
        "[Chain] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG1902", "Chain where nothing can be generated",
        "[Chain] cannot stand on '{0}': {1}");

    public static readonly DiagnosticDescriptor NoAnswer = Page.Refusal("PYG1903", "Chain whose links must answer",
        "'{0}' cannot say that a link has no answer: write '{0}?'");

    public static readonly DiagnosticDescriptor NoLinks = Page.Refusal("PYG1904", "Chain without links",
        "'{0}' has no links: mark its fields or methods with [Link(1)], [Link(2)], …");

    public static readonly DiagnosticDescriptor NoHandler = Page.Refusal("PYG1905", "Link that cannot be asked",
        "'{0}' cannot be asked: {1}; write '{2} Handle({3} request)'");

    public static readonly DiagnosticDescriptor SameOrder = Page.Refusal("PYG1906", "Two links in one place",
        "'{0}' and '{1}' are both link {2}: give each its own place");

    public static readonly DiagnosticDescriptor NextIsLater = Page.Refusal("PYG1907", "Link that cannot wait for the next",
        "'{0}' answers at once and the chain later: let it take an 'IAsyncNext<{1}, {2}>' and return a ValueTask");

    public static readonly DiagnosticDescriptor OwnHandle = Page.Refusal("PYG1908", "Chain with a method of its own",
        "[Chain] writes '{0}' of '{1}': make this method a link, or '{0}Core', which is asked behind the last one");

    public static readonly DiagnosticDescriptor WrongEnd = Page.Refusal("PYG1909", "End of a chain that cannot be asked",
        "'{0}' cannot be asked behind the last link: {1}; write '{2} HandleCore({3} request)'");

    public static readonly DiagnosticDescriptor NeverAsked = Page.Refusal("PYG1910", "Link that is never asked",
        "'{0}' always answers, so that '{1}' is never asked: let it return '{2}', or put it last", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor NotChain = Page.Refusal("PYG1911", "Link without a chain",
        "[Link] does nothing here: '{0}' is no [Chain]");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.CheckAttributed(types, typeof(ChainAttribute<,>).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = ChainParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration);
        context.CheckAttributed(types, typeof(LinkAttribute).FullName!, static (symbol, attribute, _, report, _) => CheckPlace(symbol, attribute, report),
            SyntaxKind.FieldDeclaration, SyntaxKind.PropertyDeclaration, SyntaxKind.MethodDeclaration, SyntaxKind.Parameter);
    }

    static void CheckPlace(ISymbol symbol, AttributeData attribute, Kernel.Emit.Report report)
    {
        if (symbol.ContainingType is { } type && !type.GetAttributes().Any(static a => a.AttributeClass.IsOurs(nameof(ChainAttribute<,>)))) report(NotChain, PartialMembers.PlaceOf(attribute), type.Name);
    }
}
