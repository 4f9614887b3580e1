using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Undoable;

/// <summary>Says what <see cref="UndoableParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UndoableRules() : Rule(NotPartial, TypeNotPartial, CoreMissing, CoreDiffers, HasBody, Unsupported, Decorated, NoUndo, UndoDiffers, Histories, NoHistory, NameTaken)
{
    static readonly GeneratorPage Page = new("Undoable", chapter: 12);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG1801", "Command that is not partial",
        "[Undoable] does nothing here: declare '{0}' as a partial method without a body and put its body into '{0}Core'");

    public static readonly DiagnosticDescriptor TypeNotPartial = Page.Refusal("PYG1802", "Command in a type that is not partial",
        "[Undoable] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor CoreMissing = Page.Refusal("PYG1803", "Command without a Core",
        "'{0}' has no body: write '{1}'");

    public static readonly DiagnosticDescriptor CoreDiffers = Page.Refusal("PYG1804", "Core of another signature",
        "'{0}' is not the body of '{1}', it differs in {2}: write '{3}', which may return something where '{1}' does not");

    public static readonly DiagnosticDescriptor HasBody = Page.Refusal("PYG1805", "Command with a body of its own",
        "[Undoable] writes this part of '{0}': put its body into '{0}Core'");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG1806", "Command where nothing can be generated",
        "[Undoable] cannot stand on {0}");

    public static readonly DiagnosticDescriptor Decorated = Page.Refusal("PYG1807", "Command with a decorator",
        "[{0}] and [Undoable] would both write '{1}': put [{0}] on a method that '{1}Core' calls");

    public static readonly DiagnosticDescriptor NoUndo = Page.Refusal("PYG1808", "Command that nothing takes back",
        "'{0}' cannot be undone: there is no method '{1}'{2}");

    public static readonly DiagnosticDescriptor UndoDiffers = Page.Refusal("PYG1809", "Method that cannot take a command back",
        "'{0}' cannot take '{1}' back: {2}");

    public static readonly DiagnosticDescriptor Histories = Page.Refusal("PYG1810", "Command with several histories",
        "'{0}' does not know where it is recorded: '{1}' has {2}; keep one CommandHistory");

    public static readonly DiagnosticDescriptor NoHistory = Page.Refusal("PYG1811", "Static command without a history",
        "'{0}' is recorded nowhere: give '{1}' a static CommandHistory");

    public static readonly DiagnosticDescriptor NameTaken = Page.Refusal("PYG1812", "Command without a history",
        "'{0}' would be the history of '{1}' and is something else: give '{1}' a CommandHistory");

    /// <summary>Where it may stand.</summary>
    internal static readonly PartialMethodRules Placement = new(Unsupported, HasBody, NotPartial, TypeNotPartial, UndoableModel.HintEnding);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(UndoableAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = UndoableParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement);
}
