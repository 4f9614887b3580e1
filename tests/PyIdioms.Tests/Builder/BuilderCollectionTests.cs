using System.Collections.Immutable;
using static PyIdioms.Tests.Builder.Shapes;

namespace PyIdioms.Tests.Builder;

/// <summary>Items are added one by one and many at once, to every collection there is.</summary>
public class BuilderCollectionTests
{
    [Fact]
    public void EveryCollectionIsFilled()
    {
        IEnumerable<int> two = [1, 2];
        var builder = new Everything.Builder()
            .Array(two).List(two).IList(two).ICollection(two).IEnumerable(two).IReadOnlyList(two).IReadOnlyCollection(two).HashSet(two).ISet(two).IReadOnlySet(two).SortedSet(two).LinkedList(two).Queue(two).Stack(two)
            .ImmutableArray(two).ImmutableList(two).IImmutableList(two).ImmutableHashSet(two).ImmutableSortedSet(two).ImmutableQueue(two).ImmutableStack(two).FrozenSet(two).ConcurrentBag(two).ConcurrentQueue(two)
            .Collection(two).ObservableCollection(two).ReadOnlyCollection(two).Maybe(two).MaybeArray(two)
            .Dictionary("k", 1).IDictionary("k", 1).IReadOnlyDictionary("k", 1).SortedDictionary("k", 1).SortedList("k", 1).ImmutableDictionary("k", 1).ImmutableSortedDictionary("k", 1).FrozenDictionary("k", 1).ConcurrentDictionary("k", 1)
            .Jagged([1, 2]).Object("o").Object(3).Nullable((int?)null).Nullable(2).Tuple((1, null)).Memory(new byte[] { 1 });
        var made = builder.Build();

        foreach (var property in typeof(Everything).GetProperties())
        {
            var value = property.GetValue(made);
            if (value is IEnumerable<int> numbers) Assert.Equal([1, 2], numbers.Order());
            if (value is IEnumerable<KeyValuePair<string, int>> entries) Assert.Equal([new("k", 1)], entries);
        }
        Assert.Equal(29, typeof(Everything).GetProperties().Count(p => p.GetValue(made) is IEnumerable<int>));
        Assert.Equal(9, typeof(Everything).GetProperties().Count(p => p.GetValue(made) is IEnumerable<KeyValuePair<string, int>>));
        Assert.Equal([2, 1], made.Stack);
        Assert.Equal([1, 2], Assert.Single(made.Jagged));
        Assert.Equal(["o", 3], made.Objects);
        Assert.Equal([null, 2], made.Nullables);
        Assert.Equal([(1, null)], made.Tuples);
        Assert.Equivalent(made, made.ToBuilder().Build());
    }

    [Fact]
    public void NoItemsAtAllAreACollection()
    {
        var without = new Everything.Builder().Build();
        Assert.Null(without.Maybe);
        var builder = without.ToBuilder();
        Assert.Null(builder.Build().Maybe);
        Assert.Empty(builder.Maybe((IEnumerable<int>)[]).Build().Maybe!);
        Assert.Empty(builder.Maybe([]).Build().Maybe!);
    }

    [Fact]
    public void ObjectsShareNoCollection()
    {
        var builder = new Everything.Builder().List(1).Array(1);
        var (one, other) = (builder.Build(), builder.Build());
        one.List.Add(2);
        one.Array[0] = 9;
        Assert.Equal([1], other.List);
        Assert.Equal([1], other.Array);
    }

    [Fact]
    public void ComparersAndCollectionsOfTheTypeStay()
    {
        var made = new Comparers.Builder().Header("A", "1").Header("a", "2").Name("x").Name("X").Log("more").Build();
        Assert.Equal("2", Assert.Single(made.Headers).Value);
        Assert.Equal("x", Assert.Single(made.Names));
        Assert.Equal(["more"], made.Log);
        Assert.Equal("*/*", new Comparers.Builder().Build().Headers["ACCEPT"]);
        Assert.Equal(["begun"], new Comparers.Builder().Build().Log);
        Assert.Equal("2", made.ToBuilder().Build().Headers["A"]);
    }

    [Fact]
    public void OneItemHasTheNameOfOne()
    {
        var made = new People.Builder().Child("a").Children("b", "c").Sheep("d").Category("e").Address("f").Status("g").Index(1).Score("h", 2).Scores([new("i", 3)]).Build();
        Assert.Equal(["a", "b", "c"], made.Children);
        Assert.Equal(["d"], made.Flock);
        Assert.Equal(["e", "f", "g"], [.. made.Categories, .. made.Addresses, .. made.Status]);
        Assert.Equal([1], made.Indices);
        Assert.Equal((2, 3), (made.Scores["h"], made.Scores["i"]));
        Assert.Empty(new People.Builder().Build().Children);
        Assert.Equal(("x", 1), new Customs.Builder().Bag("x").Table("t", 1).Build() is var c ? (c.Bag[0], c.Table["t"]) : default);
    }

    [Theory]
    [InlineData("Tags", "Tag")]
    [InlineData("Where", "Where")]
    [InlineData("Boxes", "Box")]
    [InlineData("Branches", "Branch")]
    [InlineData("Dishes", "Dish")]
    [InlineData("Classes", "Class")]
    [InlineData("Queries", "Query")]
    [InlineData("Houses", "House")]
    [InlineData("Houses2", "Houses2")]
    [InlineData("Bus", "Bus")]
    [InlineData("Address", "Address")]
    [InlineData("Analysis", "Analysis")]
    [InlineData("KnownPeople", "KnownPerson")]
    [InlineData("StatusCodes", "StatusCode")]
    [InlineData("Databases", "Database")]
    [InlineData("Cookies", "Cookie")]
    [InlineData("Ids", "Id")]
    [InlineData("As", "As")]
    [InlineData("people", "person")]
    [InlineData("Movies", "Movie")]
    [InlineData("GrandChildren", "GrandChild")]
    [InlineData("Prizes", "Prize")]
    [InlineData("Purchases", "Purchase")]
    public void Singulars(string many, string one) => Assert.Equal(one, PyIdioms.Generators.Builder.Plural.SingularOf(many));

    /// <summary>Any sequence of additions to any branch leaves every branch with what was added to it.</summary>
    [Fact]
    public void BranchesOfItemsAreValues()
    {
        var random = new Random(1202);
        for (var round = 0; round < 200; round++)
        {
            var branches = new List<(BuilderItems<int> Items, ImmutableArray<int> Expected)> { (default, []) };
            for (var step = 0; step < 60; step++)
            {
                var (items, expected) = branches[random.Next(branches.Count)];
                var more = Enumerable.Range(0, random.Next(random.Next(2) == 0 ? 2 : 12)).Select(_ => random.Next()).ToArray();
                var next = more.Length == 1 ? items.Add(more[0]) : random.Next(2) == 0 ? items.AddRange(more.AsSpan()) : items.AddRange(more.Select(static i => i));
                branches.Add((next, expected.AddRange(more)));
                _ = next.ToImmutableArray();
            }
            foreach (var (items, expected) in branches)
            {
                Assert.Equal(expected, items.ToImmutableArray());
                Assert.Equal(expected, items.ToArray());
                Assert.Equal(expected, items.ToList());
            }
        }
    }

    [Fact]
    public void BranchesOnSeveralThreadsAreValues()
    {
        var common = default(BuilderItems<int>).AddRange([.. Enumerable.Range(0, 9)]).Add(9);
        var made = new BuilderItems<int>[8];
        Parallel.For(0, made.Length, i =>
        {
            var mine = common;
            for (var n = 0; n < 200; n++) mine = mine.Add(1000 * i + n);
            made[i] = mine;
        });
        for (var i = 0; i < made.Length; i++) Assert.Equal([.. Enumerable.Range(0, 10), .. Enumerable.Range(1000 * i, 200)], made[i].ToArray());
    }

    [Fact]
    public void ItemsOfArraysOfDerivedTypes()
    {
        object[] texts = new string[] { "a" };
        Assert.Equal(["a", 1], default(BuilderItems<object>).AddRange(texts.AsEnumerable()).Add(1).ToArray());
        Assert.Equal(["a", 1], BuilderItems<object>.From(ImmutableArray<object>.CastUp(ImmutableArray.Create("a"))).Add(1).ToArray());
        Assert.Throws<ArgumentNullException>(() => default(BuilderItems<int>).AddRange((IEnumerable<int>)null!));
    }
}
