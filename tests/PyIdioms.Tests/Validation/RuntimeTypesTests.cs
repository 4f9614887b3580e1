using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Validation;

/// <summary>Is tells types as beartype does, with .NET's own idea of what a type is.</summary>
public class RuntimeTypesTests
{
    public static IEnumerable<TheoryDataRow<string, string, bool>> Hints => Truth.Of("validation", "beartype").GetProperty("is_bearable").EnumerateArray()
        .Select(c => new TheoryDataRow<string, string, bool>(c.GetProperty("hint").GetString()!, c.GetProperty("value").GetString()!, c.GetProperty("pass").GetBoolean()));

    /// <summary>Where .NET differs on purpose: a bool is no int; null is no object; a value decides for its own type, not for those of a tuple's prefix.</summary>
    static readonly HashSet<(string, string)> Different = [("float|int", "True"), ("None", "None"), ("Any", "None"), ("object", "None"), ("Literal['a',1]", "True"), ("type[int]", "bool")];

    [Theory]
    [MemberData(nameof(Hints))]
    public void JudgesAsBeartype(string hint, string value, bool pass)
    {
        Func<object?, Depth, bool> test = hint switch
        {
            "int" => Is<int>(),
            "float" => Is<double>(),
            "float|int" => (v, d) => v.Is<double>(d) || v.Is<int>(d),
            "str" => Is<string>(),
            "None" => (v, d) => v.Is<DBNull>(d),
            "Optional[int]" => Is<int?>(),
            "list" => (v, d) => v.Is<System.Collections.IList>(d),
            "list[int]" => Is<List<int>>(),
            "list[list[int]]" => Is<List<List<int>>>(),
            "dict[str,int]" => Is<Dictionary<string, int>>(),
            "tuple[int,str]" => Is<(int, string)>(),
            "tuple[int,...]" => (v, d) => v.Is<ValueTuple<int>>(d),
            "set[int]" => Is<HashSet<int>>(),
            "Literal['a',1]" => (v, _) => v is "a" or 1,
            "Union[int,str]" => (v, d) => v.Is<int>(d) || v.Is<string>(d),
            "Any" or "object" => Is<object>(),
            "bool" => Is<bool>(),
            "Callable" => Is<Delegate>(),
            "Sequence[int]" => Is<IReadOnlyList<int>>(),
            "Mapping[str,int]" => Is<IReadOnlyDictionary<string, int>>(),
            "Iterable[int]" => Is<IEnumerable<int>>(),
            "type[int]" => (v, _) => v is Type type && type == typeof(int),
            "bytes" => Is<byte[]>(),
            "complex" => Is<Complex>(),
            _ => throw new InvalidOperationException(hint),
        };
        object? payload = value switch
        {
            "1" => 1, "1.0" => 1.0, "1.5" => 1.5, "'1'" => "1", "True" => true, "None" => null, "''" => "", "'ab'" => "ab", "1j" => Complex.ImaginaryOne, "b'a'" => new byte[] { 97 }, "bytearray(b'')" => new List<byte>(),
            "[]" when hint == "list[list[int]]" => new List<List<int>>(), "[]" => new List<int>(), "()" => default(ValueTuple), "['a']" => new List<string> { "a" }, "(1,)" => ValueTuple.Create(1), "[[1]]" => new List<List<int>> { new() { 1 } },
            "[1]" => new List<int> { 1 }, "{'a': 1}" => new Dictionary<string, int> { ["a"] = 1 }, "{1: 1}" => new Dictionary<int, int> { [1] = 1 }, "{'a': 'b'}" => new Dictionary<string, string> { ["a"] = "b" },
            "(1, 'a')" => (1, "a"), "(1, 'a', 2)" => (1, "a", 2), "[1, 'a']" => new List<object> { 1, "a" }, "{1}" => new HashSet<int> { 1 }, "bool" => typeof(bool),
            _ => throw new InvalidOperationException(value),
        };
        var expected = Different.Contains((hint, value)) ? !pass : pass;
        Assert.Equal(expected, test(payload, Depth.Full));
        Assert.Equal(expected, test(payload, Depth.Shallow));
        static Func<object?, Depth, bool> Is<T>() => static (v, d) => v.Is<T>(d);
    }

    [Fact]
    public void GivesTheValueItself()
    {
        object payload = new Dictionary<string, List<int>> { ["a"] = [1] };
        Assert.True(payload.Is<Dictionary<string, List<int>>>(Depth.Full, out var map));
        Assert.Same(payload, map);
        Assert.False(payload.Is<Dictionary<string, List<long>>>(Depth.Full, out var none));
        Assert.Null(none);
        Assert.True(((object?)null).Is<int?>(Depth.Full, out var nothing) && nothing is null);
        Assert.False(((object?)null).Is<string>());
    }

    public static IEnumerable<TheoryDataRow<Func<Depth, bool>>> Holes() =>
    [
        new(d => new List<string?> { "a", null }.Is<List<string>>(d)), new(d => new string?[] { null }.Is<string[]>(d)), new(d => new Dictionary<string, List<int>?> { ["a"] = null }.Is<Dictionary<string, List<int>>>(d)),
        new(d => new Dictionary<string, List<string?>> { ["a"] = [null] }.Is<Dictionary<string, List<string>>>(d)), new(d => new List<(int, string?)> { (1, null) }.Is<List<(int, string)>>(d)), new(d => (1, (2, (string?)null)).Is<(int, (int, string))>(d)),
        new(d => new HashSet<string?> { null }.Is<HashSet<string>>(d)), new(d => new List<string?> { null }.Is<IEnumerable<string>>(d)), new(d => ImmutableArray.Create<string?>([null]).Is<ImmutableArray<string>>(d)),
        new(d => new Dictionary<int, string?> { [1] = null }.ToFrozenDictionary().Is<FrozenDictionary<int, string>>(d)), new(d => new Dictionary<int, string?> { [1] = null }.Is<IReadOnlyDictionary<int, string>>(d)), new(d => new Queue<string?[]?>([["a", null]]).Is<Queue<string[]>>(d)),
        new(d => new string?[1, 1].Is<string[,]>(d)), new(d => Tuple.Create((string?)null).Is<Tuple<string>>(d)),
    ];

    [Theory]
    [MemberData(nameof(Holes), DisableDiscoveryEnumeration = true)]
    public void FullDepthFindsNull(Func<Depth, bool> test)
    {
        Assert.True(test(Depth.Shallow));
        Assert.False(test(Depth.Full));
    }

    sealed class Tree : List<Tree>;

    [Fact]
    public void LeavesAloneWhatIsNobodysBusiness()
    {
        var runs = 0;
        IEnumerable<string> Lazy()
        {
            runs++;
            yield return null!;
        }
        Assert.True(Lazy().Is<IEnumerable<string>>(Depth.Full));
        Assert.True(new List<string> { "a" }.Select(s => { runs++; return (string)null!; }).Is<IEnumerable<string>>(Depth.Full));
        Assert.True(Enumerable.Repeat<string>(null!, 3).Select(s => s).Is<IEnumerable<string>>(Depth.Full));
        Assert.Equal(0, runs);
        Assert.True(new List<object?> { null }.Is<List<object>>(Depth.Full));
        Assert.True(new List<int?> { null }.Is<List<int?>>(Depth.Full));
        var tree = new Tree();
        tree.Add(tree);
        tree.Add([]);
        Assert.True(tree.Is<Tree>(Depth.Full));
        tree[1].Add(null!);
        Assert.False(tree.Is<Tree>(Depth.Full));
        var deep = new Tree();
        for (var i = 0; i < 200_000; i++) deep = [deep];
        Assert.True(deep.Is<Tree>(Depth.Full));
    }
}
