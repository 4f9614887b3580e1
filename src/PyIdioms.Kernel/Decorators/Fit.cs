using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Kernel.Decorators;

/// <summary>How a decorator goes around a method.</summary>
public enum LayerKind
{
    /// <summary>Observes: written into the method.</summary>
    Hooks,

    /// <summary>Gets the call.</summary>
    Around,

    /// <summary>Gets the call with arguments of any types.</summary>
    Args,

    /// <summary>Gets the call with arguments of the types it names.</summary>
    ArgsOfOneSignature,

    /// <summary>Gets the call without its first argument, and supplies that.</summary>
    Concatenate,

    /// <summary>A cache: the attribute only has its settings.</summary>
    Cache,

    /// <summary>Checks arguments and the result: written into the method.</summary>
    Guard,
}

/// <summary>Why a decorator cannot go around a method. What it is about is said by the arguments of the <see cref="Fit"/>.</summary>
public enum Misfit { None, AttributeShape, NoProtocol, ProtocolMissing, NoToken, NeedNotMet, CannotHoldCall, CannotSeeArguments, NothingToKeep, NameTaken, KeyWithoutText, OnceWithArguments }

/// <summary>How one decorator goes around one method, or why it cannot: Around where a call can be held, hooks for the rest.</summary>
/// <param name="Kind">How it goes around the method.</param>
/// <param name="Protocol">The protocol by which it does; null for what needs none.</param>
public readonly record struct Fit(LayerKind Kind, INamedTypeSymbol? Protocol = null)
{
    /// <summary>What it needs of the method; null for nothing.</summary>
    public Need? Need { get; init; }

    /// <summary>What hooks implement beside their protocol; empty for other decorators.</summary>
    public Protocols Protocols { get; init; }

    /// <summary>The runtime type that keeps results; null for other decorators.</summary>
    public string? Store { get; init; }

    /// <summary>Why it cannot.</summary>
    public Misfit Misfit { get; init; }

    /// <summary>The parameter that is to blame; null where none is.</summary>
    public IParameterSymbol? Parameter { get; init; }

    /// <summary>What the refusal is about, in the order of its message.</summary>
    public object?[] Arguments { get; init; } = [];

    internal static Fit Refused(Misfit why, params object?[] about) => new() { Misfit = why, Arguments = about };

    /// <summary>Asks an attribute, whose arguments are right, about a method. Guards, which need nothing but something to check, are asked elsewhere.</summary>
    /// <param name="method">The method, which may be an ordinary one that is not decorated yet.</param>
    /// <param name="owner">The class that has the method, or that gets it.</param>
    /// <param name="type">The attribute's type.</param>
    /// <param name="attribute">The attribute; null for one that is not there yet.</param>
    public static Fit Of(IMethodSymbol method, INamedTypeSymbol owner, INamedTypeSymbol type, AttributeData? attribute = null)
    {
        var name = NameOf(type);
        if (!type.IsSealed) return Refused(Misfit.AttributeShape, name, "can be derived from; declare it 'sealed'");
        var (kind, result) = MethodShape.KindOf(method);
        if (Stores.StoreOf(type) is { } store) return Stores.Judge(method, owner, kind, name, store, attribute);

        var protocols = new Protocols(type);
        if (protocols.AreNone) return Refused(Misfit.NoProtocol, name);
        if (protocols.HooksAreAmbiguous) return Refused(Misfit.AttributeShape, name, "implements IHooks twice; keep one kind of state");
        if (kind == ReturnKind.Value && IsTaskLike(method.ReturnType)) return Refused(Misfit.ProtocolMissing, name, "an awaitable that is no task", "a Task or ValueTask instead");
        if (protocols.Cancels && !method.Parameters.Any(CallShape.IsToken)) return Refused(Misfit.NoToken, name, method.Name);

        // Around where it can be, hooks for the rest: a decorator with both is one that observes what it cannot re-run.
        var callProblem = CallShape.ProblemOf(method, kind);
        if (callProblem is null && protocols.Around(kind) is { } around) return new Fit(LayerKind.Around, around).Needing(method, owner, name, around.TypeArguments.FirstOrDefault());
        if (callProblem is null && protocols.Concatenate(kind) is { } concatenate) return new(LayerKind.Concatenate, concatenate);
        var argsProblem = callProblem ?? CallShape.ArgsProblemOf(method);
        if (argsProblem is null)
        {
            if (protocols.ArgsOfOneSignature(kind).FirstOrDefault(i => CallShape.Fits(i, method, result)) is { } exact) return new(LayerKind.ArgsOfOneSignature, exact);
            if (protocols.Args(kind) is { } args) return new(LayerKind.Args, args);
        }
        if (protocols.Hooks is { } hooks) return new Fit(LayerKind.Hooks, hooks) { Protocols = protocols }.Needing(method, owner, name, hooks.TypeArguments.ElementAtOrDefault(1));

        if (callProblem is not null && (protocols.Around(kind) ?? protocols.Concatenate(kind)) is not null) return Refused(Misfit.CannotHoldCall, name, callProblem);
        if (!protocols.HasArgs(kind)) return Refused(Misfit.ProtocolMissing, name, Describe(kind), protocols.WantedFor(kind));
        if (argsProblem is not null) return Refused(Misfit.CannotSeeArguments, name, argsProblem);
        return Refused(Misfit.CannotSeeArguments, name, $"its arguments are not those of {protocols.ArgsOfOneSignature(kind).First().ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}");
    }

    /// <summary>The attribute's name as it stands between brackets.</summary>
    public static string NameOf(INamedTypeSymbol attribute)
    {
        const string Ending = "Attribute";
        var name = attribute.Name;
        return name.EndsWith(Ending, StringComparison.Ordinal) && name.Length > Ending.Length ? name.Substring(0, name.Length - Ending.Length) : name;
    }

    /// <summary>A protocol with a need gets what the method has of it, or the decorator is refused.</summary>
    Fit Needing(IMethodSymbol method, INamedTypeSymbol owner, string name, ITypeSymbol? wanted) =>
        wanted is null ? this
        : Need.Of(method, owner, wanted, out var problem) is { } need ? this with { Need = need }
        : Refused(Misfit.NeedNotMet, name, wanted.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), method.Name, owner.Name, problem);

    static string Describe(ReturnKind kind) => kind switch
    {
        ReturnKind.Void or ReturnKind.Value => "a method that is not async",
        ReturnKind.Stream => "an async stream",
        _ => "a method that returns a task",
    };

    static bool IsTaskLike(ITypeSymbol type) => type.OriginalDefinition.GetAttributes().Any(static a => a.AttributeClass?.Name == "AsyncMethodBuilderAttribute");
}
