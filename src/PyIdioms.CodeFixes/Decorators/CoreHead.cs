using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Decorators;

namespace PyIdioms.CodeFixes.Decorators;

/// <summary>Says a method's signature again for the method with its body: without what is meant for callers.</summary>
sealed class CoreHead(MethodHead head, IMethodSymbol method, SemanticModel model, TextEdits edits)
{
    static readonly SymbolDisplayFormat Constraints = new(genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    readonly MethodDeclarationSyntax declaration = head.Declaration;

    /// <summary>The attributes that speak of the body, each list followed by what stands between two lines.</summary>
    public string Attributes(string between) => string.Concat(Kept(declaration.AttributeLists, IsOfBody).Select(list => list + between));

    /// <summary>The signature.</summary>
    public string Signature =>
        $"{Modifiers}{declaration.ReturnType} {CoreMethod.NameFor(method)}{TypeParameters}({string.Join(Between, declaration.ParameterList.Parameters.Select(Parameter))}){Where}";

    /// <summary>An iterator's own token: it means something where the body is, and nothing where callers look.</summary>
    public static bool IsOfIterator(INamedTypeSymbol attribute) => attribute.Name == "EnumeratorCancellationAttribute";

    string Modifiers
    {
        get
        {
            var own = declaration.Modifiers.Where(static m => m.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.UnsafeKeyword or SyntaxKind.ReadOnlyKeyword or SyntaxKind.AsyncKeyword).Select(static m => m.Text + " ");
            // Where nobody says private, nobody says it here; in an interface it has to be said.
            return (head.HasAccessibility || method.ContainingType.TypeKind == TypeKind.Interface ? "private " : "") + string.Concat(own);
        }
    }

    string TypeParameters => declaration.TypeParameterList is not { } list ? "" : $"<{string.Join(", ", list.Parameters.Select(p => Prefix(p.AttributeLists) + p.Identifier.Text))}>";

    /// <summary>An override inherits its constraints; the method with the body is none.</summary>
    string Where
    {
        get
        {
            if (!method.IsOverride) return string.Concat(declaration.ConstraintClauses.Select(static c => " " + c));
            var text = method.ToMinimalDisplayString(model, declaration.SpanStart, Constraints);
            var start = text.IndexOf(" where ", StringComparison.Ordinal);
            return start < 0 ? "" : text.Substring(start);
        }
    }

    /// <summary>One line for each parameter where the method has that.</summary>
    string Between
    {
        get
        {
            var parameters = declaration.ParameterList.Parameters;
            return parameters.Count > 1 && edits.LineOf(parameters[0].SpanStart) != edits.LineOf(parameters[1].SpanStart) ? "," + edits.EndOfLine + edits.IndentAt(parameters[1].SpanStart) : ", ";
        }
    }

    string Parameter(ParameterSyntax parameter)
    {
        var modifiers = string.Concat(parameter.Modifiers.Where(static m => !m.IsKind(SyntaxKind.ThisKeyword)).Select(static m => m.Text + " "));
        return $"{Prefix(parameter.AttributeLists)}{modifiers}{parameter.Type} {parameter.Identifier.Text}";
    }

    string Prefix(SyntaxList<AttributeListSyntax> lists) => string.Concat(Kept(lists, static a => IsPromise(a) || IsOfIterator(a)).Select(static list => list + " "));

    IEnumerable<string> Kept(SyntaxList<AttributeListSyntax> lists, Func<INamedTypeSymbol, bool> isKept) => KeptOf(lists, model, isKept);

    /// <summary>The lists with those of their attributes that are asked for; no empty ones.</summary>
    public static IEnumerable<string> KeptOf(SyntaxList<AttributeListSyntax> lists, SemanticModel model, Func<INamedTypeSymbol, bool> isKept)
    {
        foreach (var list in lists)
        {
            var kept = list.Attributes.Where(a => model.GetSymbolInfo(a).Symbol is { ContainingType: { } type } && isKept(type)).ToList();
            if (kept.Count > 0) yield return kept.Count == list.Attributes.Count ? list.ToString() : $"[{list.Target}{(list.Target is null ? "" : " ")}{string.Join(", ", kept)}]";
        }
    }

    static bool IsOfBody(INamedTypeSymbol attribute) => IsPromise(attribute) || attribute.Name is "ObsoleteAttribute" or "MethodImplAttribute" or "AsyncMethodBuilderAttribute" or "SkipLocalsInitAttribute";

    /// <summary>What the compiler and analyzers hold the body to, and its callers may count on.</summary>
    static bool IsPromise(INamedTypeSymbol attribute) => attribute.ContainingNamespace is { Name: "CodeAnalysis", ContainingNamespace: { Name: "Diagnostics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };
}
