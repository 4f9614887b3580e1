using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.ContextVar;

/// <summary>Says what <see cref="ContextVarParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContextVarRules() : Rule(TypeNotPartial, Shape, BadDefault, NoSource, Taken, Unsupported)
{
    static readonly GeneratorPage Page = new("ContextVar", chapter: 3);

    public static readonly DiagnosticDescriptor TypeNotPartial = Page.Refusal("PYG1001", "Context variable in a type that is not partial",
        "[ContextVar] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor Shape = Page.Refusal("PYG1002", "Property that cannot be a context variable",
        "'{0}' is no context variable: {1}");

    public static readonly DiagnosticDescriptor BadDefault = Page.Refusal("PYG1003", "Default of another type",
        "The default of '{0}' {1}");

    public static readonly DiagnosticDescriptor NoSource = Page.Refusal("PYG1004", "Default from a member that is not there",
        "'{0}' is no static field, property or method without parameters that gives '{1}' in '{2}'");

    public static readonly DiagnosticDescriptor Taken = Page.Refusal("PYG1005", "Name that a context variable needs",
        "'{0}' has a name that [ContextVar] generates for '{1}'");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG1006", "Context variable where nothing can be generated",
        "[ContextVar] cannot stand on {0}");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(ContextVarAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = ContextVarParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.PropertyDeclaration, SyntaxKind.IndexerDeclaration);
}
