using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Variadic;

/// <summary>Reads a [Variadic] method or type.</summary>
static class VariadicParser
{
    const int Most = 16;

    public static VariadicModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated.Name.Length == 0 || attribute.ApplicationSyntaxReference?.GetSyntax(cancel) is not AttributeSyntax { Parent: AttributeListSyntax { Parent: { } owner } } written) return null;
        if (attribute.ConstructorArguments is not [{ Value: int from }, { Value: int to }]) return null;
        var place = written.GetLocation();
        if (from < 2 || to <= from || to > Most)
        {
            report(VariadicRules.Range, place, from, to);
            return null;
        }
        if (Refused(annotated, owner) is { } kind)
        {
            report(VariadicRules.Unsupported, place, kind);
            return null;
        }
        if (PartialMembers.WholeOne(annotated.ContainingType) is { } whole)
        {
            report(VariadicRules.TypeNotPartial, place, whole.Name);
            return null;
        }
        // What is half typed has errors of its own.
        if (owner is not MemberDeclarationSyntax declaration || declaration.GetDiagnostics().Any(static d => d.Severity == DiagnosticSeverity.Error)) return null;

        var families = Families.Of(declaration, from);
        var runs = new Runs(families, from);
        var declarations = new List<string>();
        for (var arity = from + 1; arity <= to; arity++)
        {
            cancel.ThrowIfCancellationRequested();
            var expansion = new Expansion(families, runs, annotated.Name, from, arity).Write(declaration, written);
            if (arity == from + 1 && !IsSound(annotated, declaration, expansion, from, report)) return null;
            if (!Exists(annotated, declaration, from, arity)) declarations.Add(expansion.ToString().Trim());
        }
        if (declarations.Count == 0) return null;

        var tree = declaration.SyntaxTree;
        var isNullable = compilation.GetSemanticModel(tree).GetNullableContext(declaration.SpanStart).AnnotationsEnabled();
        return new(HintOf(annotated), isNullable, UsingsOf(tree.GetRoot(cancel) as CompilationUnitSyntax), ScopesOf(annotated, declaration), declarations.ToEquatableArray());
    }

    static string? Refused(ISymbol annotated, SyntaxNode owner) => annotated switch
    {
        IMethodSymbol method when PartialMembers.RefusedKind(method) is { } kind => kind,
        IMethodSymbol { IsPartialDefinition: true } or IMethodSymbol { PartialDefinitionPart: not null } => "a partial method, which has one body; write it in the declaration",
        IMethodSymbol { IsOverride: true } => "an override; there is nothing to override for more",
        INamedTypeSymbol type when type.DeclaringSyntaxReferences.Length > 1 => "a type in several parts; write it in one",
        INamedTypeSymbol type => PartialMembers.RefusedPlace(type),
        _ => null,
    } ?? LocalTypeIn(owner);

    static string? LocalTypeIn(SyntaxNode owner)
    {
        if (owner.DescendantNodes().Any(static n => n is InterpolatedStringExpressionSyntax { StringStartToken.RawKind: (int)SyntaxKind.InterpolatedVerbatimStringStartToken } text && text.ToString().Contains('\n'))) return "code with a verbatim text of several lines; write it with \"\"\"";
        var local = owner.SyntaxTree.GetRoot().DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseTypeDeclarationSyntax>()
            .Where(static t => t.Modifiers.Any(SyntaxKind.FileKeyword)).Select(static t => t.Identifier.ValueText).ToList();
        if (local.Count == 0) return null;
        return owner.DescendantTokens().FirstOrDefault(t => t.IsKind(SyntaxKind.IdentifierToken) && local.Contains(t.ValueText)) is { RawKind: not 0 } used ? $"code that names '{used.ValueText}', which only its own file can name" : null;
    }

    static bool IsSound(ISymbol annotated, MemberDeclarationSyntax declaration, Expansion expansion, int from, Report report)
    {
        if (expansion.Strays is [var stray, ..])
        {
            report(VariadicRules.Stray, stray.GetLocation(), stray.ValueText, Advice(stray));
            return false;
        }
        var (types, parameters) = (TypeParametersOf(declaration), (declaration as MethodDeclarationSyntax)?.ParameterList);
        if (expansion.IsRenamed || expansion.IsExtended(types) || expansion.IsExtended(parameters)) return true;
        report(VariadicRules.NoList, annotated.Locations[0], annotated.Name, from, declaration is MethodDeclarationSyntax ? "parameters" : "type parameters", declaration is MethodDeclarationSyntax ? "items" : "T");
        return false;
    }

    static string Advice(SyntaxToken stray) => stray.Parent is TypeParameterSyntax or { Parent: TypeParameterListSyntax }
        ? "number all of them"
        : "write the elements alike, differing in their numbers alone, as in 'f(x1), f(x2)' or 'x1 && x2'";

    static TypeParameterListSyntax? TypeParametersOf(MemberDeclarationSyntax declaration) => declaration switch
    {
        MethodDeclarationSyntax method => method.TypeParameterList,
        DelegateDeclarationSyntax type => type.TypeParameterList,
        TypeDeclarationSyntax type => type.TypeParameterList,
        _ => null,
    };

    /// <summary>Whether a user has written it for a number by hand.</summary>
    static bool Exists(ISymbol annotated, MemberDeclarationSyntax declaration, int from, int arity)
    {
        var more = arity - from;
        return annotated switch
        {
            IMethodSymbol method => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(m => !SymbolEqualityComparer.Default.Equals(m, method) && !IsOurs(m)
                && m.Parameters.Length == method.Parameters.Length + more * Step(method.Parameters.Length, from) && m.Arity == method.Arity + more * Step(method.Arity, from)),
            INamedTypeSymbol type => (type.ContainingType is { } outer ? outer.GetTypeMembers(type.Name) : type.ContainingNamespace.GetTypeMembers(type.Name)).Any(t => t.Arity == type.Arity + more && !IsOurs(t)),
            _ => false,
        };

        static bool IsOurs(ISymbol symbol) => PartialMembers.IsGenerated(symbol, VariadicModel.HintEnding);

        // One more for each, or none where there are fewer than one for each.
        static int Step(int count, int from) => count < from ? 0 : 1;
    }

    static string HintOf(ISymbol annotated) => annotated switch
    {
        IMethodSymbol method => TypeShape.Of(method.ContainingType).HintName + VariadicModel.HintEnding + PartialMembers.HintOf(method),
        _ => TypeShape.Of((INamedTypeSymbol)annotated).HintName + VariadicModel.HintEnding,
    };

    static string UsingsOf(CompilationUnitSyntax? unit) => unit is null ? "" : Lines(unit.Externs, unit.Usings);

    static string Lines(SyntaxList<ExternAliasDirectiveSyntax> externs, SyntaxList<UsingDirectiveSyntax> usings) =>
        string.Join("\n", externs.Select(static e => e.ToString()).Concat(usings.Where(static u => u.GlobalKeyword.RawKind == 0).Select(static u => u.ToString())));

    static EquatableArray<VariadicScope> ScopesOf(ISymbol annotated, MemberDeclarationSyntax declaration)
    {
        var scopes = new List<VariadicScope>();
        foreach (var space in declaration.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse()) scopes.Add(new($"namespace {space.Name}", Lines(space.Externs, space.Usings)));
        var isUnsafe = declaration.Ancestors().OfType<TypeDeclarationSyntax>().Any(static t => t.Modifiers.Any(SyntaxKind.UnsafeKeyword));
        if (annotated.ContainingType is { } type)
        {
            foreach (var header in TypeShape.Of(type).Headers) scopes.Add(new((isUnsafe && scopes.TrueForAll(static s => !s.Header.StartsWith("unsafe", StringComparison.Ordinal)) ? "unsafe " : "") + header, ""));
        }
        return scopes.ToEquatableArray();
    }
}
