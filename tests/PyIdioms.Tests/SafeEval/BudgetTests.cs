namespace PyIdioms.Tests.SafeEval;

/// <summary>Nothing that a text says can hang, exhaust memory, or leave the stack.</summary>
public class BudgetTests
{
    public static TheoryData<string> Bombs() =>
    [
        "9 ** 9 ** 9",
        "'a' * 10 ** 10",
        "[0] * 10 ** 10",
        "(0,) * 2 ** 62",
        "sorted([3, 1, 2] * 300000)",
        "sum([1] * 1000000)",
        "1 << 10 ** 20",
        "1 << 2 ** 40",
        "(1 << 400000) * (1 << 400000)",
        "(1 << 4000000) // ((1 << 2000000) + 1)",
        "str(1 << 4000000)",
        "2 ** 100000 ** 2",
        "[[[[[[[[[[[[[[[[[[[[[[[[[1]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2 == [[[[[[[[[[[[[[[[[[[[[[[[[1.0]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2",
        "str([[[[[[[[[[[[[[[[[[[[[[[[[1]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2]*2)",
        "('a' * 100000 + 'b') in 'a' * 1000000",
        "int('9' * 1000000)",
        "max('a' * 1000000)",
        "len('a' * 1000000 * 1000000)",
    ];

    [Theory, MemberData(nameof(Bombs))]
    public void TooMuchIsAnError(string text)
    {
        var error = Assert.Throws<SafeEvalException>(() => new Sandbox().Evaluate(text));
        Assert.Equal(EvalErrorKind.Budget, error.Kind);
    }

    public static TheoryData<string, string> Deep() => new()
    {
        { new string('(', 10_000) + "1" + new string(')', 10_000), "the expression is nested deeper than 100 levels" },
        { new string('(', 4_000) + "1" + new string(')', 4_000), "the expression is nested deeper than 100 levels" },
        { new string('[', 4_000), "the expression is nested deeper than 100 levels" },
        { new string('-', 9_000) + "1", "the expression is nested deeper than 100 levels" },
        { string.Concat(Enumerable.Repeat("not ", 2_000)) + "1", "the expression is nested deeper than 100 levels" },
        { string.Concat(Enumerable.Repeat("2**", 3_000)) + "1", "the expression is nested deeper than 100 levels" },
        { string.Concat(Enumerable.Repeat("1 if 1 else ", 800)) + "1", "the expression is nested deeper than 100 levels" },
        { string.Concat(Enumerable.Repeat("max(", 2_000)), "the expression is nested deeper than 100 levels" },
        { new string('1', 100_000), "the text has 100000 characters, 10000 are allowed" },
    };

    [Theory, MemberData(nameof(Deep))]
    public void DepthAndLengthAreLimited(string text, string message)
    {
        var error = Assert.Throws<SafeEvalException>(() => Sandbox.Compile(text, Budget.Default with { Length = text.Length < 100_000 ? text.Length : 10_000 }));
        Assert.Equal(EvalErrorKind.Budget, error.Kind);
        Assert.StartsWith(message, error.Message);
    }

    [Fact]
    public void WhateverIsAllowedTheStackHolds()
    {
        var all = new Budget { Length = int.MaxValue, Depth = int.MaxValue, Steps = long.MaxValue };
        foreach (var opening in new[] { "(", "[", "-", "not ", "2**", "1 if 1 else ", "max(", "1 or 1 and 1 < 1 | 1 ^ 1 & 1 << 1 + 1 * -(", "'a'[" })
        {
            var thread = new Thread(() => Assert.Throws<SafeEvalException>(() => Sandbox.Compile(string.Concat(Enumerable.Repeat(opening, 20_000)), all)), 256 * 1024);
            thread.Start();
            thread.Join();
            Assert.Equal(EvalErrorKind.Budget, Assert.Throws<LiteralException>(() => Literal.Parse(new string('[', 100_000), all)).Kind);
        }
    }

    [Fact]
    public void WhatStandsInARowIsNotNested()
    {
        Assert.Equal(4000L, new Sandbox().Evaluate(string.Join('+', Enumerable.Repeat("1", 4000))));
        Assert.Equal(1L, new Sandbox().Evaluate(string.Join(" and ", Enumerable.Repeat("1", 1000))));
        Assert.Equal(true, new Sandbox().Evaluate(string.Join("<", Enumerable.Range(0, 1500))));
        Assert.Equal(1500.0, new Formula().Evaluate(string.Join('+', Enumerable.Repeat("1", 1500))));
    }

    [Theory]
    [InlineData("[1, 2, 3]", 3, "this takes more than 3 steps (line 1, column 1)")]
    [InlineData("1 + 2 + 3", 4, "this takes more than 4 steps (line 1, column 7)")]
    public void StepsAreCounted(string text, int steps, string message) =>
        Assert.Equal(message, Assert.Throws<SafeEvalException>(() => new Sandbox().Evaluate(text, new Budget { Steps = steps })).Message);

    [Fact]
    public void MemoryAndTimeAreLimited()
    {
        Assert.Equal("this takes more than 1000 bytes (line 1, column 5)", Assert.Throws<SafeEvalException>(() => new Sandbox().Evaluate("'a' * 501", new Budget { Memory = 1000 })).Message);
        Assert.Equal("aaaa", new Sandbox().Evaluate("'a' * 4", new Budget { Memory = 1000 }));
        Assert.Equal("this takes more than 0 seconds (line 1, column 1)", Assert.Throws<SafeEvalException>(() => new Rules { Country = "" }.Evaluate("older()", new Budget { Time = TimeSpan.Zero })).Message);
        Assert.Equal("this takes more than 0 seconds (line 1, column 5)", Assert.Throws<SafeEvalException>(() => new Formula().Evaluate("1 + hypotenuse(1)", new Budget { Time = TimeSpan.Zero })).Message);
        Assert.Equal(EvalErrorKind.Budget, Assert.Throws<SafeEvalException>(() => new Formula().Evaluate("1 + 2 + 3", new Budget { Steps = 4 })).Kind);
    }

    /// <summary>Steps are no bound of their own: what a power, a product and a repetition take is counted before it is taken.</summary>
    [Theory]
    [InlineData("2 ** 1000000 > 0")]
    [InlineData("len('ab' * 100000)")]
    [InlineData("len([1] * 100000)")]
    public void MemoryIsCountedBeforeItIsTaken(string text) =>
        Assert.StartsWith("this takes more than 10000 bytes", Assert.Throws<SafeEvalException>(() => new Sandbox().Evaluate(text, new Budget { Memory = 10_000, Steps = long.MaxValue })).Message);

    [Fact]
    public void AListThatHoldsItselfIsTooDeep()
    {
        var list = new List<object?>();
        list.Add(list);
        Assert.Equal("a value is nested deeper than 100 levels (line 1, column 1)", Assert.Throws<SafeEvalException>(() => new Sandbox { X = list }.Evaluate("x")).Message);
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    public void TheLastLevelIsAllowed(int parentheses, bool isAllowed)
    {
        var text = new string('(', parentheses) + "1" + new string(')', parentheses);
        if (isAllowed) Assert.Equal(1L, new Sandbox().Evaluate(text));
        else Assert.Equal(EvalErrorKind.Budget, Assert.Throws<SafeEvalException>(() => new Sandbox().Evaluate(text)).Kind);
    }

    [Fact]
    public void WhatAFunctionGivesIsPaidFor() =>
        Assert.Equal(EvalErrorKind.Budget, Assert.Throws<SafeEvalException>(() => new Rules { Country = "" }.Evaluate("range(100000000)[0]", new Budget { Steps = 1000 })).Kind);
}
