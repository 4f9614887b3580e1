using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Literal;

/// <summary>Says what <see cref="LiteralParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LiteralRules() : Rule(NotPartial, Values, HoldsMore, OwnMember, Shape)
{
    static readonly GeneratorPage Page = new("Literal", chapter: 2);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG0301", "Literal in a type that is not partial",
        "[Literal] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor Values = Page.Refusal("PYG0302", "Literal of other values",
        "[Literal] cannot make '{0}': {1}");

    public static readonly DiagnosticDescriptor HoldsMore = Page.Refusal("PYG0303", "Literal that holds more",
        "'{0}' is one of the listed values and nothing else: remove '{1}'");

    public static readonly DiagnosticDescriptor OwnMember = Page.Refusal("PYG0304", "Literal with a member of its own",
        "[Literal] writes '{0}' itself: remove it, or give it another name");

    public static readonly DiagnosticDescriptor Shape = Page.Refusal("PYG0305", "Literal that cannot be added to",
        "[Literal] cannot make '{0}': {1}");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find(typeof(LiteralAttribute).FullName!) is not { } literal) return;
        context.RegisterSyntaxNodeAction(c => Check(c, literal), SyntaxKind.StructDeclaration, SyntaxKind.RecordStructDeclaration);
    }

    static void Check(SyntaxNodeAnalysisContext context, INamedTypeSymbol literal)
    {
        var declaration = (TypeDeclarationSyntax)context.Node;
        if (declaration.AttributeLists.Count == 0 || context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } type) return;
        foreach (var attribute in type.GetAttributes())
        {
            // Of a type in several parts each attribute is looked at once, in the part where it stands.
            if (attribute.ApplicationSyntaxReference is not { } reference || reference.SyntaxTree != declaration.SyntaxTree || !declaration.Span.Contains(reference.Span)) continue;
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, literal)) _ = LiteralParser.Parse(type, attribute, Say, context.CancellationToken);
        }

        void Say(DiagnosticDescriptor rule, Location? location, params object?[] arguments) => context.ReportDiagnostic(Diagnostic.Create(rule, location, arguments));
    }
}
