using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Annotated;

/// <summary>Says what <see cref="AnnotatedParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AnnotatedRules() : Rule(NotPartial, Shape, Parameters, OwnMember, Unchecked)
{
    static readonly GeneratorPage Page = new("Annotated", chapter: 2);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG0401", "Annotated type that is not partial",
        "[Annotated] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor Shape = Page.Refusal("PYG0402", "Annotated type that cannot be one",
        "[Annotated] cannot be on {0}");

    public static readonly DiagnosticDescriptor Parameters = Page.Refusal("PYG0403", "Annotated type of several values",
        "'{0}' has {1}: an [Annotated] type holds one value; give each of several values a type of its own");

    public static readonly DiagnosticDescriptor OwnMember = Page.Refusal("PYG0404", "Annotated type with a member of its own",
        "[Annotated] writes '{0}', which checks: remove this one");

    public static readonly DiagnosticDescriptor Unchecked = Page.Refusal("PYG0405", "Constraint that is not checked",
        "[{0}] on '{1}' is not checked: {2}", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find(typeof(AnnotatedAttribute).FullName!) is not { } annotated) return;
        context.RegisterSyntaxNodeAction(
            c => Check(c, annotated),
            SyntaxKind.ClassDeclaration, SyntaxKind.StructDeclaration, SyntaxKind.RecordDeclaration, SyntaxKind.RecordStructDeclaration);
    }

    static void Check(SyntaxNodeAnalysisContext context, INamedTypeSymbol annotated)
    {
        var declaration = (TypeDeclarationSyntax)context.Node;
        if (declaration.AttributeLists.Count == 0 || context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } type) return;
        foreach (var attribute in type.GetAttributes())
        {
            // Of a type in several parts the attribute is looked at once, in the part where it stands.
            if (attribute.ApplicationSyntaxReference is not { } reference || reference.SyntaxTree != declaration.SyntaxTree || !declaration.Span.Contains(reference.Span)) continue;
            if (!SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, annotated)) continue;
            _ = AnnotatedParser.Parse(type, attribute, (rule, location, arguments) => context.ReportDiagnostic(Diagnostic.Create(rule, location, arguments)), context.CancellationToken);
        }
    }
}
