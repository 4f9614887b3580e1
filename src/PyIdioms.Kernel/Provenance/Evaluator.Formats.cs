using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Calls that put several texts together.</summary>
sealed partial class Evaluator
{
    /// <summary>The texts of an argument list: elements of an array one by one, of other collections joined.</summary>
    IEnumerable<Value> Texts(IArgumentOperation argument, Value value)
    {
        if (argument.Parameter?.Type.IsContainer() != true)
        {
            yield return TextOf(value, argument.Value);
            yield break;
        }
        var type = argument.Parameter.Type.ElementType();
        if (value.Entities is [var entity] && Memory[Cell.Element(entity, 0)] is not null && Read(Cell.Content(entity)).IsNothing)
        {
            var source = argument.Value;
            while (source is IConversionOperation { OperatorMethod: null } conversion) source = conversion.Operand;
            var elements = source switch
            {
                IArrayCreationOperation array => array.Initializer?.ElementValues ?? [],
                ICollectionExpressionOperation collection => collection.Elements,
                _ => [],
            };
            for (var i = 0; Memory[Cell.Element(entity, i)] is { } element; i++)
            {
                yield return i < elements.Length ? TextOf(element, elements[i]) : TextOf(element, type, argument.Value);
            }
            yield break;
        }
        var all = ElementsOf(value);
        if (all.IsNothing) yield break;
        yield return TextOf(all, type, argument.Value).Reworked;
        yield return Value.Literal;
    }

    Value Concatenated(Known known)
    {
        var text = Value.Constant("");
        foreach (var (argument, value) in known.All)
        {
            foreach (var part in Texts(argument, value)) text = text.Concat(part);
        }
        return text;
    }

    Value Joined(ImmutableArray<IArgumentOperation> arguments, ImmutableArray<Value> values)
    {
        if (arguments.Length == 0) return Value.Literal;
        var separator = TextOf(values[0], arguments[0].Value);
        var text = Value.Constant("");
        var isFirst = true;
        for (var i = 1; i < arguments.Length; i++)
        {
            if (arguments[i].Parameter?.Type.IsScalar() == true) continue;
            foreach (var part in Texts(arguments[i], values[i]))
            {
                text = isFirst ? part : text.Concat(separator).Concat(part);
                isFirst = false;
            }
        }
        return text;
    }

    /// <summary>A composite format: its text with the arguments in the place of <c>{0}</c>.</summary>
    Value FormattedText(ImmutableArray<IArgumentOperation> arguments, ImmutableArray<Value> values)
    {
        Value? format = null;
        var items = new List<Value>();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (IsProvider(arguments[i])) continue;
            if (format is null) format = Outside(values[i]).Bare;
            else items.AddRange(Texts(arguments[i], values[i]));
        }
        if (format is null) return Value.Literal;
        if (!format.TryGetConstant(out var constant) || constant is not string pattern || items.Count > 30)
        {
            return items.Aggregate(format, (text, item) => text.Concat(item)).Reworked;
        }
        var result = Value.Constant("");
        for (var at = 0; at < pattern.Length;)
        {
            var open = pattern.IndexOf('{', at);
            if (open < 0 || open + 1 >= pattern.Length) return result.Concat(Value.Constant(pattern.Substring(at).Replace("}}", "}")));
            result = result.Concat(Value.Constant(pattern.Substring(at, open - at).Replace("}}", "}")));
            if (pattern[open + 1] == '{')
            {
                result = result.Concat(Value.Constant("{"));
                at = open + 2;
                continue;
            }
            var close = pattern.IndexOf('}', open);
            if (close < 0) break;
            var hole = pattern.Substring(open + 1, close - open - 1);
            var end = hole.IndexOfAny([',', ':']);
            if (int.TryParse(end < 0 ? hole : hole.Substring(0, end), NumberStyles.Integer, CultureInfo.InvariantCulture, out var index) && index >= 0 && items.Count > 0)
                result = result.Concat(index < items.Count ? end < 0 ? items[index] : items[index].Constants.IsDefault ? items[index] : items[index].Reworked : items[items.Count - 1]);
            at = close + 1;
        }
        return result;
    }
}
