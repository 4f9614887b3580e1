using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.SafeEval;

/// <summary>Says what <see cref="SafeEvalParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SafeEvalRules() : Rule(TypeNotPartial, Unsupported, BadFunction, BadVariable, BadName, SameName, Alone, Taken)
{
    static readonly GeneratorPage Page = new("SafeEval", chapter: 1);

    public static readonly DiagnosticDescriptor TypeNotPartial = Page.Refusal("PYG2201", "Language in a type that is not partial",
        "[SafeEval] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG2202", "Language where nothing can be generated",
        "[SafeEval] cannot stand on {0}");

    public static readonly DiagnosticDescriptor BadFunction = Page.Refusal("PYG2203", "Function that no expression can call",
        "No expression can call '{0}': it {1}");

    public static readonly DiagnosticDescriptor BadVariable = Page.Refusal("PYG2204", "Variable that no expression can read",
        "No expression can read '{0}': it {1}");

    public static readonly DiagnosticDescriptor BadName = Page.Refusal("PYG2205", "Name that no expression can say",
        "No expression can say '{0}': a name is letters, digits and '_', and no keyword of Python");

    public static readonly DiagnosticDescriptor SameName = Page.Refusal("PYG2206", "Name that stands for two members",
        "An expression that says '{0}' could mean two members: give one of them a name of its own, as in [Fn(\"other\")]");

    public static readonly DiagnosticDescriptor Alone = Page.Refusal("PYG2207", "Function or variable of no language",
        "[{0}] does nothing here: '{1}' has no [SafeEval]");

    public static readonly DiagnosticDescriptor Taken = Page.Refusal("PYG2208", "Member with a name that is generated",
        "[SafeEval] writes a member '{0}' itself: give this one another name");

    /// <summary>What is said of a member that no code may use.</summary>
    internal const string Forbidden = "is obsolete, and to use it is an error";

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.CheckAttributed(types, typeof(SafeEvalAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = SafeEvalParser.Parse(symbol, attribute, report, cancel),
            SyntaxKind.ClassDeclaration, SyntaxKind.StructDeclaration, SyntaxKind.RecordDeclaration, SyntaxKind.RecordStructDeclaration);
        context.CheckAttributed(types, typeof(FnAttribute).FullName!, CheckMark, SyntaxKind.MethodDeclaration);
        context.CheckAttributed(types, typeof(VarAttribute).FullName!, CheckMark, SyntaxKind.PropertyDeclaration, SyntaxKind.IndexerDeclaration);

        static void CheckMark(ISymbol symbol, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel) => SafeEvalParser.CheckMark(symbol, attribute, report);
    }
}
