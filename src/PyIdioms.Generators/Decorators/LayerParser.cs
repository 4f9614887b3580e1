using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Validation;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Decorators;

/// <summary>Reads how one decorator goes around one method, or says why it cannot.</summary>
static class LayerParser
{
    /// <param name="method">The method.</param>
    /// <param name="owner">The class that has the method, or that gets it.</param>
    /// <param name="decorator">The decorator.</param>
    /// <param name="report">Where to say what is wrong.</param>
    public static Layer? Parse(IMethodSymbol method, INamedTypeSymbol owner, AttributeData decorator, Report report)
    {
        var type = decorator.AttributeClass!;
        var name = Placement.NameOf(decorator);
        void Refuse(DiagnosticDescriptor rule, params object?[] arguments) => report(rule, Placement.LocationOf(decorator), [name, .. arguments]);

        if (!type.IsSealed || AttributeCode.NamesFileLocalType(decorator))
        {
            Refuse(DecoratorRules.AttributeShape, type.IsSealed ? "exists in this file only, or has an argument that does; remove 'file'" : "can be derived from; declare it 'sealed'");
            return null;
        }
        if (Settings.ProblemOf(decorator) is { } problem)
        {
            Refuse(DecoratorRules.Setting, problem);
            return null;
        }

        var (kind, result) = MethodShape.KindOf(method);
        Layer Make(LayerKind how, INamedTypeSymbol? protocol = null) => new(how, TypeName.Of(type), AttributeCode.Of(decorator), protocol is null ? null : Through(type, protocol));

        // A protocol with a need gets what the method has of it, or the decorator is refused.
        Layer? Needing(LayerKind how, INamedTypeSymbol protocol, ITypeSymbol? wanted)
        {
            if (wanted is null) return Make(how, protocol);
            if (Need.Of(method, owner, wanted, out var problem) is { } need) return Make(how, protocol) with { Need = need };
            Refuse(DecoratorRules.NeedNotMet, wanted.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), method.Name, owner.Name, problem);
            return null;
        }

        if (Guards.IsGuard(type)) return Guards.Parse(method, decorator, kind, result, report) is { } guard ? Make(LayerKind.Guard) with { Guard = guard } : null;
        if (StoreRules.StoreOf(type) is { } store)
        {
            if (!StoreRules.Allow(method, kind, decorator, report)) return null;
            var kept = Make(LayerKind.Cache) with { Store = store };
            if (store != StoreRules.Lru || HybridCaches.WantedBy(method, kind) is not { } hybrid) return kept;
            if (Need.Of(owner, method.IsStatic, hybrid, out var missing) is not { } cache)
            {
                if (missing == Need.None) return kept;
                Refuse(DecoratorRules.NeedNotMet, hybrid.Name, method.Name, owner.Name, missing);
                return null;
            }
            if (HybridCaches.KeyProblemOf(method) is { } parameter)
            {
                report(DecoratorRules.KeyWithoutText, parameter.Locations.FirstOrDefault(), parameter.Name, parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
                return null;
            }
            return kept with { Store = StoreRules.Hybrid, Need = cache };
        }

        var protocols = new Protocols(type);
        if (protocols.AreNone)
        {
            Refuse(DecoratorRules.NoProtocol);
            return null;
        }
        if (protocols.HooksAreAmbiguous)
        {
            Refuse(DecoratorRules.AttributeShape, "implements IHooks twice; keep one kind of state");
            return null;
        }
        if (kind == ReturnKind.Value && IsTaskLike(method.ReturnType))
        {
            Refuse(DecoratorRules.ProtocolMissing, "an awaitable that is no task", "a Task or ValueTask instead");
            return null;
        }

        if (protocols.Cancels && !method.Parameters.Any(CallShape.IsToken))
        {
            Refuse(DecoratorRules.NoToken, method.Name);
            return null;
        }

        // Around where it can be, hooks for the rest: a decorator with both is one that observes what it cannot re-run.
        var callProblem = CallShape.ProblemOf(method, kind);
        if (callProblem is null && protocols.Around(kind) is { } around) return Needing(LayerKind.Around, around, around.TypeArguments.FirstOrDefault());
        if (callProblem is null && protocols.Concatenate(kind) is { } concatenate) return Make(LayerKind.Concatenate, concatenate) with { Supplied = TypeName.AsArgument(concatenate.TypeArguments[0]) };
        var argsProblem = callProblem ?? CallShape.ArgsProblemOf(method);
        if (argsProblem is null)
        {
            if (protocols.ArgsOfOneSignature(kind).FirstOrDefault(i => CallShape.Fits(i, method, result)) is { } exact) return Make(LayerKind.ArgsOfOneSignature, exact);
            if (protocols.Args(kind) is { } args) return Make(LayerKind.Args, args);
        }
        if (protocols.Hooks is { } hooks)
        {
            var shown = ShownArgument.Of(method, protocols.Arguments);
            return Needing(LayerKind.Hooks, hooks, hooks.TypeArguments.ElementAtOrDefault(1)) is not { } layer ? null : layer with
            {
                Switch = protocols.Switch is { } asked && (asked.Arity == 0 || layer.Need is not null) ? Through(type, asked) ?? "" : null,
                SwitchTakesNeed = protocols.Switch is { Arity: 1 },
                ShownThrough = protocols.Arguments is { } shows ? Through(type, shows) : null,
                Shown = shown,
                IsShown = protocols.Arguments is { Arity: 1 } || shown.Count > 0,
            };
        }

        if (callProblem is not null && (protocols.Around(kind) ?? protocols.Concatenate(kind)) is not null) Refuse(DecoratorRules.CannotHoldCall, callProblem);
        else if (!protocols.HasArgs(kind)) Refuse(DecoratorRules.ProtocolMissing, Describe(kind), protocols.WantedFor(kind));
        else if (argsProblem is not null) Refuse(DecoratorRules.CannotSeeArguments, argsProblem);
        else Refuse(DecoratorRules.CannotSeeArguments, $"its arguments are not those of {protocols.ArgsOfOneSignature(kind).First().ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}");
        return null;
    }

    static string Describe(ReturnKind kind) => kind switch
    {
        ReturnKind.Void or ReturnKind.Value => "a method that is not async",
        ReturnKind.Stream => "an async stream",
        _ => "a method that returns a task",
    };

    /// <summary>The interface, where the protocol's members can only be reached through it.</summary>
    static string? Through(INamedTypeSymbol type, INamedTypeSymbol protocol)
    {
        foreach (var declaring in protocol.AllInterfaces.Add(protocol))
        {
            foreach (var member in declaring.GetMembers())
            {
                if (member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet } && !HasPublic(type, member)) return TypeName.Of(protocol);
            }
        }
        return null;
    }

    static bool HasPublic(INamedTypeSymbol type, ISymbol member)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            foreach (var found in ancestor.GetMembers(member.Name))
            {
                if (found is { DeclaredAccessibility: Accessibility.Public } && (found as IMethodSymbol)?.Arity == (member as IMethodSymbol)?.Arity) return true;
            }
        }
        return false;
    }

    static bool IsTaskLike(ITypeSymbol type) => type.OriginalDefinition.GetAttributes().Any(static a => a.AttributeClass?.Name == "AsyncMethodBuilderAttribute");
}
