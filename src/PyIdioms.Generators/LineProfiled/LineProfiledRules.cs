using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.LineProfiled;

/// <summary>Says which bodies can have no twin.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LineProfiledRules() : Rule(NoTwin)
{
    public static readonly DiagnosticDescriptor NoTwin = new GeneratorPage("LineProfiled", chapter: 4).Refusal("PYG1201", "Body without a twin to measure",
        "[LineProfiled] measures nothing here, '{0}' runs as it is: {1}", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(LineProfiledAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = LineProfiledParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.MethodDeclaration);
}
