using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What a value is made of, as opposed to what it was looked up or found by.</summary>
public static class Descent
{
    const string KeyedHash = "System.Security.Cryptography.KeyedHashAlgorithm";

    /// <summary>The origins of a value's content: through members of this program and hashes, not through calls of which nothing is known.</summary>
    public static IEnumerable<Origin> Sources(this Origin origin, Apis apis)
    {
        for (var at = origin; at is not null; at = at.From)
        {
            yield return at;
            if (!(at.Symbol is IFieldSymbol or IPropertySymbol && !at.Symbol.DeclaringSyntaxReferences.IsEmpty || apis.Has(at.Symbol, "digest"))) yield break;
        }
    }

    /// <summary>The part of a value that is the result of a keyed hash or a derived key; null without one.</summary>
    public static Origin? FromKeyedHash(this Value value, Apis apis)
    {
        foreach (var part in value.Origins)
        {
            foreach (var origin in part.Sources(apis))
            {
                if (apis.Has(origin.Symbol, "mac") || TypeOf(origin.Symbol).IsOrInherits(KeyedHash)) return part;
            }
        }
        return null;
    }

    static ITypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IMethodSymbol { MethodKind: not MethodKind.Constructor } method => method.ReturnType,
        _ => null,
    };
}
