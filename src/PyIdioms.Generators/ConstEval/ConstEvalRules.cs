using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Says what <see cref="ConstEvalParser"/> could not evaluate, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstEvalRules() : Rule(Shape, TypeNotPartial, CoreMissing, CoreDiffers, NotConstant, OutOfFuel, Throws, Result, Unsupported)
{
    static readonly GeneratorPage Page = new("ConstEval", chapter: 1);

    public static readonly DiagnosticDescriptor Shape = Page.Refusal("PYG2101", "Constant of the wrong shape",
        "'{0}' cannot be a constant of the compiler: {1}");

    public static readonly DiagnosticDescriptor TypeNotPartial = Page.Refusal("PYG2102", "Constant in a type that is not partial",
        "[ConstEval] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor CoreMissing = Page.Refusal("PYG2103", "Constant without a Core",
        "'{0}' has no value: write 'static {1} {0}Core()'");

    public static readonly DiagnosticDescriptor CoreDiffers = Page.Refusal("PYG2104", "Core that does not give the constant",
        "'{0}' does not give the value of '{1}': {2}");

    public static readonly DiagnosticDescriptor NotConstant = Page.Refusal("PYG2105", "Code that the compiler cannot evaluate",
        "The value of '{0}' cannot be had while compiling: {1}");

    public static readonly DiagnosticDescriptor OutOfFuel = Page.Refusal("PYG2106", "Constant that takes too long",
        "The value of '{0}' takes more than {1} operations: it ran out of them here; [ConstEval(Fuel = …)] allows more");

    public static readonly DiagnosticDescriptor Throws = Page.Refusal("PYG2107", "Constant that throws",
        "The value of '{0}' cannot be had: this throws {1}");

    public static readonly DiagnosticDescriptor Result = Page.Refusal("PYG2108", "Constant that cannot be written down",
        "The value of '{0}' cannot be written as code: {1}");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG2109", "Constant where nothing can be generated",
        "[ConstEval] cannot stand on {0}");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(ConstEvalAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = ConstEvalParser.Check(symbol, attribute, compilation, report, cancel),
            SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement, SyntaxKind.PropertyDeclaration, SyntaxKind.IndexerDeclaration);
}
