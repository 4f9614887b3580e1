using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.StreamEvent;

/// <summary>Says what <see cref="StreamEventParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StreamEventRules() : Rule(NotPartial, Unsupported, NoName, NotCarried, Constructor, Lost)
{
    static readonly GeneratorPage Page = new("StreamEvent", chapter: 12);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG2501", "Stream event that is not partial",
        "[StreamEvent] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG2502", "Stream event that cannot be made",
        "[StreamEvent] cannot stand on {0}");

    public static readonly DiagnosticDescriptor NoName = Page.Refusal("PYG2503", "Stream event without a name",
        "'{0}' needs a name that other programs know it by, such as \"{1}\"");

    public static readonly DiagnosticDescriptor NotCarried = Page.Refusal("PYG2504", "Member of a type that is not carried",
        "'{0}' cannot be carried: {1}");

    public static readonly DiagnosticDescriptor Constructor = Page.Refusal("PYG2505", "Stream event that cannot be made of its members",
        "'{0}' cannot be made of what was read: {1}");

    public static readonly DiagnosticDescriptor Lost = Page.Refusal("PYG2506", "Member that is not carried",
        "'{0}' is not carried: nothing sets it when the event is read; make it a parameter of the constructor, or give it an 'init'", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(StreamEventAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = StreamEventParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.ClassDeclaration, SyntaxKind.StructDeclaration, SyntaxKind.RecordDeclaration, SyntaxKind.RecordStructDeclaration);
}
