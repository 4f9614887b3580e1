using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.TypeGuard;

/// <summary>Says what <see cref="TypeGuardParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TypeGuardRules() : Rule(TypeNotPartial, Unknown, Shape, Impossible, Unsupported)
{
    static readonly GeneratorPage Page = new("TypeGuard", chapter: 2);

    public static readonly DiagnosticDescriptor TypeNotPartial = Page.Refusal("PYG0501", "Type guard in a type that is not partial",
        "'{0}' cannot hand over what it has proved: declare '{1}' partial, or write an overload with an 'out' parameter", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor Unknown = Page.Refusal("PYG0502", "Type guard of an unknown type",
        "'{0}' does not say which type it proves: return '{1} is T', or write [TypeGuard(typeof(T))]");

    public static readonly DiagnosticDescriptor Shape = Page.Refusal("PYG0503", "Type guard that guards nothing",
        "'{0}' is no guard: it returns bool, and its first parameter is the value");

    public static readonly DiagnosticDescriptor Impossible = Page.Refusal("PYG0504", "Type guard that cannot hold",
        "'{0}', a '{1}', is never '{2}'");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG0505", "Type guard where nothing can be generated",
        "[TypeGuard] cannot stand on {0}");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.CheckAttributed(types, typeof(TypeGuardAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = TypeGuardParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement);
        context.CheckAttributed(types, typeof(TypeGuardAttribute<>).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = TypeGuardParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement);
    }
}
