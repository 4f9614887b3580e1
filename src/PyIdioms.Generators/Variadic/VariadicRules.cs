using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Variadic;

/// <summary>Says what <see cref="VariadicParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VariadicRules() : Rule(Range, TypeNotPartial, NoList, Stray, Unsupported)
{
    static readonly GeneratorPage Page = new("Variadic", chapter: 2);

    public static readonly DiagnosticDescriptor Range = Page.Refusal("PYG0701", "Variadic over no range",
        "[Variadic({0}, {1})] cannot be: the first number, at least 2, says for how many it is written, the second, above it and at most 16, for how many it shall exist");

    public static readonly DiagnosticDescriptor TypeNotPartial = Page.Refusal("PYG0702", "Variadic in a type that is not partial",
        "[Variadic] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor NoList = Page.Refusal("PYG0703", "Variadic without a list that goes on",
        "'{0}' does not show how it goes on behind {1}: number its {2}, '{3}1' and '{3}2', or name them 'first' and 'second'");

    public static readonly DiagnosticDescriptor Stray = Page.Refusal("PYG0704", "Variadic with a name outside of a list",
        "'{0}' is not in a list with those before it, so nobody can tell what stands here for more: {1}");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG0705", "Variadic where nothing can be generated",
        "[Variadic] cannot stand on {0}");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(VariadicAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = VariadicParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement, SyntaxKind.DelegateDeclaration,
            SyntaxKind.ClassDeclaration, SyntaxKind.StructDeclaration, SyntaxKind.InterfaceDeclaration, SyntaxKind.RecordDeclaration, SyntaxKind.RecordStructDeclaration);
}
