using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Queries of System.Linq over what is known.</summary>
sealed partial class Interpreter
{
    object? Query(IMethodSymbol method, object?[] arguments)
    {
        var element = method.TypeArguments.Length > 0 ? Resolve(method.TypeArguments[method.TypeArguments.Length - 1])! : method.ReturnType;
        if (method.Name == "Range" && arguments is [int start, int count]) return count < 0 ? throw Throw("System.ArgumentOutOfRangeException") : Enumerable.Range(start, count).Select(i => Counted(i));
        if (method.Name == "Repeat" && arguments is [var repeated, int times]) return times < 0 ? throw Throw("System.ArgumentOutOfRangeException") : Enumerable.Range(0, times).Select(_ => Counted(repeated));
        if (method.Name == "Empty") return Enumerable.Empty<object?>();
        var source = Items(arguments[0]).Select(Counted);
        switch (method.Name, arguments.Length)
        {
            case ("Select", 2): return source.Select((item, i) => ((FunctionValue)arguments[1]!).Method.Parameters.Length == 2 ? Apply(arguments[1], item, i) : Apply(arguments[1], item));
            case ("Where", 2): return source.Where((item, i) => (((FunctionValue)arguments[1]!).Method.Parameters.Length == 2 ? Apply(arguments[1], item, i) : Apply(arguments[1], item)) is true);
            case ("SelectMany", 2): return source.SelectMany(item => Items(Apply(arguments[1], item)));
            case ("Take", 2) when arguments[1] is int most: return source.Take(most);
            case ("Skip", 2) when arguments[1] is int fewer: return source.Skip(fewer);
            case ("TakeWhile", 2): return source.TakeWhile(item => Apply(arguments[1], item) is true);
            case ("SkipWhile", 2): return source.SkipWhile(item => Apply(arguments[1], item) is true);
            case ("Concat", 2): return source.Concat(Items(arguments[1]));
            case ("Append", 2): return source.Concat([arguments[1]]);
            case ("Prepend", 2): return new[] { arguments[1] }.Concat(source);
            case ("Reverse", 1): return source.Reverse();
            case ("Distinct", 1): return source.Distinct(this);
            case ("Zip", 3): return source.Zip(Items(arguments[1]), (left, right) => Apply(arguments[2], left, right));
            case ("ToArray", 1):
                var items = source.Select(StructValue.Copied).ToArray();
                return new ArrayValue(items, [items.Length], element);
            case ("ToList", 1): return new LibraryValue("List", source.Select(StructValue.Copied).ToList());
            case ("ToHashSet", 1): return new LibraryValue("HashSet", new HashSet<object?>(source, this));
            case ("Count", 1): return source.Count();
            case ("Count", 2): return source.Count(item => Apply(arguments[1], item) is true);
            case ("Any", 1): return source.Any();
            case ("Any", 2): return source.Any(item => Apply(arguments[1], item) is true);
            case ("All", 2): return source.All(item => Apply(arguments[1], item) is true);
            case ("Contains", 2): return source.Any(item => IsSame(item, arguments[1]));
            case ("Aggregate", 2): return source.Aggregate((left, right) => Apply(arguments[1], left, right));
            case ("Aggregate", 3): return source.Aggregate(arguments[1], (left, right) => Apply(arguments[2], left, right));
            case ("First" or "Last" or "Single", 1 or 2): return One(method.Name, arguments.Length == 2 ? source.Where(item => Apply(arguments[1], item) is true) : source);
            case ("FirstOrDefault" or "LastOrDefault", 1): return source.ToList() is { Count: > 0 } some ? some[method.Name == "LastOrDefault" ? some.Count - 1 : 0] : DefaultOf(element);
            case ("SequenceEqual", 2): return source.SequenceEqual(Items(arguments[1]), this);
            case ("Sum", 1 or 2): return Sum(method, arguments.Length == 2 ? source.Select(item => Apply(arguments[1], item)) : source);
            case ("Min" or "Max", 1 or 2): return Extreme(method, arguments.Length == 2 ? source.Select(item => Apply(arguments[1], item)) : source);
            case ("OrderBy", 2): return Ordered(source, arguments[1], isDescending: false);
            case ("OrderByDescending", 2): return Ordered(source, arguments[1], isDescending: true);
            default: throw Unknown(method);
        }
    }

    object? Counted(object? item)
    {
        Burn();
        return item;
    }

    object? One(string name, IEnumerable<object?> source)
    {
        var some = source.ToList();
        return some.Count == 0 || name == "Single" && some.Count > 1 ? throw Throw("System.InvalidOperationException", "Sequence contains no elements") : some[name == "Last" ? some.Count - 1 : 0];
    }

    object? Sum(IMethodSymbol method, IEnumerable<object?> source)
    {
        // Single precision is summed in double, as the library does.
        if (KindOf(method.ReturnType) is not { } kind || kind == SpecialType.System_Single) throw Unknown(method);
        var sum = Numbers.Convert(0, kind, false);
        foreach (var item in source) sum = item is null ? sum : Numbers.Binary(BinaryOperatorKind.Add, sum, item, isChecked: kind is SpecialType.System_Int32 or SpecialType.System_Int64)!;
        return sum;
    }

    object? Extreme(IMethodSymbol method, IEnumerable<object?> source)
    {
        object? best = null;
        foreach (var item in source)
        {
            if (item is null or double or float || !Numbers.IsNumber(item)) throw Unknown(method);
            if (best is null || ((IComparable)item).CompareTo(best) is var order && (method.Name == "Max" ? order > 0 : order < 0)) best = item;
        }
        return best ?? throw Throw("System.InvalidOperationException", "Sequence contains no elements");
    }

    List<object?> Ordered(IEnumerable<object?> source, object? key, bool isDescending)
    {
        var keyed = source.Select(item => (Item: item, Key: Apply(key, item))).ToList();
        if (keyed.Exists(static k => !(Numbers.IsNumber(k.Key) || k.Key is bool))) throw Refuse("the order of these depends on the culture");
        Burn(keyed.Count * 4L);
        var ordered = isDescending ? keyed.OrderByDescending(static k => k.Key, Comparer<object?>.Default) : keyed.OrderBy(static k => k.Key, Comparer<object?>.Default);
        return [.. ordered.Select(static k => k.Item)];
    }
}
