using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.DeepSize;

/// <summary>Says what <see cref="DeepSizeParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeepSizeRules() : Rule(NotPartial, Unsupported, Pointer, Unmarked)
{
    static readonly GeneratorPage Page = new("DeepSize", chapter: 1);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG1301", "Deep size of a type that is not partial",
        "[DeepSize] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG1302", "Deep size of what is no object",
        "[DeepSize] cannot stand on {0}");

    public static readonly DiagnosticDescriptor Pointer = Page.Refusal("PYG1303", "Pointer in a deep size",
        "What '{0}' points to is not counted: nobody knows how long it is, or whose; [DeepSize(Follow = false)] says that it is meant", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor Unmarked = Page.Refusal("PYG1304", "Deep size that ends at a type of this program",
        "What '{0}' leads to is not counted: '{1}' is not [DeepSize]; mark it, or say [DeepSize(Follow = false)] here", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(DeepSizeAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = DeepSizeParser.Parse(symbol, attribute, report, cancel),
            SyntaxKind.ClassDeclaration, SyntaxKind.StructDeclaration, SyntaxKind.RecordDeclaration, SyntaxKind.RecordStructDeclaration);
}
