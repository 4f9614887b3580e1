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
        if (type.IsSealed && AttributeCode.NamesFileLocalType(decorator))
        {
            Refuse(DecoratorRules.AttributeShape, name, "exists in this file only, or has an argument that does; remove 'file'");
            return null;
        }
        if (Settings.ProblemOf(decorator) is { } problem)
        {
            Refuse(DecoratorRules.Setting, name, problem);
            return null;
        }
        if (Guards.IsGuard(type))
        {
            var (kind, result) = MethodShape.KindOf(method);
            return Guards.Parse(method, decorator, kind, result, report) is { } guard ? Make(LayerKind.Guard, null) with { Guard = guard } : null;
        }

        var fit = Fit.Of(method, owner, type, decorator);
        if (fit.Store is Stores.Lru or Stores.Hybrid) WarnOfKeys(method, report);
        if (RuleFor(fit.Misfit) is { } rule)
        {
            report(rule, fit.Parameter?.Locations.FirstOrDefault() ?? Placement.LocationOf(decorator), fit.Arguments);
            return null;
        }
        var layer = Make(fit.Kind, fit.Protocol) with { Need = fit.Need, Store = fit.Store };
        switch (fit.Kind)
        {
            case LayerKind.Concatenate:
                return layer with { Supplied = TypeName.AsArgument(fit.Protocol!.TypeArguments[0]) };
            case LayerKind.Hooks:
                return Shown(layer, fit.Protocols);
            default:
                return layer;
        }

        void Refuse(DiagnosticDescriptor rule, params object?[] arguments) => report(rule, Placement.LocationOf(decorator), arguments);

        Layer Make(LayerKind how, INamedTypeSymbol? protocol) => new(how, TypeName.Of(type), AttributeCode.Of(decorator), protocol is null ? null : Through(type, protocol));

        Layer Shown(Layer layer, Protocols protocols)
        {
            var shown = ShownArgument.Of(method, protocols.Arguments);
            return layer with
            {
                Switch = protocols.Switch is { } asked && (asked.Arity == 0 || layer.Need is not null) ? Through(type, asked) ?? "" : null,
                SwitchTakesNeed = protocols.Switch is { Arity: 1 },
                ShownThrough = protocols.Arguments is { } shows ? Through(type, shows) : null,
                Shown = shown,
                IsShown = protocols.Arguments is { Arity: 1 } || shown.Count > 0,
            };
        }
    }

    /// <summary>The rule that says why; null where nothing is wrong.</summary>
    static DiagnosticDescriptor? RuleFor(Misfit misfit) => misfit switch
    {
        Misfit.None => null,
        Misfit.AttributeShape => DecoratorRules.AttributeShape,
        Misfit.NoProtocol => DecoratorRules.NoProtocol,
        Misfit.ProtocolMissing => DecoratorRules.ProtocolMissing,
        Misfit.NoToken => DecoratorRules.NoToken,
        Misfit.NeedNotMet => DecoratorRules.NeedNotMet,
        Misfit.CannotHoldCall => DecoratorRules.CannotHoldCall,
        Misfit.CannotSeeArguments => DecoratorRules.CannotSeeArguments,
        Misfit.NothingToKeep => DecoratorRules.NothingToCache,
        Misfit.NameTaken => DecoratorRules.NameTaken,
        Misfit.KeyWithoutText => DecoratorRules.KeyWithoutText,
        _ => DecoratorRules.OnceWithArguments,
    };

    static void WarnOfKeys(IMethodSymbol method, Report report)
    {
        foreach (var key in Stores.KeysByIdentity(method))
        {
            report(DecoratorRules.KeyByIdentity, key.Locations[0], key.Name, key.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }
    }

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
}
