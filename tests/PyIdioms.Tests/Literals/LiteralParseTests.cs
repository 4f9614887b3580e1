using System.Numerics;
using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Literals;

/// <summary>Literals give what ast.literal_eval gives (truth.json, "literal_eval"), as values of .NET.</summary>
public class LiteralParseTests
{
    [Fact]
    public void EveryCaseGivesItsValueOrItsError()
    {
        var count = 0;
        foreach (var one in Truth.Of("eval", "literal_eval").EnumerateArray())
        {
            count++;
            var text = one.GetProperty("expr").GetString()!;
            if (one.TryGetProperty("error", out var error))
            {
                var kind = error.GetString() == "SyntaxError" ? EvalErrorKind.Syntax : EvalErrorKind.NotAllowed;
                Assert.Equal(kind, Assert.Throws<LiteralException>(() => Literal.Parse(text)).Kind);
                continue;
            }
            var value = Literal.Parse(text);
            Assert.Equal((one.GetProperty("ok").GetString(), one.GetProperty("type").GetString()), (Literal.Repr(value), TypeOf(value)));
        }
        Assert.Equal(31, count);
    }

    static string TypeOf(object? value) => value switch
    {
        bool => "bool",
        long or BigInteger => "int",
        double => "float",
        string => "str",
        byte[] => "bytes",
        Complex => "complex",
        PyTuple => "tuple",
        List<object?> => "list",
        HashSet<object?> => "set",
        OrderedDictionary<object, object?> => "dict",
        _ => "NoneType",
    };

    [Fact]
    public void ValuesAreThoseOfDotNet()
    {
        var value = Literal.Parse<OrderedDictionary<object, object?>>("{'name': 'Ada', 'born': 1815, 'tags': ['a', b'\\x01', None], (1, 2): {1, 1.0, True}, 2**1: 3}".Replace("2**1", "2", StringComparison.Ordinal));
        Assert.Equal("Ada", value["name"]);
        Assert.Equal(1815L, value["born"]);
        Assert.Equal(["a", new byte[] { 1 }, null], (List<object?>)value["tags"]!);
        Assert.Equal([1L], (HashSet<object?>)value[new PyTuple(1L, 2.0)]!);
        Assert.Equal(3L, value[2.0]);
        Assert.Equal(["name", "born", "tags"], value.Keys.Take(3));
        Assert.True(Literal.Parse("(1, 'a')") is PyTuple and (1L, "a"));
        Assert.Equal(BigInteger.Parse("9223372036854775808", System.Globalization.CultureInfo.InvariantCulture), Literal.Parse("9223372036854775808"));
        Assert.Equal(long.MinValue, Literal.Parse("-9223372036854775808"));
        Assert.Equal("this is int, not 'String' (line 1, column 1)", Assert.Throws<LiteralException>(() => Literal.Parse<string>("1")).Message);
        Assert.Null(Literal.Parse<string?>("None"));
    }

    [Theory]
    [InlineData("[1,\n 2 3]", EvalErrorKind.Syntax, "the end is expected, not '3' (line 2, column 4)")]
    [InlineData("{'a': b}", EvalErrorKind.NotAllowed, "the name 'b' is no part of a literal (line 1, column 7)")]
    [InlineData("[1, 2 + 3]", EvalErrorKind.NotAllowed, "a sum is no part of a literal (line 1, column 5)")]
    [InlineData("{[1]: 2}", EvalErrorKind.Type, "a list can change, so it cannot be a key (line 1, column 2)")]
    [InlineData("{1, ({},)}", EvalErrorKind.Type, "a dict can change, so it cannot be in a set (line 1, column 5)")]
    [InlineData("{None: 1}", EvalErrorKind.NotAllowed, "None as a key, which no dictionary of .NET has, is no part of a literal (line 1, column 2)")]
    [InlineData("'\\N{DIGIT ONE}'", EvalErrorKind.NotAllowed, "characters by name have no place here: write \\u and a number (line 1, column 2)")]
    [InlineData("'a\\x4'", EvalErrorKind.Syntax, "2 hexadecimal digits belong behind \\x (line 1, column 3)")]
    [InlineData("b'é'", EvalErrorKind.Syntax, "bytes are written in ASCII, others as \\x80 (line 1, column 3)")]
    [InlineData("'a' b'b'", EvalErrorKind.Syntax, "bytes and text cannot be put together (line 1, column 5)")]
    [InlineData("(1, ", EvalErrorKind.Syntax, "a value is expected, not the end (line 1, column 5)")]
    [InlineData("[1, 2)", EvalErrorKind.Syntax, "']' is expected, not ')' (line 1, column 6)")]
    [InlineData("", EvalErrorKind.Syntax, "a value is expected, not the end (line 1, column 1)")]
    [InlineData("\"\"\"a\nb", EvalErrorKind.Syntax, "the three quotes of a text are not closed (line 1, column 1)")]
    [InlineData("1__0", EvalErrorKind.Syntax, "an underscore stands between two digits (line 1, column 2)")]
    [InlineData("0x", EvalErrorKind.Syntax, "this is no hexadecimal number (line 1, column 1)")]
    [InlineData("1x", EvalErrorKind.Syntax, "this is no decimal number: 1x (line 1, column 1)")]
    public void ErrorsSayWhatAndWhere(string text, EvalErrorKind kind, string message)
    {
        var error = Assert.Throws<LiteralException>(() => Literal.Parse(text));
        Assert.Equal((kind, message), (error.Kind, error.Message));
    }

    [Fact]
    public void DepthAndLengthAreLimited()
    {
        Assert.StartsWith("the literal is nested deeper than 100 levels", Assert.Throws<LiteralException>(() => Literal.Parse(new string('[', 10_000))).Message);
        Assert.StartsWith("the text has 10001 characters, 10000 are allowed", Assert.Throws<LiteralException>(() => Literal.Parse(new string('1', 10_001))).Message);
        Assert.Equal(1000, ((List<object?>)Literal.Parse($"[{string.Concat(Enumerable.Repeat("(1,[2]),", 1000))}]")!).Count);
        Assert.Equal(99, Literal.Repr(Literal.Parse(new string('[', 99) + new string(']', 99))).Count(static c => c == '['));
    }

    [Fact]
    public void TheAttributeOfTheSameNameIsStillAnAttribute() => Assert.Equal("post", ((Method)"post").Value);
}

/// <summary>Its attribute is found beside the class <see cref="PyIdioms.Literal"/>.</summary>
[Literal("get", "post")]
public readonly partial record struct Method;
