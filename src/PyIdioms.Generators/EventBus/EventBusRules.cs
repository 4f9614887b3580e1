using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.EventBus;

/// <summary>Says what <see cref="EventBusParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EventBusRules() : Rule(NotPartial, Unsupported, NotBus, CannotHandle, NoService, Missing, Taken, NoConstructor)
{
    static readonly GeneratorPage Page = new("EventBus", chapter: 12);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG1701", "Bus that is not partial",
        "[EventBus] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG1702", "Bus where nothing can be generated",
        "[EventBus] cannot stand on '{0}': it is {1}");

    public static readonly DiagnosticDescriptor NotBus = Page.Refusal("PYG1703", "Handler without a bus",
        "[On] does nothing here: {0}");

    public static readonly DiagnosticDescriptor CannotHandle = Page.Refusal("PYG1704", "Method that cannot handle an event",
        "'{0}' cannot handle '{1}': {2}");

    public static readonly DiagnosticDescriptor NoService = Page.Refusal("PYG1705", "Parameter that nobody fills",
        "'{0}' of '{1}' is neither the event nor a service: {2}");

    public static readonly DiagnosticDescriptor Missing = Page.Refusal("PYG1706", "Service that a bus does not have",
        "'{0}' needs a '{1}', and '{2}' has {3}: take one in its constructor");

    public static readonly DiagnosticDescriptor Taken = Page.Refusal("PYG1707", "Name that a bus needs",
        "'{0}' is what [EventBus] generates for '{1}'");

    public static readonly DiagnosticDescriptor NoConstructor = Page.Refusal("PYG1708", "Bus whose constructor cannot be written",
        "'{0}' needs a constructor that takes a '{1}', and {2}");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.CheckAttributed(types, typeof(EventBusAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = EventBusParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration);
        context.CheckAttributed(types, typeof(OnAttribute<>).FullName!, static (symbol, attribute, _, report, _) => CheckPlace(symbol, attribute, report),
            SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement);
    }

    static void CheckPlace(ISymbol symbol, AttributeData attribute, Kernel.Emit.Report report)
    {
        if (symbol is not IMethodSymbol { ContainingType: { } type } method) return;
        if (method.MethodKind == MethodKind.LocalFunction) report(NotBus, PartialMembers.PlaceOf(attribute), $"'{method.Name}' is a local function; make it a method of a bus");
        else if (!EventBusParser.IsBus(type)) report(NotBus, PartialMembers.PlaceOf(attribute), $"'{type.Name}' is no [EventBus]");
    }
}
