using System.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Arrays, spans, texts and the collections of the library: their items.</summary>
sealed partial class Interpreter
{
    /// <summary>The items of what has some.</summary>
    IEnumerable<object?> Items(object? value) => value switch
    {
        ArrayValue array => array.Items,
        SpanValue span => Enumerable.Range(span.Start, span.Length).Select(i => span.Array.Items[i]),
        string text => text.Select(static c => (object?)c),
        LibraryValue { Held: IEnumerable held } => Enumerated(held),
        IEnumerable<object?> sequence => sequence,
        null => throw Throw("System.NullReferenceException"),
        _ => throw Refuse("the items of this are not known to the evaluation"),
    };

    /// <summary>The host's collections say themselves when they were changed in between.</summary>
    IEnumerable<object?> Enumerated(IEnumerable held)
    {
        var items = held.GetEnumerator();
        while (true)
        {
            try
            {
                if (!items.MoveNext()) break;
            }
            catch (InvalidOperationException)
            {
                throw Throw("System.InvalidOperationException", "The collection was changed while it was gone through.");
            }
            yield return items.Current;
        }
    }

    static SpanValue Whole(ArrayValue array) => new(array, 0, array.Items.Length);

    static bool IsSpan(ITypeSymbol type) => type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", ContainingNamespace.Name: "System", TypeArguments.Length: 1 };

    /// <summary>Whether an index of a type is a place that can be set.</summary>
    static bool IsIndexed(ITypeSymbol type) => IsSpan(type) || type is INamedTypeSymbol { Name: "List", ContainingNamespace.Name: "Generic" };

    SpanValue SpanOf(object value, ITypeSymbol type) => value switch
    {
        SpanValue span => span,
        ArrayValue array => Whole(array),
        string text => Whole(new([.. text.Select(static c => (object?)c)], [text.Length], ((INamedTypeSymbol)type).TypeArguments[0])),
        _ => throw Refuse($"the conversion to '{Shown(type)}' is not known to the evaluation"),
    };

    static IndexValue IndexOf(object? value) => value as IndexValue ?? new((int)value!, false);

    Slot ElementOf(IArrayElementReferenceOperation reference, Frame frame)
    {
        var array = Evaluate(reference.ArrayReference, frame);
        var indices = reference.Indices.Select(i => Evaluate(i, frame)).ToArray();
        at = reference;
        if (array is not ArrayValue { Lengths.Length: > 1 } grid) return ElementAt(array, indices[0]);
        var place = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            var index = System.Convert.ToInt64(indices[i], System.Globalization.CultureInfo.InvariantCulture);
            if (index < 0 || index >= grid.Lengths[i]) throw Throw("System.IndexOutOfRangeException", "Index was outside the bounds of the array.");
            place = place * grid.Lengths[i] + (int)index;
        }
        return new Element(grid.Items, place);
    }

    Slot ElementAt(object? value, object? index)
    {
        var (items, start, length) = value switch
        {
            ArrayValue array => ((IList<object?>)array.Items, 0, array.Items.Length),
            SpanValue span => (span.Array.Items, span.Start, span.Length),
            LibraryValue { Held: List<object?> list } => (list, 0, list.Count),
            string text => (text.Select(static c => (object?)c).ToList(), 0, text.Length),
            null => throw Throw("System.NullReferenceException"),
            _ => throw Refuse("the items of this are not known to the evaluation"),
        };
        if (index is RangeValue) return new Variable { Value = ItemAt(value, index) };
        var place = index is IndexValue own ? own.In(length) : index is null ? -1 : System.Convert.ToInt64(index, System.Globalization.CultureInfo.InvariantCulture);
        if (place < 0 || place >= length) throw value is LibraryValue ? Throw("System.ArgumentOutOfRangeException", "Index was out of range.") : Throw("System.IndexOutOfRangeException", "Index was outside the bounds of the array.");
        return new Element(items, start + (int)place);
    }

    object? ItemAt(object? value, object? index)
    {
        if (index is RangeValue range)
        {
            var length = LengthOf(value);
            var (from, to) = (range.Start.In(length), range.End.In(length));
            return from < 0 || to < from || to > length ? throw Throw("System.ArgumentOutOfRangeException") : SliceOf(value, from, to - from);
        }
        if (value is string text)
        {
            var place = IndexOf(index).In(text.Length);
            return place < 0 || place >= text.Length ? throw Throw("System.IndexOutOfRangeException", "Index was outside the bounds of the array.") : text[place];
        }
        return ElementAt(value, index).Value;
    }

    object? SliceOf(object? value, int start, int length)
    {
        Burn(length >> 3);
        switch (value)
        {
            case string text: return text.Substring(start, length);
            case SpanValue span: return new SpanValue(span.Array, span.Start + start, length);
            case ArrayValue array:
                var part = new object?[length];
                Array.Copy(array.Items, start, part, 0, length);
                return new ArrayValue(part, [length], array.Type);
            default: throw Refuse("a part of this is not known to the evaluation");
        }
    }

    int LengthOf(object? value) => value switch
    {
        string text => text.Length,
        ArrayValue array => array.Items.Length,
        SpanValue span => span.Length,
        LibraryValue { Held: System.Text.StringBuilder builder } => builder.Length,
        LibraryValue { Held: ICollection held } => held.Count,
        LibraryValue { Held: HashSet<object?> held } => held.Count,
        null => throw Throw("System.NullReferenceException"),
        _ => throw Refuse("the length of this is not known to the evaluation"),
    };
}
