using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Builder;

/// <summary>Says what <see cref="BuilderParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BuilderRules() : Rule(NotPartial, Shape, Constructor, OwnMember, Unchecked, Unmarked, Nothing, PartType)
{
    static readonly GeneratorPage Page = new("Builder", chapter: 12);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG1601", "Built type that is not partial",
        "[Builder] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor Shape = Page.Refusal("PYG1602", "Type that cannot be built",
        "[Builder] cannot be on {0}");

    public static readonly DiagnosticDescriptor Constructor = Page.Refusal("PYG1603", "Builder without a constructor to call",
        "The builder of '{0}' cannot call {1}");

    public static readonly DiagnosticDescriptor OwnMember = Page.Refusal("PYG1604", "Name that the builder needs",
        "[Builder] writes '{0}' in '{1}': give this another name");

    public static readonly DiagnosticDescriptor Unchecked = Page.Refusal("PYG1605", "Constraint that is not checked",
        "[{0}] on '{1}' is not checked: {2}", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor Unmarked = Page.Refusal("PYG1606", "Constructor of a type without a builder",
        "[Builder] on a constructor says which one the builder calls: put [Builder] on '{0}' too");

    public static readonly DiagnosticDescriptor Nothing = Page.Refusal("PYG1607", "Builder with nothing to set",
        "There is nothing to set in '{0}': no parameter, no member that can be set or initialized");

    public static readonly DiagnosticDescriptor PartType = Page.Refusal("PYG1608", "Part that a builder cannot keep",
        "'{0}' cannot be a part of a builder: {1}");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(BuilderAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = BuilderParser.Parse(symbol, attribute, report, cancel),
            SyntaxKind.ClassDeclaration, SyntaxKind.StructDeclaration, SyntaxKind.RecordDeclaration, SyntaxKind.RecordStructDeclaration, SyntaxKind.ConstructorDeclaration);
}
