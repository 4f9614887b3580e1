using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Ufunc;

/// <summary>Says what <see cref="UfuncParser"/> could not accept, and which functions are called for each element, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UfuncRules() : Rule(NotStatic, NoNumbers, TypeNotPartial, Overloaded, Unsupported, StaysScalar, NotVectorized)
{
    static readonly GeneratorPage Page = new("Ufunc", chapter: 4);

    public static readonly DiagnosticDescriptor NotStatic = Page.Refusal("PYG2701", "Function of arrays that is not static",
        "[Ufunc] needs '{0}' to be static: its overloads call it for elements of arrays, not for an object");

    public static readonly DiagnosticDescriptor NoNumbers = Page.Refusal("PYG2702", "Function of arrays that is none of numbers",
        "[Ufunc] takes numbers and gives one, for elements of arrays: {0}");

    public static readonly DiagnosticDescriptor TypeNotPartial = Page.Refusal("PYG2703", "Function of arrays in a type that is not partial",
        "[Ufunc] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor Overloaded = Page.Refusal("PYG2704", "Function of arrays that has its overload already",
        "[Ufunc] writes '{0}{1}' itself: take this one away, or give it another name");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG2705", "Function of arrays where nothing can be generated",
        "[Ufunc] cannot stand on {0}");

    public static readonly DiagnosticDescriptor StaysScalar = Page.Refusal("PYG2706", "Function that is called for each element",
        "'{0}' is called for each element: {1}", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor NotVectorized = Page.Refusal("PYG2707", "Function that was to be vectorized",
        "'{0}' requires vectors, and is called for each element: {1}");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(UfuncAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = UfuncParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement);
}
