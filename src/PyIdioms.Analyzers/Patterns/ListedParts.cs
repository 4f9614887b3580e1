using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;
using Place = PyIdioms.Kernel.Patterns.Place;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>The parts of what is matched whose values a <c>[Literal]</c> lists: the whole, or elements of a tuple.</summary>
static class ListedParts
{
    public static ImmutableDictionary<Place, LiteralContract> Of(IOperation subject, Place input, Compilation compilation)
    {
        var found = ImmutableDictionary.CreateBuilder<Place, LiteralContract>();
        if (Literals.In(compilation) is { } literals) Add(subject, input, literals, found);
        return found.ToImmutable();
    }

    static void Add(IOperation part, Place place, Literals literals, ImmutableDictionary<Place, LiteralContract>.Builder found)
    {
        while (part is IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion) part = conversion.Operand;
        if (part is ITupleOperation { Elements: var elements } && place.Type is INamedTypeSymbol { IsTupleType: true, TupleElements: var fields } && fields.Length == elements.Length)
        {
            for (var i = 0; i < elements.Length; i++) Add(elements[i], place.Of(fields[i].CorrespondingTupleField ?? fields[i], fields[i].Type), literals, found);
        }
        else if (ListedSubject.Of(part, literals) is { } contract)
        {
            found[place] = contract;
        }
    }
}
