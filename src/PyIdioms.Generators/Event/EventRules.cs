using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Event;

/// <summary>Says what <see cref="EventParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EventRules() : Rule(NotPartial, TypeNotPartial, HasBody, Unsupported, NoLogger, Reserved, Silent, Decorated)
{
    static readonly GeneratorPage Page = new("Event", chapter: 7);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG1401", "Event that is not partial",
        "[Event] does nothing here: declare '{0}' as a partial method without a body");

    public static readonly DiagnosticDescriptor TypeNotPartial = Page.Refusal("PYG1402", "Event in a type that is not partial",
        "[Event] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor HasBody = Page.Refusal("PYG1403", "Event with a body of its own",
        "[Event] writes this part of '{0}': remove it");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG1404", "Event where nothing can be generated",
        "[Event] cannot stand on {0}");

    public static readonly DiagnosticDescriptor NoLogger = Page.Refusal("PYG1405", "Event without a logger",
        "'{0}' has nowhere to log: it takes no BoundLogger or ILogger, and '{1}' has {2}; give '{0}' a parameter 'this BoundLogger log', or '{1}' a field");

    public static readonly DiagnosticDescriptor Reserved = Page.Refusal("PYG1406", "Key that an entry has already",
        "'{0}' is the key of what happened: give the parameter another name");

    public static readonly DiagnosticDescriptor Silent = Page.Refusal("PYG1407", "Event that says nothing",
        "'{0}' cannot be logged: {1}");

    public static readonly DiagnosticDescriptor Decorated = Page.Refusal("PYG1408", "Event with a decorator",
        "[{0}] and [Event] would both write '{1}': an event has no body to decorate");

    /// <summary>Where it may stand.</summary>
    internal static readonly PartialMethodRules Placement = new(Unsupported, HasBody, NotPartial, TypeNotPartial, EventModel.HintEnding);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(EventAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = EventParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement);
}
