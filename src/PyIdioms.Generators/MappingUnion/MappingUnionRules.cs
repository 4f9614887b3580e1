using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.MappingUnion;

/// <summary>Says what <see cref="MappingUnionParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MappingUnionRules() : Rule(TypeNotPartial, Shape, NoCases, NotACase, Constructor, ParameterType, Hidden, SameKey)
{
    static readonly GeneratorPage Page = new("MappingUnion", chapter: 8);

    public static readonly DiagnosticDescriptor TypeNotPartial = Page.Refusal("PYG0801", "Mapping union that is not partial",
        "[MappingUnion] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor Shape = Page.Refusal("PYG0802", "Mapping union that is no union",
        "'{0}' cannot be a union of its cases: {1}");

    public static readonly DiagnosticDescriptor NoCases = Page.Refusal("PYG0803", "Mapping union without cases",
        "'{0}' has no cases: nest sealed types in it that derive from it and have [Case(\"key\", \"value\")] or [Otherwise(\"key\")]");

    public static readonly DiagnosticDescriptor NotACase = Page.Refusal("PYG0804", "Case outside of its union",
        "'{0}' is no case of {1}: a case is a sealed type without type parameters, nested in the union and derived from it");

    public static readonly DiagnosticDescriptor Constructor = Page.Refusal("PYG0805", "Case that cannot be made",
        "'{0}' has no one constructor to make it from the values of its keys: give it a primary one");

    public static readonly DiagnosticDescriptor ParameterType = Page.Refusal("PYG0806", "Value that no mapping holds",
        "'{0}' is a '{1}', which is not read from a mapping: take a text, number, bool, date, enumeration, list, dictionary, another union, or object");

    public static readonly DiagnosticDescriptor Hidden = Page.Refusal("PYG0807", "Case that is never reached",
        "'{0}' is never reached: a case before it takes all that it would");

    public static readonly DiagnosticDescriptor SameKey = Page.Refusal("PYG0808", "Key that is read twice",
        "'{0}' reads the key '{1}', and so does a parameter before it");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.CheckAttributed(types, typeof(MappingUnionAttribute).FullName!, static (symbol, attribute, _, report, cancel) => MappingUnionParser.Parse(symbol, attribute, report, cancel), SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration);
        context.CheckAttributed(types, typeof(CaseAttribute).FullName!, static (symbol, attribute, _, report, _) => CheckPlace(symbol, attribute, report), SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration);
        context.CheckAttributed(types, typeof(OtherwiseAttribute).FullName!, static (symbol, attribute, _, report, _) => CheckPlace(symbol, attribute, report), SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration);
    }

    static void CheckPlace(ISymbol symbol, AttributeData attribute, Report report)
    {
        if (symbol is INamedTypeSymbol type && !MappingUnionParser.IsInUnion(type)) report(NotACase, PartialMembers.PlaceOf(attribute), type.Name, "a [MappingUnion]");
    }
}
