using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Exceptions;

/// <summary>Says what <see cref="ExceptionParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExceptionRules() : Rule(NotPartial, Shape, NoConstructor)
{
    static readonly GeneratorPage Page = new("Exceptions", chapter: 6);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG1101", "Exception in a type that is not partial",
        "[Exception] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor Shape = Page.Refusal("PYG1102", "Type that cannot be an exception",
        "'{0}' cannot be an exception: {1}");

    public static readonly DiagnosticDescriptor NoConstructor = Page.Refusal("PYG1103", "Exception that cannot have a cause",
        "'{0}' cannot have a cause: '{1}' has no constructor for a message and an inner exception");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(ExceptionAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = ExceptionParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration);
}
