using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Parts;

/// <summary>Shows a companion rule what carries its attribute, each attribute once.</summary>
static class AttributedDeclarations
{
    /// <summary>Runs a parser with its reports going to the compiler.</summary>
    public static void CheckAttributed(this CompilationStartAnalysisContext context, KnownTypes types, string attribute, Action<ISymbol, AttributeData, Compilation, Report, CancellationToken> parse, params SyntaxKind[] kinds)
    {
        if (types.Find(attribute) is not { } type) return;
        context.RegisterSyntaxNodeAction(c => Check(c, type, parse), kinds);
    }

    static void Check(SyntaxNodeAnalysisContext context, INamedTypeSymbol type, Action<ISymbol, AttributeData, Compilation, Report, CancellationToken> parse)
    {
        // The variables of a field have its attributes.
        var declared = context.Node is FieldDeclarationSyntax { Declaration.Variables: [var first, ..] } ? first : context.Node;
        if (!HasAttributes(context.Node) || context.SemanticModel.GetDeclaredSymbol(declared, context.CancellationToken) is not { } symbol) return;
        // The attributes of both parts of a method are those of either.
        if (symbol is IMethodSymbol { PartialDefinitionPart: { } definition } && !symbol.GetAttributes().Any(a => IsHere(a, context.Node) && IsIt(a))) symbol = definition;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (IsIt(attribute) && IsHere(attribute, context.Node)) parse(symbol, attribute, context.SemanticModel.Compilation, Say, context.CancellationToken);
        }

        bool IsIt(AttributeData data) => SymbolEqualityComparer.Default.Equals(data.AttributeClass?.OriginalDefinition, type);

        void Say(DiagnosticDescriptor rule, Location? location, params object?[] arguments) => context.ReportDiagnostic(Diagnostic.Create(rule, location, arguments));
    }

    static bool IsHere(AttributeData attribute, SyntaxNode node) => attribute.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == node.SyntaxTree && node.Span.Contains(reference.Span);

    static bool HasAttributes(SyntaxNode node) => node switch
    {
        MemberDeclarationSyntax member => member.AttributeLists.Count > 0,
        LocalFunctionStatementSyntax function => function.AttributeLists.Count > 0,
        BaseParameterSyntax parameter => parameter.AttributeLists.Count > 0,
        _ => false,
    };
}
