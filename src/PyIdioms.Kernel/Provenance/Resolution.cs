using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Puts what the program as a whole tells in the place of what one body could not: parameters stand for what all callers pass, members for what is written to them, calls for what they return.</summary>
static class Resolution
{
    const int MostChain = 12, MostSteps = 4;

    public static Value Of(Value value, Func<Fact, Summary> ask) => Of(value, ask, withParameters: true, []);

    /// <summary>The same, with parameters left as they are.</summary>
    public static Value OfMembers(Value value, Func<Fact, Summary> ask) => Of(value, ask, withParameters: false, []);

    static Value Of(Value value, Func<Fact, Summary> ask, bool withParameters, ImmutableList<ISymbol> open) => value.Replace(origin =>
    {
        var isParameter = origin.Kind == OriginKind.Parameter;
        if (!(isParameter ? withParameters : origin.IsPending) || origin.Symbol is not { } symbol) return null;
        if (open.Count >= MostChain) return isParameter ? null : Value.From(origin with { IsPending = false });
        // Around a cycle nothing new comes.
        if (open.Contains(symbol, SymbolEqualityComparer.Default)) return Value.Nothing;
        var next = open.Add(symbol);
        return symbol switch
        {
            IParameterSymbol parameter => ask(Fact.OfParameter(parameter)).Result is var passed && !IsItself(passed, parameter) ? Of(passed, ask, withParameters, next) : null,
            IMethodSymbol => Of(Members.Returned(origin, ask), ask, withParameters, next),
            _ => Members.Settled(origin, Of(ask(Fact.OfMember(symbol)).Result, ask, withParameters, next)),
        };
    });

    /// <summary>Calls and members that carry no text are left closed on the way; this opens them.</summary>
    public static Value Further(Value value, Func<Fact, Summary> ask)
    {
        for (var left = MostSteps; left > 0 && value.Origins.Any(IsClosed); left--)
        {
            var next = value.Map(o => IsClosed(o) ? o with { IsPending = true } : o)
                .Replace(o => o.IsPending && Opened(o.Symbol!, ask) is { Origins: not [{ Kind: OriginKind.Other, Symbol: null }, ..] } opened ? Of(opened.With([]), ask) : null)
                .Map(o => o.IsPending ? o with { IsPending = false } : o);
            if (next.Equals(value)) break;
            value = next;
        }
        return value;
    }

    static bool IsClosed(Origin origin) => origin is { IsWhole: true, IsPending: false, Symbol: { DeclaringSyntaxReferences.IsEmpty: false, IsAbstract: false, IsExtern: false } symbol }
        && symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } or IFieldSymbol or IPropertySymbol { IsIndexer: false } && (!(symbol.IsVirtual || symbol.IsOverride) || symbol.IsSealed || symbol.ContainingType.IsSealed);

    static Value Opened(ISymbol symbol, Func<Fact, Summary> ask) => symbol switch
    {
        IMethodSymbol method => ask(Fact.OfMethod(method)).Result,
        IPropertySymbol { GetMethod: { } getter } property when !property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property)) => ask(Fact.OfMethod(getter)).Result,
        _ => ask(Fact.OfMember(symbol)).Result,
    };

    static bool IsItself(Value value, IParameterSymbol parameter) => value.Origins is [{ Kind: OriginKind.Parameter, IsWhole: true } only] && SymbolEqualityComparer.Default.Equals(only.Symbol, parameter);
}
