using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.CodeFixes.Decorators;

/// <summary>The decorators that an editor offers for a method: those that need no settings and would not be refused, the built-in ones first, then the assembly's own.</summary>
static class OfferedDecorators
{
    static readonly string[] BuiltIn = ["Timed", "Logged", "Traced", "Metered", "Profiled", "Retry", "CircuitBreaker", "LruCache", "Once"];

    public static IEnumerable<INamedTypeSymbol> For(IMethodSymbol method, SemanticModel model, int position, CancellationToken cancel)
    {
        var types = KnownTypes.Of(model.Compilation);
        if (types.Find("PyIdioms.DecoratorAttribute") is null) return [];
        var builtIn = BuiltIn.Select(name => types.Find($"PyIdioms.{name}Attribute")).OfType<INamedTypeSymbol>().ToList();
        var own = model.Compilation.GetSymbolsWithName(static name => name.EndsWith(nameof(Attribute), StringComparison.Ordinal), SymbolFilter.Type, cancel).OfType<INamedTypeSymbol>()
            .Where(type => Decorated.IsDecorator(type) && IsBare(type) && model.IsAccessible(position, type)).Except(builtIn, SymbolEqualityComparer.Default).OfType<INamedTypeSymbol>()
            .OrderBy(static type => type.Name, StringComparer.Ordinal).ThenBy(static type => type.ToDisplayString(), StringComparer.Ordinal);
        var present = Decorated.DecoratorsOf(method)?.Select(static d => d.AttributeClass) ?? [];
        return builtIn.Concat(own).Except(present, SymbolEqualityComparer.Default).OfType<INamedTypeSymbol>().Where(type => Fits(method, type));
    }

    /// <summary>Whether it goes around the method, leaving its signature and all that is said about it alone.</summary>
    static bool Fits(IMethodSymbol method, INamedTypeSymbol type) =>
        !new Protocols(type).Supplies && Fit.Of(method, method.ContainingType, type) is { Misfit: Misfit.None } fit && !(fit.Store is Stores.Lru or Stores.Hybrid && Stores.KeysByIdentity(method).Any());

    /// <summary>Whether it can be written on a method of any file without arguments.</summary>
    static bool IsBare(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal || outer.IsGenericType) return false;
        }
        return !type.IsAbstract && IsForMethods(type)
            && type.InstanceConstructors.Any(static c => c.DeclaredAccessibility == Accessibility.Public && c.Parameters.All(static p => p.IsOptional || p.IsParams));
    }

    static bool IsForMethods(INamedTypeSymbol type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.GetAttributes().FirstOrDefault(static a => a.AttributeClass is { Name: nameof(AttributeUsageAttribute) }) is { ConstructorArguments: [{ Value: int targets }] }) return (targets & (int)AttributeTargets.Method) != 0;
        }
        return true;
    }
}
