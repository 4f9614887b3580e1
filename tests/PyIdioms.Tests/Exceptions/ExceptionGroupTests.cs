using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Exceptions;

/// <summary>Groups behave as CPython's do, case by case.</summary>
public class ExceptionGroupTests
{
    class A(string message) : Exception(message);
    sealed class A1(string message) : A(message);
    sealed class B(string message) : Exception(message);
    sealed class C(string message) : Exception(message);

    sealed class Titled(string title, IEnumerable<Exception> exceptions) : ExceptionGroup(title + "!", exceptions)
    {
        public override ExceptionGroup Derive(IEnumerable<Exception> exceptions) => new Titled(title, exceptions);
    }

    public static IEnumerable<TheoryDataRow<string>> Cases(string part) =>
        Truth.Of("validation", "exception_group").GetProperty(part).EnumerateArray().Select(c => new TheoryDataRow<string>(c.GetRawText()));

    static Exception Tree(JsonElement data) => data.ValueKind == JsonValueKind.Array
        ? (data[0].GetString(), data[1].GetString()!) switch
        {
            ("A", var m) => new A(m),
            ("A1", var m) => new A1(m),
            ("B", var m) => new B(m),
            ("C", var m) => new C(m),
            var other => throw new InvalidOperationException(other.ToString()),
        }
        : new ExceptionGroup(data.GetProperty("g").GetString()!, data.GetProperty("c").EnumerateArray().Select(Tree));

    static string Text(Exception? tree) => tree switch
    {
        null => "null",
        ExceptionGroup g => $"{g.Message}({string.Join(" ", g.Exceptions.Select(Text))})",
        _ => $"{tree.GetType().Name}:{tree.Message}",
    };

    static string Text(JsonElement data) => data.ValueKind == JsonValueKind.Null ? "null" : Text(Tree(data));

    static Func<Exception, bool> Predicate(string name, Exception root) => name switch
    {
        "is_A" => static e => e is A,
        "is_A_or_B" => static e => e is A or B,
        "msg_starts_a" => static e => e is not ExceptionGroup && e.Message.StartsWith('a'),
        "is_group" => static e => e is ExceptionGroup,
        "group_named_r" => static e => e is ExceptionGroup { Message: "r" },
        "always" => static _ => true,
        "never" => static _ => false,
        "root_only" => e => ReferenceEquals(e, root),
        "is_C" => static e => e is C,
        "is_Exception" => static e => e is not null,
        _ => throw new InvalidOperationException(name),
    };

    [Theory]
    [MemberData(nameof(Cases), "split")]
    public void SplitsAsPython(string data)
    {
        var expected = JsonDocument.Parse(data).RootElement;
        var group = (ExceptionGroup)Tree(expected.GetProperty("tree"));
        var predicate = Predicate(expected.GetProperty("id").GetString()!.Split('/')[1], group);

        var (match, rest) = group.Split(predicate);
        Assert.Equal(Text(expected.GetProperty("match")), Text(match));
        Assert.Equal(Text(expected.GetProperty("rest")), Text(rest));
        Assert.Equal(expected.GetProperty("match_is_same_object").GetBoolean(), ReferenceEquals(match, group));
        Assert.Equal(expected.GetProperty("rest_is_same_object").GetBoolean(), ReferenceEquals(rest, group));
        var leaves = (match?.Leaves ?? []).Concat(rest?.Leaves ?? []).ToHashSet(ReferenceEqualityComparer.Instance);
        Assert.True(leaves.SetEquals(group.Leaves));

        var part = group.Subgroup(predicate);
        Assert.Equal(Text(expected.GetProperty("subgroup")), Text(part));
        Assert.Equal(expected.GetProperty("subgroup_is_same_object").GetBoolean(), ReferenceEquals(part, group));
    }

    [Theory]
    [MemberData(nameof(Cases), "str")]
    public void ShowsItselfAsPython(string data)
    {
        var expected = JsonDocument.Parse(data).RootElement;
        var group = (ExceptionGroup)Tree(expected.GetProperty("tree"));
        Assert.Equal(expected.GetProperty("tree").GetProperty("g").GetString(), group.Message);
        Assert.Equal($"PyIdioms.ExceptionGroup: {expected.GetProperty("str").GetString()}", group.ToString().Split(Environment.NewLine)[0]);
        foreach (var leaf in group.Leaves) Assert.Contains($"{leaf.GetType()}: {leaf.Message}", group.ToString());
    }

    [Theory]
    [MemberData(nameof(Cases), "leaves")]
    public void LeavesComeDepthFirst(string data)
    {
        var expected = JsonDocument.Parse(data).RootElement;
        var group = (ExceptionGroup)Tree(expected.GetProperty("tree"));
        Assert.Equal(expected.GetProperty("leaves").EnumerateArray().Select(l => l.GetString()), group.Leaves.Select(l => l.Message));
    }

    [Fact]
    public void RefusesWhatPythonRefuses()
    {
        Assert.Throws<ArgumentException>("exceptions", () => new ExceptionGroup("m", new List<Exception>()));
        Assert.Throws<ArgumentException>("exceptions", () => new ExceptionGroup("m"));
        Assert.Throws<ArgumentNullException>("message", () => new ExceptionGroup(null!, new A("a")));
        Assert.Throws<ArgumentNullException>("exceptions", () => new ExceptionGroup("m", (IEnumerable<Exception>)null!));
        Assert.Contains("1", Assert.Throws<ArgumentException>("exceptions", () => new ExceptionGroup("m", new A("a"), null!)).Message);
        Assert.Equal("m(A:a B:b)", Text(new ExceptionGroup("m", [new A("a"), new B("b")])));
        Assert.Throws<ArgumentException>("types", () => new ExceptionGroup("m", new A("a")).Split(typeof(string)));
    }

    [Fact]
    public void KeepsItsChildrenWhenTheListChanges()
    {
        var children = new Exception[] { new A("a"), new B("b") };
        var group = new ExceptionGroup("m", children);
        children[0] = new C("c");
        Assert.Equal("m(A:a B:b)", Text(group));
        Assert.Same(group.Exceptions[0], group.InnerException);
        Assert.Equal(group.InnerExceptions, group.Exceptions);
    }

    [Fact]
    public void AsksGroupsFirstAndInOrder()
    {
        var group = new ExceptionGroup("root", new ExceptionGroup("l", new A("a1"), new B("b1")), new A("a2"));
        var asked = new List<string>();
        group.Split(e =>
        {
            asked.Add(e.Message);
            return e.Message == "l";
        });
        Assert.Equal(["root", "l", "a2"], asked);
        asked.Clear();
        group.Subgroup(e =>
        {
            asked.Add(e.Message);
            return false;
        });
        Assert.Equal(["root", "l", "a1", "b1", "a2"], asked);
    }

    [Fact]
    public void HalvesCarryWhatTheGroupCarried()
    {
        var group = new ExceptionGroup("m", new A("a"), new B("b")) { HelpLink = "help" };
        group.Data["note"] = "n1";
        try
        {
            throw group;
        }
        catch (ExceptionGroup thrown)
        {
            var (match, rest) = thrown.Split<A>();
            Assert.All(new[] { match!, rest! }, half =>
            {
                Assert.Equal("n1", half.Data["note"]);
                Assert.Equal("help", half.HelpLink);
                Assert.Contains(nameof(HalvesCarryWhatTheGroupCarried), half.StackTrace);
            });
            match!.Data["note"] = "n2";
            Assert.Equal("n1", thrown.Data["note"]);
            Assert.Null(thrown.Derive([new A("a")]).Data["note"]);
            Assert.Equal("m", thrown.Derive([new A("a")]).Message);
        }
    }

    [Fact]
    public void DerivedGroupsStayOfTheirType()
    {
        var (match, rest) = new Titled("t", [new A("a"), new B("b")]).Split<A>();
        Assert.Equal("t!", Assert.IsType<Titled>(match).Message);
        Assert.IsType<Titled>(rest);
    }

    [Fact]
    public void AggregatesInsideAreGroupsToo()
    {
        var group = new ExceptionGroup("m", new AggregateException("inner", new A("a"), new B("b")), new C("c"));
        Assert.Equal(["a", "b", "c"], group.Leaves.Select(e => e.Message));
        var (match, rest) = group.Split(typeof(A), typeof(C));
        Assert.Equal("m(inner(A:a) C:c)", Text(match));
        Assert.Equal("m(inner(B:b))", Text(rest));
        Assert.Equal("m(inner(A:a))", Text(group.Subgroup<A>()));
        Assert.Equal("m(inner(B:b))", Text(group.Subgroup(typeof(B))));
        Assert.Null(group.Subgroup<A1>());
    }

    /// <summary>Deeper than a stack: nothing about a group may be recursive.</summary>
    [Fact]
    public void TreesMayBeDeep()
    {
        const int Depth = 100_000;
        foreach (var wrap in new Func<Exception, Exception>[] { static e => new ExceptionGroup("g", e), static e => new AggregateException("g", e) })
        {
            Exception tree = new ExceptionGroup("leaves", new A("a"), new B("b"));
            for (var i = 0; i < Depth; i++) tree = wrap(tree);
            var group = new ExceptionGroup("root", tree);
            var (match, rest) = group.Split<A>();
            Assert.Equal(("a", "b"), (match!.Leaves.Single().Message, rest!.Leaves.Single().Message));
            var depth = 0;
            for (Exception at = match; at is ExceptionGroup { Exceptions: [var only] }; at = only) depth++;
            Assert.Equal(Depth + 2, depth);
            Assert.Equal("b", Assert.Throws<ExceptionGroup>(() => ExceptStar.Of(group).On<A>(static _ => { }).ThrowRest()).Leaves.Single().Message);
            Assert.Contains("max_group_depth", Traceback.Format(group));
        }
        Exception text = new A("a");
        for (var i = 0; i < Depth; i++) text = new ExceptionGroup("g", text);
        Assert.StartsWith("PyIdioms.ExceptionGroup: g (1 sub-exception)", text.ToString());
    }
}
