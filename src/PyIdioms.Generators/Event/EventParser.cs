using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Decorators;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Event;

/// <summary>Reads an [Event].</summary>
static class EventParser
{
    /// <summary>The key of what happened: no parameter may have it.</summary>
    const string EventKey = "event";

    const int NoLevel = 6; // LogLevel.None

    public static EventModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not IMethodSymbol method || PartialMembers.IsHalfTyped(method) || attribute.ConstructorArguments is not [{ Value: int level }, { Value: var text }]) return null;
        var place = PartialMembers.PlaceOf(attribute);
        if (!EventRules.Placement.Allow(method, place, report)) return null;
        if (Decorated.DecoratorsOf(method) is [var decorator, ..])
        {
            report(EventRules.Decorated, PartialMembers.PlaceOf(decorator), Placement.NameOf(decorator), method.Name);
            return null;
        }
        if (RefusedShape(method) is { } shape)
        {
            report(EventRules.Unsupported, place, shape);
            return null;
        }

        string? refusal = null;
        if (level is < 0 or >= NoLevel || text is not string { Length: > 0 })
        {
            report(EventRules.Silent, place, method.Name, text is string { Length: > 0 } ? "no event has that level" : "it must say what happened");
            refusal = EventRules.Silent.Id;
        }
        var (logger, isBound) = LoggerOf(method, compilation, out var problem);
        if (logger is null && refusal is null)
        {
            report(EventRules.NoLogger, place, method.Name, method.ContainingType.Name, problem ?? "none");
            refusal = EventRules.NoLogger.Id;
        }
        var error = method.Parameters.FirstOrDefault(p => p.Ordinal != logger?.Parameter && p.Type.IsException())?.Ordinal ?? -1;
        var keys = ImmutableArray.CreateBuilder<ShownArgument>();
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Ordinal == logger?.Parameter || parameter.Ordinal == error || CallShape.IsToken(parameter)) continue;
            if (parameter.Name == EventKey && refusal is null)
            {
                report(EventRules.Reserved, parameter.Locations[0], parameter.Name);
                refusal = EventRules.Reserved.Id;
            }
            keys.Add(new(parameter.Ordinal, parameter.Name, SecretNames.IsGiven(parameter.Name) || SecretNames.IsShown(parameter.Name)));
        }
        return new(
            TypeShape.Of(method.ContainingType), MethodShape.Of(method), PartialMembers.HintOf(method), level, text as string ?? "",
            Named(attribute, nameof(EventAttribute.Id)) as int? ?? 0, Named(attribute, nameof(EventAttribute.Name)) as string ?? method.Name, logger, isBound, error, new(keys.ToImmutable()), refusal);
    }

    static object? Named(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name) return argument.Value.Value;
        }
        return null;
    }

    static string? RefusedShape(IMethodSymbol method)
    {
        if (!method.ReturnsVoid) return "a method that returns something; an event is void";
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind is not (RefKind.None or RefKind.In)) return $"a method with '{parameter.Name}' by reference; an event only reads";
            if (MethodShape.IsRefLike(parameter.Type)) return $"a method with '{parameter.Name}' on the stack; a log entry outlives the call, so take a string or an array";
            if (parameter.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol) return $"a method with the pointer '{parameter.Name}'; a log entry outlives the call";
        }
        return null;
    }

    /// <summary>A bound logger before a plain one, an argument before a member.</summary>
    static (Need? Logger, bool IsBound) LoggerOf(IMethodSymbol method, Compilation compilation, out string? problem)
    {
        problem = null;
        var candidates = new[] { ("PyIdioms.BoundLogger", true), ("Microsoft.Extensions.Logging.ILogger", false) };
        foreach (var (name, isBound) in candidates)
        {
            if (compilation.GetTypeByMetadataName(name) is not { } type) continue;
            if (Need.Of(method, method.ContainingType, type, out var why) is { } need && (need.Parameter >= 0 || isBound || !HasParameter(method, compilation))) return (need, isBound);
            if (why != "none") problem ??= why;
        }
        return (null, false);
    }

    static bool HasParameter(IMethodSymbol method, Compilation compilation) =>
        compilation.GetTypeByMetadataName("PyIdioms.BoundLogger") is { } bound && method.Parameters.Any(p => SymbolEqualityComparer.Default.Equals(p.Type, bound));
}
