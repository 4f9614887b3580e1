using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PyIdioms.Kernel.Provenance;

/// <summary>A function as a value: what it returns, in terms of its own parameters; for a lambda that has not run yet its body and the graph around.</summary>
public sealed record FunctionValue(ImmutableArray<IParameterSymbol> Parameters, Value? Result, IFlowAnonymousFunctionOperation? Lambda = null, ControlFlowGraph? Around = null)
{
    /// <summary>Where the lambda was made.</summary>
    internal Scene? Home { get; init; }

    /// <summary>One of several functions.</summary>
    public static readonly FunctionValue Any = new([], null);

    public bool Equals(FunctionValue? other) => other is not null && Equals(Result, other.Result) && ReferenceEquals(Lambda, other.Lambda) && Enumerable.SequenceEqual<ISymbol>(Parameters, other.Parameters, SymbolEqualityComparer.Default);
    public override int GetHashCode() => Parameters.Length;
}

/// <summary>What is known of a value: what it can carry, where that came from, and which constants it may be. Immutable; a join-semilattice.</summary>
public sealed class Value : IEquatable<Value>
{
    /// <summary>Stands in a shape for a part that is not known.</summary>
    public const char Hole = '\uFFFC';

    const int MostConstants = 8, MostOrigins = 10, MostText = 4_000, MostShape = 400, MostEntities = 6, MostDepth = 6;

    static readonly ImmutableDictionary<string, Value> NoParts = ImmutableDictionary<string, Value>.Empty;

    /// <summary>No value yet: what nothing has been assigned to.</summary>
    public static readonly Value Nothing = new([], [], "", true, [], NoParts, null);

    /// <summary>Text or data that the program spells out, which one is not known.</summary>
    public static readonly Value Literal = new([], default, "", false, [], NoParts, null, isFixed: true);

    public static readonly Value Null = Constant(null);

    Value(ImmutableArray<Origin> origins, ImmutableArray<object?> constants, string shape, bool isExact, ImmutableArray<Entity> entities, ImmutableDictionary<string, Value> parts, FunctionValue? function, bool isFixed = false)
    {
        Origins = origins;
        Constants = constants;
        Shape = shape;
        IsExact = isExact;
        Entities = entities;
        Parts = parts;
        Function = function;
        IsFixed = isFixed;
    }

    /// <summary>The parts that the program does not spell out, the widest first, then in the order of the source.</summary>
    public ImmutableArray<Origin> Origins { get; }

    /// <summary>All values it may have; default where they are not known. Integers and enums are <c>long</c>.</summary>
    public ImmutableArray<object?> Constants { get; }

    /// <summary>The text it ends with, a <see cref="Hole"/> for each part that is not known.</summary>
    public string Shape { get; }

    /// <summary>Whether <see cref="Shape"/> is all of the text.</summary>
    public bool IsExact { get; }

    /// <summary>The objects it may refer to, whose contents are kept in <see cref="Memory"/>.</summary>
    public ImmutableArray<Entity> Entities { get; }

    /// <summary>The members of a tuple or of an object that is only looked at, by name.</summary>
    public ImmutableDictionary<string, Value> Parts { get; }

    public FunctionValue? Function { get; }

    /// <summary>Whether on some way all of it is spelled out by the program, the same each time it runs.</summary>
    public bool IsFixed { get; }

    public Level Level => Origins.IsEmpty ? Level.Literal : Origins[0].Level;

    public bool IsNothing => Equals(Nothing);

    /// <summary>Whether it says nothing about functions: there is no value yet, or it is null.</summary>
    bool HasNoFunction => Function is null && Origins.IsEmpty && Entities.IsEmpty && !Constants.IsDefault && Constants.All(c => c is null);

    /// <summary>Whether it is null and nothing else.</summary>
    public bool IsNull => Origins.IsEmpty && !Constants.IsDefault && Constants.Length == 1 && Constants[0] is null && Entities.IsEmpty;

    /// <summary>The only value it can have, where that is known.</summary>
    public bool TryGetConstant(out object? constant)
    {
        var isOne = !Constants.IsDefault && Constants.Length == 1;
        constant = isOne ? Constants[0] : null;
        return isOne;
    }

    public static Value Constant(object? constant)
    {
        var value = Normal(constant);
        var text = TextOf(value);
        return new([], [value], Cut(text), text.Length <= MostShape, [], NoParts, null, isFixed: constant is not (null or ""));
    }

    public static Value From(Origin origin) => new([origin], default, Hole.ToString(), true, [], NoParts, null);

    public static Value To(Entity entity) => new([], default, "", false, [entity], NoParts, null);

    public static Value Of(FunctionValue function) => new([], default, "", false, [], NoParts, function);

    public static Value Tuple(ImmutableDictionary<string, Value> parts) => Literal.With(parts);

    public Value With(ImmutableDictionary<string, Value> parts) => new(Origins, Constants, Shape, IsExact, Entities, parts, Function, IsFixed);

    public Value With(ImmutableArray<Entity> entities) => new(Origins, Constants, Shape, IsExact, entities, Parts, Function, IsFixed && entities.IsEmpty);

    /// <summary>The same value, taken to be fixed or not.</summary>
    public Value Fixed(bool isFixed) => IsFixed == isFixed ? this : new(Origins, Constants, Shape, IsExact, Entities, Parts, Function, isFixed);

    /// <summary>The value without what it refers to.</summary>
    public Value Bare => Entities.IsEmpty && Function is null ? this : new(Origins, Constants, Shape, IsExact, [], Parts, null, IsFixed);

    /// <summary>The same parts in a text that is not followed any further.</summary>
    public Value Reworked => new(Origins, default, "", false, [], NoParts, null, IsFixed && Origins.IsEmpty);

    /// <summary>What choosing by this value leaves behind: where the choice came from, and no text.</summary>
    public Value AsInfluence => Origins.IsEmpty ? Nothing : new(Limit([.. Origins.Select(o => o with { Level = Level.Literal })]), [], "", true, [], NoParts, null);

    /// <summary>The value with no part above a level: a number cannot carry text.</summary>
    public Value AtMost(Level most) => Level <= most ? this
        : Map(o => o.Level <= most ? o : o with { Level = most });

    public Value Where(Func<Origin, bool> keep) => Origins.All(keep) ? this : new([.. Origins.Where(keep)], Constants, Shape, IsExact, Entities, Parts, Function, IsFixed);

    /// <summary>The value with every origin replaced.</summary>
    public Value Map(Func<Origin, Origin> map) => Origins.IsEmpty ? this : new(Limit([.. Origins.Select(map)]), Constants, Shape, IsExact, Entities, Parts, Function, IsFixed);

    /// <summary>The value with more origins.</summary>
    public Value WithOrigins(IEnumerable<Origin> more) => Limit([.. Origins, .. more]) is var all && all.SequenceEqual(Origins) ? this : new(all, Constants, Shape, IsExact, Entities, Parts, Function);

    public Value Join(Value other)
    {
        if (ReferenceEquals(this, other) || ReferenceEquals(other, Nothing)) return this;
        if (ReferenceEquals(this, Nothing)) return other;
        if (Equals(other)) return this;
        var joined = new Value(Union(Origins, other.Origins), Either(Constants, other.Constants),
            CommonEnd(this, other), (IsNothing || other.IsNothing || Shape == other.Shape) && IsExact && other.IsExact, Union(Entities, other.Entities), JoinParts(Parts, other.Parts, this, other), Equals(Function, other.Function) ? Function : HasNoFunction ? other.Function : other.HasNoFunction ? Function : FunctionValue.Any, IsFixed || other.IsFixed);
        return joined.Equals(this) ? this : joined;
    }

    /// <summary>Both in one: what is put into a buffer or taken together with other data. It is fixed only if both are.</summary>
    public Value Mix(Value other) => IsNothing ? other : other.IsNothing ? this : Join(other).Fixed(IsFixed && other.IsFixed);

    static string CommonEnd(Value left, Value right)
    {
        if (left.IsNothing) return right.Shape;
        if (right.IsNothing || left.Shape == right.Shape) return left.Shape;
        var same = 0;
        while (same < left.Shape.Length && same < right.Shape.Length && left.Shape[left.Shape.Length - 1 - same] == right.Shape[right.Shape.Length - 1 - same]) same++;
        return left.Shape.Substring(left.Shape.Length - same);
    }

    static ImmutableDictionary<string, Value> JoinParts(ImmutableDictionary<string, Value> left, ImmutableDictionary<string, Value> right, Value whole, Value other)
    {
        if (ReferenceEquals(left, right)) return left;
        if (left.IsEmpty) return whole.IsNothing || whole.IsNull ? right : NoParts;
        if (right.IsEmpty) return other.IsNothing || other.IsNull ? left : NoParts;
        var joined = NoParts.ToBuilder();
        foreach (var part in left)
        {
            if (right.TryGetValue(part.Key, out var value)) joined[part.Key] = part.Value.Join(value);
        }
        return joined.ToImmutable();
    }

    static ImmutableArray<object?> Either(ImmutableArray<object?> left, ImmutableArray<object?> right)
    {
        if (left.IsDefault || right.IsDefault) return default;
        if (left.IsEmpty) return right;
        if (right.IsEmpty) return left;
        var both = new List<object?>(left);
        foreach (var constant in right)
        {
            if (!both.Contains(constant)) both.Add(constant);
        }
        if (both.Count > MostConstants) return default;
        both.Sort((a, b) => string.CompareOrdinal(a?.GetType().Name + TextOf(a), b?.GetType().Name + TextOf(b)));
        return [.. both];
    }

    static ImmutableArray<Entity> Union(ImmutableArray<Entity> left, ImmutableArray<Entity> right)
    {
        if (left.IsEmpty || right.IsEmpty) return left.IsEmpty ? right : left;
        if (right.All(left.Contains)) return left;
        var both = left.Union(right).ToList();
        both.Sort(Entity.Compare);
        return [.. both.Take(MostEntities)];
    }

    static ImmutableArray<Origin> Union(ImmutableArray<Origin> left, ImmutableArray<Origin> right)
    {
        if (left.IsEmpty) return right;
        List<Origin>? all = null;
        foreach (var origin in right)
        {
            if (!left.Contains(origin)) (all ??= [.. left]).Add(origin);
        }
        return all is null ? left : Limit(all);
    }

    static ImmutableArray<Origin> Limit(List<Origin> origins)
    {
        if (origins.Count < 2) return [.. origins];
        var distinct = new List<Origin>(origins.Count);
        foreach (var origin in origins)
        {
            if (!distinct.Contains(origin)) distinct.Add(origin);
        }
        distinct.Sort(Origin.Compare);
        if (distinct.Count <= MostOrigins) return [.. distinct];
        var rest = 0;
        return [.. distinct.Where(o => o.Kind == OriginKind.Parameter || rest++ < MostOrigins)];
    }

    /// <summary>Two texts, one behind the other.</summary>
    public Value Concat(Value right)
    {
        var left = this;
        if (left.IsNothing || right.IsNothing) return Nothing;
        if (right.IsEmptyText) return left;
        if (left.IsEmptyText) return right;
        var constants = Product(left.Constants, right.Constants);
        var isOpen = left.Shape.Length > 0 && left.Shape[left.Shape.Length - 1] == Hole;
        var origins = new List<Origin>(left.Origins.Length + right.Origins.Length);
        foreach (var origin in left.Origins) origins.Add(origin.Ahead(right.IsExact ? right.Shape : "", isOpen, isText: true));
        foreach (var origin in right.Origins) origins.Add(origin.Behind(left.Shape, isText: true));
        var shape = right.IsExact ? left.Shape + right.Shape : right.Shape;
        return new(Limit(origins), constants, Cut(shape), left.IsExact && right.IsExact && shape.Length <= MostShape, [], NoParts, null, left.IsFixed && right.IsFixed);
    }

    bool IsEmptyText => !Constants.IsDefault && Constants.Length == 1 && Constants[0] is null or "" && Origins.IsEmpty;

    static ImmutableArray<object?> Product(ImmutableArray<object?> left, ImmutableArray<object?> right)
    {
        if (left.IsDefault || right.IsDefault || left.Length * right.Length > MostConstants) return default;
        var all = new HashSet<string>();
        foreach (var a in left)
        {
            foreach (var b in right)
            {
                var text = TextOf(a) + TextOf(b);
                if (text.Length > MostText) return default;
                all.Add(text);
            }
        }
        return [.. all.OrderBy(t => t, StringComparer.Ordinal)];
    }

    /// <summary>The value with the parts that came from parameters replaced; null keeps one.</summary>
    public Value Substitute(Func<IParameterSymbol, Value?> argument) =>
        Replace(o => o is { Kind: OriginKind.Parameter, Symbol: IParameterSymbol parameter } ? argument(parameter) : null);

    /// <summary>The value with parts replaced; null keeps one.</summary>
    public Value Replace(Func<Origin, Value?> replacement) => Replace(replacement, MostDepth);

    Value Replace(Func<Origin, Value?> replacement, int depth)
    {
        if (depth == 0) return this;
        var parts = Parts.IsEmpty ? Parts : Parts.ToImmutableDictionary(p => p.Key, p => p.Value.Replace(replacement, depth - 1));
        var function = Function?.Result is { } result ? Function with { Result = result.Replace(replacement, depth - 1) } : Function;
        if (!Origins.Any(o => o.Kind == OriginKind.Parameter || o.IsPending)) return Parts.IsEmpty && function == Function ? this : new(Origins, Constants, Shape, IsExact, Entities, parts, function, IsFixed);
        var origins = new List<Origin>();
        Value? replaced = null;
        var isFixed = true;
        foreach (var origin in Origins)
        {
            if (replacement(origin) is not { } value)
            {
                origins.Add(origin);
                continue;
            }
            if (origin.IsWhole && Origins.Length == 1 && Constants.IsDefault && Shape is [Hole]) return value.AtMost(origin.Level);
            origins.AddRange(value.Origins.Select(part => part.InPlaceOf(origin)));
            replaced = value;
            isFixed &= value.IsFixed;
        }
        var isOneHole = replaced is { IsExact: true } && Origins.Length == 1 && Shape.Count(c => c == Hole) == 1;
        var shape = isOneHole ? Shape.Replace(Hole.ToString(), replaced!.Shape) : Shape;
        return new(Limit(origins), default, Cut(shape), isOneHole && IsExact, Entities, parts, function, IsFixed || isFixed && origins.Count == 0);
    }

    static string Cut(string text) => text.Length <= MostShape ? text : text.Substring(text.Length - MostShape);

    static object? Normal(object? constant) => constant switch
    {
        sbyte or byte or short or ushort or int or uint => Convert.ToInt64(constant, System.Globalization.CultureInfo.InvariantCulture),
        ulong and <= long.MaxValue => (long)(ulong)constant,
        float single => (double)single,
        _ => constant,
    };

    public static string TextOf(object? constant) => constant switch
    {
        null => "",
        string text => text,
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => constant.ToString() ?? "",
    };

    public bool Equals(Value? other) => ReferenceEquals(this, other) || other is not null
        && Shape == other.Shape && IsExact == other.IsExact && Origins.SequenceEqual(other.Origins) && Same(Constants, other.Constants)
        && IsFixed == other.IsFixed && Entities.SequenceEqual(other.Entities) && Same(Parts, other.Parts) && Equals(Function, other.Function);

    static bool Same(ImmutableArray<object?> left, ImmutableArray<object?> right) => left.IsDefault ? right.IsDefault : !right.IsDefault && left.SequenceEqual(right);

    static bool Same(ImmutableDictionary<string, Value> left, ImmutableDictionary<string, Value> right) =>
        ReferenceEquals(left, right) || left.Count == right.Count && left.All(p => right.TryGetValue(p.Key, out var value) && p.Value.Equals(value));

    public override bool Equals(object? obj) => Equals(obj as Value);
    public override int GetHashCode() => unchecked(Shape.GetHashCode() * 31 + Origins.Length);
    public override string ToString() => $"{Level} {(Constants.IsDefault ? "?" : "{" + string.Join(", ", Constants) + "}")} '{Shape}'{(IsExact ? "" : "…")} [{string.Join(", ", Origins.Select(o => o.Symbol?.Name))}]";
}
