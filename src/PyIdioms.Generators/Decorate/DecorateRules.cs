using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Decorators;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Decorate;

/// <summary>Says what <see cref="DecorateParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DecorateRules() : Rule(NotPartial, Unsupported, NoInterface, NoInner, CannotHandOn, NotDecorate)
{
    static readonly GeneratorPage Page = new("Decorate", chapter: 2);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG1501", "Interface decorator that is not partial",
        "[Decorate] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG1502", "Interface decorator where nothing can be generated",
        "[Decorate] cannot stand on '{0}': it is {1}");

    public static readonly DiagnosticDescriptor NoInterface = Page.Refusal("PYG1503", "Interface decorator without an interface",
        "[Decorate] has nothing to stand in front of: '{0}' implements no interface");

    public static readonly DiagnosticDescriptor NoInner = Page.Refusal("PYG1504", "Interface decorator without an inner implementation",
        "[Decorate] hands the calls of '{0}' on to one {1}, and it has {2}: take one in the constructor");

    public static readonly DiagnosticDescriptor CannotHandOn = Page.Refusal("PYG1505", "Member that cannot be handed on",
        "'{0}' cannot hand on '{1}': {2}; implement it here");

    public static readonly DiagnosticDescriptor NotDecorate = Page.Refusal("PYG1506", "Decorator on a class that decorates nothing",
        "[{0}] does nothing here: put it on a partial method, or make '{1}' an interface decorator with [Decorate]");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        CheckDecorate(context, types, IsOwn);
        if (types.Find(typeof(DecorateAttribute).FullName!) is { } mark) context.RegisterSymbolAction(c => CheckClass(c, mark), SymbolKind.NamedType);
    }

    /// <summary>Reads every [Decorate] class again. What is wrong with the class is said here; what is wrong with a decorator on it, by the rules of decorators.</summary>
    public static void CheckDecorate(CompilationStartAnalysisContext context, KnownTypes types, Func<DiagnosticDescriptor, bool> isSaid) =>
        context.CheckAttributed(
            types, typeof(DecorateAttribute).FullName!,
            (symbol, attribute, compilation, report, cancel) => _ = DecorateParser.Parse(symbol, attribute, (rule, location, arguments) => { if (isSaid(rule)) report(rule, location, arguments); }, cancel),
            SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration);

    /// <summary>Whether it is said of the class.</summary>
    public static bool IsOwn(DiagnosticDescriptor rule) => rule == NotPartial || rule == Unsupported || rule == NoInterface || rule == NoInner || rule == CannotHandOn;

    static void CheckClass(SymbolAnalysisContext context, INamedTypeSymbol mark)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (Decorated.DecoratorsOn(type) is not { } decorators || type.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, mark))) return;
        foreach (var decorator in decorators) context.ReportDiagnostic(Diagnostic.Create(NotDecorate, PartialMembers.PlaceOf(decorator), Placement.NameOf(decorator), type.Name));
    }
}
