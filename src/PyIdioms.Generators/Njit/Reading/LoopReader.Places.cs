using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Njit;

/// <summary>Spans, arrays and text, and their elements.</summary>
sealed partial class LoopReader
{
    const string Runtime = "global::PyIdioms.Lanes.LaneGuards";

    readonly Dictionary<(ISymbol Rows, Expr Row), Place> rows = [];

    /// <summary>The span or array that an expression is, if lanes can be loaded from it.</summary>
    Place? PlaceOf(IOperation operation)
    {
        while (operation is IConversionOperation { Operand: var inner } conversion && (conversion.Conversion.IsIdentity || PlaceType(inner.Type) is not null)) operation = inner;
        if (PlaceType(operation.Type) is not { } element) return null;
        var code = operation is IFieldReferenceOperation named ? TextOf(named) : TokenText.Of(operation.Syntax);
        if (operation is IArrayElementReferenceOperation { ArrayReference: var all, Indices: [var row] } && Named(all) is { } jagged && Value(row) is var index && index.IsFixed())
        {
            if (!rows.TryGetValue((jagged, index), out var known)) rows[(jagged, index)] = known = new(names.Next(jagged.Name), code, $"{Runtime}.Row({TokenText.Of(all.Syntax)}, {ScalarCode.Of(index)})", element, isWritable: true);
            return known;
        }
        var symbol = Named(operation) ?? throw new NotVector($"'{code}' may be another one in each iteration: name it before the loop", operation.Syntax);
        if (arguments.TryGetValue(symbol, out var argument)) return ((Whole)argument).Place;
        if (places.TryGetValue(symbol, out var place)) return place;
        var isReadOnly = operation.Type is INamedTypeSymbol { Name: "ReadOnlySpan" } or { SpecialType: SpecialType.System_String };
        var rank = operation.Type is IArrayTypeSymbol array ? array.Rank : 1;
        return places[symbol] = new(names.Next(symbol.Name), code, rank > 1 ? $"{Runtime}.Flat<{element.Keyword()}>({code})" : code, element, !isReadOnly, rank);
    }

    /// <summary>What names a span or an array for the whole loop; null for what may be another one in each iteration.</summary>
    ISymbol? Named(IOperation operation)
    {
        var symbol = operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation, Field: { IsVolatile: false } field } => field,
            _ => (ISymbol?)null,
        };
        if (symbol is null || arguments.ContainsKey(symbol)) return symbol;
        if (written.Contains(symbol)) throw new NotVector($"'{symbol.Name}' is set in the loop", operation.Syntax);
        if (root.Span.Contains(symbol.DeclaringSyntaxReferences is [var declared, ..] ? declared.Span : default)) throw new NotVector($"'{symbol.Name}' is made anew in each iteration", operation.Syntax);
        return symbol;
    }

    /// <summary>The elements of a span or of an array; null for other types.</summary>
    static Num? PlaceType(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { ElementType: var element } => Nums.Of(element),
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }, TypeArguments: [var element] } => Nums.Of(element),
        { SpecialType: SpecialType.System_String } => Num.Char,
        _ => null,
    };

    /// <summary>An element; where its index counts on, as that of an assignment may, the one before.</summary>
    Load ElementOf(IOperation operation)
    {
        var (whole, indices) = operation switch
        {
            IArrayElementReferenceOperation { ArrayReference: var array, Indices: var several } => (array, several),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } span, Arguments: [{ Value: var only }] } => (span, [only]),
            IImplicitIndexerReferenceOperation { Instance: var span, Argument: var only } => (span, [only]),
            _ => (null, []),
        };
        if (whole is null || PlaceOf(whole) is not { } place) throw new NotVector($"'{TokenText.Of(operation.Syntax)}' is not an element of a span or an array", operation.Syntax);
        var index = indices.Select((i, d) => i is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var back } ? new Binary("-", Num.I32, new LengthOf(place, place.Rank > 1 ? d : null), IndexOf(back)) : IndexOf(i)).ToList();
        return new(place, index.Count == 1 ? index[0] : new Cell(place, index.ToEquatableArray()));
    }

    Expr IndexOf(IOperation index)
    {
        if (Nums.Of(index.Type) is not { } type || !type.IsInteger()) throw new NotVector($"'{TokenText.Of(index.Syntax)}' is not a number", index.Syntax);
        return Value(index is IIncrementOrDecrementOperation { IsPostfix: true } step ? step.Target : index);
    }
}
