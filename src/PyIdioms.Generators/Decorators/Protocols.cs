using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Decorators;

/// <summary>The protocols an attribute implements: which of them fits a method, and what is missing where none does.</summary>
readonly struct Protocols
{
    readonly List<INamedTypeSymbol> interfaces = [];

    public Protocols(INamedTypeSymbol attribute)
    {
        foreach (var candidate in attribute.AllInterfaces)
        {
            // A half-typed interface has the name, not the arguments.
            if (candidate.TypeKind == TypeKind.Interface && candidate.ContainingNamespace is { Name: nameof(PyIdioms), ContainingNamespace.IsGlobalNamespace: true } && IsProtocol(candidate.Name)) interfaces.Add(candidate);
        }
    }

    public bool AreNone => interfaces.Count == 0;

    /// <summary>Whether there are two kinds of state to choose from.</summary>
    public bool HooksAreAmbiguous => interfaces.Count(static i => i.Name == "IHooks") > 1;

    public INamedTypeSymbol? Hooks => interfaces.Find(static i => i.Name == "IHooks");

    public INamedTypeSymbol? Around(ReturnKind kind) => interfaces.Find(i => i.Name == AroundFor(kind));

    public INamedTypeSymbol? Args(ReturnKind kind) => interfaces.Find(i => i.Arity == 0 && i.Name == ArgsFor(kind));

    public IEnumerable<INamedTypeSymbol> ArgsOfOneSignature(ReturnKind kind) => interfaces.Where(i => i.Arity == 2 && i.Name == ArgsFor(kind));

    public bool HasArgs(ReturnKind kind) => interfaces.Exists(i => i.Name == ArgsFor(kind));

    /// <summary>The protocol that gets a call of a method that returns this kind.</summary>
    public static string AroundFor(ReturnKind kind) => kind switch
    {
        ReturnKind.Void or ReturnKind.Value => "IDecorator",
        ReturnKind.Stream => "IStreamDecorator",
        _ => "IAsyncDecorator",
    };

    static string? ArgsFor(ReturnKind kind) => kind switch
    {
        ReturnKind.Void or ReturnKind.Value => "IArgsDecorator",
        ReturnKind.Stream => null,
        _ => "IAsyncArgsDecorator",
    };

    static bool IsProtocol(string name) =>
        name is "IHooks" or "IDecorator" or "IAsyncDecorator" or "IStreamDecorator" or "IArgsDecorator" or "IAsyncArgsDecorator";
}
