using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Decorators;

/// <summary>A partial method without a body of its own, the decorators that are written on it, and the method with its body.</summary>
public sealed class Decorated
{
    /// <summary>What sets the files of the decorators apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".Decorators";

    Decorated(IMethodSymbol declaration, List<AttributeData> decorators) => (Declaration, Decorators) = (declaration, decorators);

    /// <summary>The part that callers see and that has the decorators.</summary>
    public IMethodSymbol Declaration { get; }

    /// <summary>Its decorators, outermost first.</summary>
    public IReadOnlyList<AttributeData> Decorators { get; }

    /// <summary>The method with the body; null where there is none that fits.</summary>
    public IMethodSymbol? Core => CoreMethod.Find(Declaration, Supplied(), out _, out _);

    /// <summary>The decorated method that a method is a part of, or the Core of; null for any other method.</summary>
    public static Decorated? Of(IMethodSymbol method) => OfPart(method) ?? OfCore(method);

    /// <summary>The decorated method that a method is a part of; null for any other method.</summary>
    public static Decorated? OfPart(IMethodSymbol method)
    {
        var declaration = method.PartialDefinitionPart ?? method;
        return declaration.IsPartialDefinition && DecoratorsOf(declaration) is { } decorators ? new(declaration, decorators) : null;
    }

    /// <summary>The decorated method that has this one for a body; null for any other method.</summary>
    public static Decorated? OfCore(IMethodSymbol core)
    {
        if (core.MethodKind != MethodKind.Ordinary || CoreMethod.NameOfMethod(core) is not { } name) return null;
        foreach (var member in core.ContainingType.GetMembers(name))
        {
            if (member is IMethodSymbol { IsPartialDefinition: true } method && OfPart(method) is { } decorated && SymbolEqualityComparer.Default.Equals(decorated.Core, core)) return decorated;
        }
        return null;
    }

    /// <summary>The decorators of a method, outermost first; null when there are none.</summary>
    public static List<AttributeData>? DecoratorsOf(IMethodSymbol method) => DecoratorsOn(method);

    /// <summary>The decorators that are written on a method or a class, outermost first; null when there are none.</summary>
    public static List<AttributeData>? DecoratorsOn(ISymbol symbol)
    {
        List<AttributeData>? decorators = null;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (IsDecorator(attribute.AttributeClass)) (decorators ??= []).Add(attribute);
        }
        return decorators;
    }

    /// <summary>Whether an attribute is a decorator: it derives from <c>DecoratorAttribute</c>.</summary>
    public static bool IsDecorator(INamedTypeSymbol? type) => type.DerivesFromOurs("DecoratorAttribute");

    /// <summary>Whether a member stands in a file of the decorators. The companion rules see it; the generator never does.</summary>
    public static bool IsGenerated(ISymbol member) =>
        member.DeclaringSyntaxReferences.Any(static r => r.SyntaxTree.FilePath.EndsWith(HintEnding + Pipeline.FileEnding, StringComparison.Ordinal));

    /// <summary>What the decorators supply to the body, nearest to the method first, as the Core takes it.</summary>
    List<ITypeSymbol>? Supplied()
    {
        List<ITypeSymbol>? supplied = null;
        foreach (var decorator in Decorators)
        {
            if (!new Protocols(decorator.AttributeClass!).Supplies) continue;
            if (Fit.Of(Declaration, Declaration.ContainingType, decorator.AttributeClass!, decorator) is { Misfit: Misfit.None, Kind: LayerKind.Concatenate, Protocol: { } supplying }) (supplied ??= []).Insert(0, supplying.TypeArguments[0]);
        }
        return supplied;
    }
}
