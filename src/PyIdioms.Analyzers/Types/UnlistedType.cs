using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Types;

/// <summary>A type argument that the <c>[TypeVar]</c> of its parameter does not list (PEP 484, constrained type variables).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnlistedType() : Rule(Descriptor, ForwardedDescriptor, ListDescriptor)
{
    const string Suffix = "Attribute", Attribute = "TypeVar" + Suffix;

    static readonly AttributedNames Attributed = new(Attribute);

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0204",
        title: "Unlisted type", message: "'{0}' is none of the types that '{1}' stands for: {2}", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor ForwardedDescriptor = Define("PYI0204",
        title: "Unlisted type", message: "'{0}' may be {1}, which is none of the types that '{2}' stands for: {3}", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor ListDescriptor = Define("PYI0204",
        title: "Unlisted type", message: "The types of '{0}' cannot be kept: {1}", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (Attributed.Of(context.Compilation, types, context.CancellationToken) is not var (attribute, names)) return;
        var vars = new TypeVars(attribute);
        var (uses, lists) = (Words.Of(names.Concat(names.Where(n => n.EndsWith(Suffix, StringComparison.Ordinal)).Select(n => n.Substring(0, n.Length - Suffix.Length)))), Words.Of(Attributed.Own));
        context.RegisterSemanticModelAction(document =>
        {
            var words = WordIndex.Of(document.SemanticModel.SyntaxTree, document.CancellationToken);
            foreach (var name in NamesAt(uses.In(words), document)) CheckUse(name, vars, document);
            foreach (var name in NamesAt(lists.In(words), document)) CheckList(name, vars, document);
        });
    }

    static IEnumerable<SimpleNameSyntax> NamesAt(IEnumerable<int> places, SemanticModelAnalysisContext context)
    {
        SyntaxNode? root = null;
        foreach (var place in places)
        {
            root ??= context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken);
            if (root.FindToken(place) is { Parent: SimpleNameSyntax name } token && token.Span.Contains(place)) yield return name;
        }
    }

    static void CheckUse(SimpleNameSyntax name, TypeVars vars, SemanticModelAnalysisContext context)
    {
        switch (context.SemanticModel.GetSymbolInfo(name, context.CancellationToken).Symbol)
        {
            case INamedTypeSymbol { IsUnboundGenericType: false } type when name is GenericNameSyntax:
                CheckArguments(name, type.TypeParameters, type.TypeArguments, vars, context);
                break;
            case IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } when name is GenericNameSyntax:
                CheckArguments(name, type.TypeParameters, type.TypeArguments, vars, context);
                break;
            case IMethodSymbol { MethodKind: not MethodKind.Constructor } method:
                if (method.ContainingType is { IsExtension: true } block) CheckArguments(name, block.TypeParameters, block.TypeArguments, vars, context, isInferred: true);
                CheckArguments(name, (method.ReducedFrom ?? method).OriginalDefinition.TypeParameters, method.TypeArguments, vars, context);
                break;
            case IPropertySymbol { ContainingType: { IsExtension: true } extended }:
                CheckArguments(name, extended.TypeParameters, extended.TypeArguments, vars, context, isInferred: true);
                break;
        }
    }

    static void CheckArguments(SimpleNameSyntax name, ImmutableArray<ITypeParameterSymbol> parameters, ImmutableArray<ITypeSymbol> arguments, TypeVars vars, SemanticModelAnalysisContext context, bool isInferred = false)
    {
        for (var i = 0; i < parameters.Length && i < arguments.Length; i++)
        {
            if (arguments[i].TypeKind == TypeKind.Error || vars.Of(parameters[i]) is not { IsEmpty: false } types) continue;
            var written = !isInferred && name is GenericNameSyntax { TypeArgumentList.Arguments: var given } && given.Count == arguments.Length ? given[i] : (SyntaxNode)name;
            if (arguments[i] is ITypeParameterSymbol forwarded)
            {
                if (Surplus(forwarded, types, vars) is { } surplus) context.ReportDiagnostic(Diagnostic.Create(ForwardedDescriptor, written.GetLocation(), forwarded.Name, surplus, parameters[i].Name, Names(types)));
            }
            else if (!IsListed(arguments[i], types))
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, written.GetLocation(), TypeVarList.Name(arguments[i]), parameters[i].Name, Names(types)));
            }
        }
    }

    /// <summary>What a type parameter may stand for beyond a list; null where that is nothing.</summary>
    static string? Surplus(ITypeParameterSymbol forwarded, ImmutableArray<ITypeSymbol> types, TypeVars vars) =>
        vars.Of(forwarded) is not { IsEmpty: false } own ? "any type" : own.FirstOrDefault(o => !types.Any(t => TypeVars.AreSame(t, o))) is { } more ? $"'{TypeVarList.Name(more)}'" : null;

    /// <summary>string? is not string: of the two only one can be null.</summary>
    static bool IsListed(ITypeSymbol argument, ImmutableArray<ITypeSymbol> types) =>
        !(argument.IsReferenceType && argument.NullableAnnotation == NullableAnnotation.Annotated) && types.Any(t => TypeVars.AreSame(t, argument));

    static string Names(ImmutableArray<ITypeSymbol> types) => string.Join(", ", types.Select(TypeVarList.Name));

    static void CheckList(SimpleNameSyntax name, TypeVars vars, SemanticModelAnalysisContext context)
    {
        if (name.FirstAncestorOrSelf<AttributeSyntax>() is not { Parent.Parent: TypeParameterSyntax syntax } attribute || context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is not { } parameter) return;
        if (vars.Own(parameter) is not { } data || data.ApplicationSyntaxReference?.Span != attribute.Span || data.ConstructorArguments is not [{ IsNull: false, Values: { IsDefault: false } values }]) return;
        var types = TypeVars.Types(data);
        if (types.Length != values.Length) return;
        if (TypeVarList.Problem(parameter, types, vars, context.SemanticModel.Compilation) is { } problem) context.ReportDiagnostic(Diagnostic.Create(ListDescriptor, attribute.GetLocation(), parameter.Name, problem));
    }
}
