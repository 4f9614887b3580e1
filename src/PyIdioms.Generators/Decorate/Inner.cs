using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Decorate;

/// <summary>What a [Decorate] class hands calls on to: for an interface of the class, the member that has another implementation of it.</summary>
/// <param name="Service">The interface.</param>
/// <param name="Member">Where the inner implementation is; null where a constructor has to be written that takes it.</param>
sealed record Inner(INamedTypeSymbol Service, Need? Member)
{
    /// <summary>The inner implementations of a class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="service">The interface that there is a problem with.</param>
    /// <param name="problem">Why there is none that can be used; null where there is one.</param>
    public static List<Inner> Of(INamedTypeSymbol type, out INamedTypeSymbol? service, out string? problem)
    {
        (service, problem) = (null, null);
        var found = new List<Inner>();
        var services = type.Interfaces.Where(i => !IsOwnEquality(i, type)).ToList();
        foreach (var candidate in services)
        {
            if (Need.Of(type, onlyStatic: false, candidate, out var why) is { } member) found.Add(new(candidate, member));
            else if (why != Need.None && problem is null) (service, problem) = (candidate, why);
        }
        if (found.Count > 0 || problem is not null || services.Count == 0) return found;
        if (services is [var only] && TakesConstructor(type)) return [new(only, null)];
        (service, problem) = (services[0], Need.None);
        return found;
    }

    /// <summary>The interface's method that a method of a [Decorate] class implements, where an inner implementation has it too.</summary>
    public static IMethodSymbol? Implemented(IMethodSymbol method)
    {
        if (method.IsStatic || !method.ContainingType.GetAttributes().Any(IsMark)) return null;
        foreach (var inner in Of(method.ContainingType, out _, out _))
        {
            foreach (var service in inner.Services)
            {
                foreach (var member in service.GetMembers(method.Name))
                {
                    if (member is IMethodSymbol declared && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(declared), method)) return declared;
                }
            }
        }
        return null;
    }

    /// <summary>The interface and those that it extends.</summary>
    public IEnumerable<INamedTypeSymbol> Services => Service.AllInterfaces.Prepend(Service);

    static bool IsMark(AttributeData attribute) => attribute.AttributeClass.IsOurs(nameof(DecorateAttribute));

    static bool IsOwnEquality(INamedTypeSymbol service, INamedTypeSymbol type) =>
        type.IsRecord && service is { Name: nameof(IEquatable<>), TypeArguments: [var argument] } && SymbolEqualityComparer.Default.Equals(argument, type);

    /// <summary>Whether a constructor can be written that takes the inner implementation and nothing else.</summary>
    static bool TakesConstructor(INamedTypeSymbol type) =>
        !type.IsRecord
        && type.InstanceConstructors.All(static c => c.IsImplicitlyDeclared || Decorated.IsGenerated(c))
        && type.BaseType?.InstanceConstructors.Any(static c => c.Parameters.IsEmpty && c.DeclaredAccessibility is not Accessibility.Private) == true;
}
