using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.EntryPoint;

/// <summary>Says what <see cref="EntryPointParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EntryPointRules() : Rule(Unmakable, NoMember, BadMember, Nameless)
{
    static readonly GeneratorPage Page = new("EntryPoint", chapter: 11);

    public static readonly DiagnosticDescriptor Unmakable = Page.Refusal("PYG2401", "Entry point that nothing can make",
        "'{0}' is no entry point: {1}; name a static member that makes one");

    public static readonly DiagnosticDescriptor NoMember = Page.Refusal("PYG2402", "Entry point to a member that is not there",
        "'{0}' has no static method, property or field '{1}'{2}");

    public static readonly DiagnosticDescriptor BadMember = Page.Refusal("PYG2403", "Entry point to a member that cannot be loaded",
        "'{0}.{1}' is no entry point: {2}");

    public static readonly DiagnosticDescriptor Nameless = Page.Refusal("PYG2404", "Entry point that nobody can find",
        "An entry point has a group and a name: {0} is empty");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find(typeof(EntryPointAttribute).FullName!) is null) return;
        context.RegisterSyntaxNodeAction(Check, SyntaxKind.CompilationUnit);
    }

    static void Check(SyntaxNodeAnalysisContext context)
    {
        if (context.Node is not CompilationUnitSyntax { AttributeLists.Count: > 0 }) return;
        var compilation = context.SemanticModel.Compilation;
        var attributes = AssemblyPipeline.AttributesOf<EntryPointAttribute>(context.Node.SyntaxTree, compilation);
        EntryPointParser.Parse(context.Node.SyntaxTree, attributes, compilation, (rule, location, arguments) => context.ReportDiagnostic(Diagnostic.Create(rule, location, arguments)), context.CancellationToken);
    }
}
