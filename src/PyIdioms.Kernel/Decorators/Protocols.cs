using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Decorators;

/// <summary>The protocols an attribute implements: which of them fits a method, and what is missing where none does.</summary>
public readonly struct Protocols
{
    readonly List<INamedTypeSymbol> interfaces = [];
    readonly List<INamedTypeSymbol> additions = [];

    public Protocols(INamedTypeSymbol attribute)
    {
        foreach (var candidate in attribute.AllInterfaces)
        {
            // A half-typed interface has the name, not the arguments.
            if (candidate.TypeKind != TypeKind.Interface || !candidate.IsOurs()) continue;
            if (IsProtocol(candidate)) interfaces.Add(candidate);
            else if (candidate.Name is "ISwitch" or "IArguments" or "ICancels") additions.Add(candidate);
        }
    }

    public bool AreNone => interfaces.Count == 0;

    /// <summary>Whether there are two kinds of state to choose from.</summary>
    public bool HooksAreAmbiguous => interfaces.Count(static i => i.Name == "IHooks") > 1;

    public INamedTypeSymbol? Hooks => interfaces.Find(static i => i.Name == "IHooks");

    /// <summary>How hooks say that they have nothing to do.</summary>
    public INamedTypeSymbol? Switch => additions.Find(static i => i.Name == "ISwitch");

    /// <summary>How hooks are shown arguments: those that are marked before all.</summary>
    public INamedTypeSymbol? Arguments => additions.Find(static i => i is { Name: "IArguments", Arity: 2 }) ?? additions.Find(static i => i.Name == "IArguments");

    /// <summary>Whether it ends calls through their token.</summary>
    public bool Cancels => additions.Exists(static i => i.Name == "ICancels");

    public INamedTypeSymbol? Around(ReturnKind kind) => interfaces.Find(i => i.Name == AroundFor(kind));

    public INamedTypeSymbol? Concatenate(ReturnKind kind) => interfaces.Find(i => i.Name == ConcatenateFor(kind));

    public INamedTypeSymbol? Args(ReturnKind kind) => interfaces.Find(i => i.Arity == 0 && i.Name == ArgsFor(kind));

    public IEnumerable<INamedTypeSymbol> ArgsOfOneSignature(ReturnKind kind) => interfaces.Where(i => i.Arity == 2 && i.Name == ArgsFor(kind));

    public bool HasArgs(ReturnKind kind) => interfaces.Exists(i => i.Name == ArgsFor(kind));

    /// <summary>Whether the attribute supplies an argument, to some kind of method.</summary>
    public bool Supplies => interfaces.Exists(static i => i.Name is "IConcatenate" or "IAsyncConcatenate");

    /// <summary>The protocol that gets a call of a method that returns this kind.</summary>
    public string WantedFor(ReturnKind kind) => Supplies && ConcatenateFor(kind) is { } wanted ? wanted + "<T>" : AroundFor(kind);

    static string AroundFor(ReturnKind kind) => kind switch
    {
        ReturnKind.Void or ReturnKind.Value => "IDecorator",
        ReturnKind.Stream => "IStreamDecorator",
        _ => "IAsyncDecorator",
    };

    static string? ConcatenateFor(ReturnKind kind) => kind switch
    {
        ReturnKind.Void or ReturnKind.Value => "IConcatenate",
        ReturnKind.Stream => null,
        _ => "IAsyncConcatenate",
    };

    static string? ArgsFor(ReturnKind kind) => kind switch
    {
        ReturnKind.Void or ReturnKind.Value => "IArgsDecorator",
        ReturnKind.Stream => null,
        _ => "IAsyncArgsDecorator",
    };

    static bool IsProtocol(INamedTypeSymbol candidate) => (candidate.Name, candidate.Arity) is ("IHooks", 1 or 2) or ("IDecorator" or "IAsyncDecorator", 0 or 1) or ("IStreamDecorator", 0)
        or ("IArgsDecorator" or "IAsyncArgsDecorator", 0 or 2) or ("IConcatenate" or "IAsyncConcatenate", 1);
}
