using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Ast;

/// <summary>Says what <see cref="AstParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AstRules() : Rule(NotPartial, Shape, NoNodes, Unsupported, SameName, NameTaken, NotRebuilt)
{
    static readonly GeneratorPage Page = new("Ast", chapter: 1);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG2001", "Syntax tree that is not partial",
        "{1} needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor Shape = Page.Refusal("PYG2002", "Root of a syntax tree that is a node itself",
        "[Ast] cannot stand on '{0}': {1}");

    public static readonly DiagnosticDescriptor NoNodes = Page.Refusal("PYG2003", "Syntax tree without nodes",
        "Nothing derives from '{0}': declare its nodes, 'sealed partial record X(…) : {0}'");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG2004", "Node that cannot be visited",
        "'{0}' cannot be a node: {1}");

    public static readonly DiagnosticDescriptor SameName = Page.Refusal("PYG2005", "Two nodes of one name",
        "Two nodes are called '{0}', and both would be visited by 'Visit{0}': give one another name");

    public static readonly DiagnosticDescriptor NameTaken = Page.Refusal("PYG2006", "Node with a member of the generator's",
        "[Ast] writes '{0}' for '{1}': give this another name");

    public static readonly DiagnosticDescriptor NotRebuilt = Page.Refusal("PYG2007", "Node that cannot be made with other children",
        "A transformer cannot make a '{0}' with other children: {1}; give each child an init accessor in a record, or write a constructor that takes every property");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(AstAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = AstParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration);
}
