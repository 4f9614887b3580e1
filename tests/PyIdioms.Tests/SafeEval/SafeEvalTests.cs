namespace PyIdioms.Tests.SafeEval;

/// <summary>Functions and variables of a class, numbers and other values, and what errors say.</summary>
public class SafeEvalTests
{
    static readonly Rules Adult = new() { Country = "AT", Age = 30, Roles = ["admin", "user"] };

    [Theory]
    [InlineData("max(x, 10) * 2", 20)]
    [InlineData("hypotenuse(3)", 5)]
    [InlineData("hypotenuse(x, 4) + unit_price", 7.5)]
    [InlineData("mean(1, 2, 3, x)", 2.25)]
    [InlineData("scaled(2, 0, 0)", 8)]
    [InlineData("1 if x > 2 else 5", 1)]
    [InlineData("(1 if x > 2 else 5) - unit_price", -1.5)]
    [InlineData("(x or 7) - (0 or unit_price)", 0.5)]
    [InlineData("x and 0", 0)]
    [InlineData("1 < x < 4", 1)]
    [InlineData("1 < x < 2 < unit_price", 0)]
    [InlineData("not x", 0)]
    [InlineData("-x ** 2 // 2", -5)]
    [InlineData("-7 % x", 2)]
    [InlineData("int(-2.7) + abs(-x) + min(4, 2) + float(1) + True", 5)]
    [InlineData("1_000 + 0x10 + 1e1", 1026)]
    [InlineData("x if x != x else hypotenuse(x) if x >= 3 else 0", 5)]
    public void Numbers(string text, double value)
    {
        var formula = new Formula { X = 3 };
        Assert.Equal(value, formula.Evaluate(text, Budget.Default));
        var compiled = Formula.Compile(text);
        Assert.Equal(value, compiled.Evaluate(formula));
        Assert.Equal(value, compiled.Evaluate(formula));
        Assert.Equal(text, compiled.ToString());
    }

    [Theory]
    [InlineData("country == 'AT' and age >= 18 and 'admin' in roles", true)]
    [InlineData("starts_with(country, 'A')", true)]
    [InlineData("older() + older(years)", null)]
    [InlineData("older(5) * 2", 70L)]
    [InlineData("total([1, 2] + [3])", 6L)]
    [InlineData("total(range(5))", 10L)]
    [InlineData("small(255)", 255L)]
    [InlineData("shown(None, None)", "none/none/")]
    [InlineData("shown('a', 2, 'b', 'c')", "a/2/b+c")]
    [InlineData("size[1] + len(roles) + len(same('xy'))", 8L)]
    [InlineData("sum(size)", 7L)]
    [InlineData("same(None) is None", true)]
    public void OtherValues(string text, object? value)
    {
        if (value is null) Assert.Equal("nothing has the name 'years' (line 1, column 17)", Assert.Throws<SafeEvalException>(() => Adult.Evaluate(text)).Message);
        else Assert.Equal(value, Adult.Evaluate(text));
    }

    /// <summary>Where .NET and Python differ, or a number changes its type.</summary>
    [Theory]
    [InlineData("-(-9223372036854775808) == 2 ** 63", true)]
    [InlineData("'\uffff' < '\U0001f600'", true)]
    [InlineData("sorted(['\U0001f600', '\ufffd', 'a\ufffd', 'a'])[3] == '\U0001f600'", true)]
    [InlineData("'a\U0001f600' > 'a\ufffd'", true)]
    [InlineData("-7 // 2 == -4 and -7 % 2 == 1 and 7 % -2 == -1", true)]
    public void AsInPython(string text, object value) => Assert.Equal(value, new Sandbox().Evaluate(text));

    [Theory]
    [InlineData("1 is 1", EvalErrorKind.NotAllowed, "'is' with anything but None, True and False has no place in an expression (line 1, column 3)")]
    [InlineData("1 is not 'a'", EvalErrorKind.NotAllowed, "'is' with anything but None, True and False has no place in an expression (line 1, column 3)")]
    [InlineData("[1, 2][::0]", EvalErrorKind.Value, "the step of a slice is not zero (line 1, column 7)")]
    [InlineData("'ab'[1:0:0]", EvalErrorKind.Value, "the step of a slice is not zero (line 1, column 5)")]
    [InlineData("1 @ 2", EvalErrorKind.NotAllowed, "a product of matrices ('@') has no place in an expression (line 1, column 3)")]
    public void HasNoMeaning(string text, EvalErrorKind kind, string message)
    {
        var error = Assert.Throws<SafeEvalException>(() => new Sandbox().Evaluate(text));
        Assert.Equal((kind, message), (error.Kind, error.Message));
    }

    [Theory]
    [InlineData("small(256)")]
    [InlineData("small(-1)")]
    [InlineData("older(2 ** 31)")]
    [InlineData("total([2 ** 31])")]
    public void AnArgumentThatItsTypeDoesNotHold(string text) => Assert.Equal(EvalErrorKind.Value, Assert.Throws<SafeEvalException>(() => Adult.Evaluate(text)).Kind);

    [Fact]
    public void AVariableThatThrowsIsAnError()
    {
        var error = Assert.Throws<SafeEvalException>(() => new Sensor().Evaluate("1 + reading"));
        Assert.Equal((EvalErrorKind.Function, "reading 'reading' failed: late (line 1, column 5)"), (error.Kind, error.Message));
        Assert.IsType<TimeoutException>(error.InnerException);
    }

    [Fact]
    public void AValueMayBeAskedForAsAType()
    {
        Assert.True(Adult.Evaluate<bool>("age > 29"));
        Assert.Equal(31, Adult.Evaluate<int>("age + 1"));
        Assert.Equal(31.0, Adult.Evaluate<double>("age + 1"));
        Assert.Null(Adult.Evaluate<string?>("None"));
        Assert.Equal("the value is str, not bool (line 1, column 1)", Assert.Throws<SafeEvalException>(() => Adult.Evaluate<bool>("country")).Message);
        Assert.Equal(["country", "age"], Rules.Compile("country == 'AT' or age > 3 and country").Variables);
    }

    [Theory]
    [InlineData("contry == 'AT'", EvalErrorKind.Name, "nothing has the name 'contry': did you mean 'country'? (line 1, column 1)")]
    [InlineData("1 +\tlen(5)", EvalErrorKind.Type, "int has no length (line 1, column 5)")]
    [InlineData("(1 +\n  older('a'))", EvalErrorKind.Type, "argument 1 of 'older' is str, not 'Int32' (line 2, column 3)")]
    [InlineData("older(5000000000)", EvalErrorKind.Value, "argument 1 of 'older' is 5000000000, which 'Int32' does not hold (line 1, column 1)")]
    [InlineData("small(-1)", EvalErrorKind.Value, "argument 1 of 'small' is -1, which 'Byte' does not hold (line 1, column 1)")]
    [InlineData("older(1.0)", EvalErrorKind.Type, "argument 1 of 'older' is float, not 'Int32' (line 1, column 1)")]
    [InlineData("total([1, 'a'])", EvalErrorKind.Type, "item 1 of argument 1 of 'total' is str, not 'Int32' (line 1, column 1)")]
    [InlineData("total(3)", EvalErrorKind.Type, "argument 1 of 'total' is int, not a list (line 1, column 1)")]
    [InlineData("starts_with('a', None)", EvalErrorKind.Type, "argument 2 of 'starts_with' is None, not str (line 1, column 1)")]
    [InlineData("starts_with('a')", EvalErrorKind.Type, "'starts_with' takes 2 arguments, not 1 (line 1, column 1)")]
    [InlineData("older(1, 2)", EvalErrorKind.Type, "'older' takes 0 to 1 arguments, not 2 (line 1, column 1)")]
    [InlineData("shown(1)", EvalErrorKind.Type, "'shown' takes 2 arguments or more, not 1 (line 1, column 1)")]
    [InlineData("age(1)", EvalErrorKind.Type, "'age' is a value, not a function (line 1, column 1)")]
    [InlineData("older + 1", EvalErrorKind.Type, "'older' is a function: call it (line 1, column 1)")]
    [InlineData("fails('so')", EvalErrorKind.Function, "'fails' failed: so (line 1, column 1)")]
    [InlineData("anything", EvalErrorKind.Type, "'anything' is of the type 'SafeEvalTests', which has no meaning in an expression (line 1, column 1)")]
    [InlineData("age / 0", EvalErrorKind.ZeroDivision, "division by zero (line 1, column 5)")]
    [InlineData("roles[2]", EvalErrorKind.Index, "there is no item 2: the list has 2 (line 1, column 6)")]
    [InlineData("age + country", EvalErrorKind.Type, "'+' is not for int and str (line 1, column 5)")]
    [InlineData("age < country", EvalErrorKind.Type, "'<' is not for int and str (line 1, column 5)")]
    [InlineData("age.real", EvalErrorKind.NotAllowed, "an attribute has no place in an expression (line 1, column 4)")]
    [InlineData("older(years=1)", EvalErrorKind.NotAllowed, "an argument by name has no place in an expression (line 1, column 12)")]
    [InlineData("lambda: 1", EvalErrorKind.NotAllowed, "a lambda has no place in an expression (line 1, column 1)")]
    [InlineData("1 + ", EvalErrorKind.Syntax, "a value is expected, not the end (line 1, column 5)")]
    [InlineData("(1", EvalErrorKind.Syntax, "')' is expected, not the end (line 1, column 3)")]
    [InlineData("1 2", EvalErrorKind.Syntax, "an operator or the end is expected, not '2' (line 1, column 3)")]
    [InlineData("'abc", EvalErrorKind.Syntax, "the quote of a text is not closed (line 1, column 1)")]
    [InlineData("1 ? 2", EvalErrorKind.Syntax, "the character '?' has no meaning in an expression (line 1, column 3)")]
    [InlineData("1\n+ 2", EvalErrorKind.Syntax, "the expression ends with its line: put it into brackets to go on (line 2, column 1)")]
    [InlineData("012", EvalErrorKind.Syntax, "a number does not begin with zeros: octal ones are written 0o17 (line 1, column 1)")]
    [InlineData("sum(['a'])", EvalErrorKind.Type, "'+' is not for int and str (line 1, column 1)")]
    [InlineData("2.0 ** 5000", EvalErrorKind.Overflow, "the result is too large for a float (line 1, column 5)")]
    [InlineData("(-2) ** 0.5", EvalErrorKind.Value, "a negative number has no real power that is not whole (line 1, column 6)")]
    public void ErrorsSayWhatAndWhere(string text, EvalErrorKind kind, string message)
    {
        var rules = new Rules { Country = "AT", Age = 3, Roles = ["a", "b"], Anything = new SafeEvalTests() };
        var error = Assert.Throws<SafeEvalException>(() => rules.Evaluate(text));
        Assert.Equal((kind, message), (error.Kind, error.Message));
        Assert.InRange(error.Position, 0, text.Length);
    }

    [Theory]
    [InlineData("'a' + 1", EvalErrorKind.Type, "a text has no place in a formula of numbers (line 1, column 1)")]
    [InlineData("[1]", EvalErrorKind.Type, "a list has no place in a formula of numbers (line 1, column 1)")]
    [InlineData("1 << 2", EvalErrorKind.Type, "an operation on bits has no place in a formula of floats (line 1, column 3)")]
    [InlineData("x in x", EvalErrorKind.Type, "'in' has no place in a formula of numbers (line 1, column 3)")]
    [InlineData("x // (x - x)", EvalErrorKind.ZeroDivision, "division by zero (line 1, column 3)")]
    [InlineData("x % 0", EvalErrorKind.ZeroDivision, "division by zero (line 1, column 3)")]
    [InlineData("1 + fail(x)", EvalErrorKind.Function, "'fail' failed: no 0 (line 1, column 5)")]
    [InlineData("x + broken", EvalErrorKind.Function, "reading 'broken' failed: late (line 1, column 5)")]
    [InlineData("mean(broken)", EvalErrorKind.Function, "reading 'broken' failed: late (line 1, column 6)")]
    [InlineData("len(x)", EvalErrorKind.Name, "nothing has the name 'len' (line 1, column 1)")]
    [InlineData("0 ** -1", EvalErrorKind.ZeroDivision, "0.0 cannot be raised to a negative power (line 1, column 3)")]
    public void ErrorsOfNumbers(string text, EvalErrorKind kind, string message)
    {
        var error = Assert.Throws<SafeEvalException>(() => new Formula().Evaluate(text));
        Assert.Equal((kind, message), (error.Kind, error.Message));
        if (kind == EvalErrorKind.Function) Assert.True(error.InnerException is InvalidOperationException or TimeoutException);
    }

    [Fact]
    public void ValuesAreThoseOfTheMoment()
    {
        var compiled = Rules.Compile("age * 2");
        Assert.Equal([2L, 4L, 6L], Enumerable.Range(1, 3).Select(age => compiled.Evaluate(new Rules { Country = "", Age = age })));
        Parallel.For(0, 100, i => Assert.Equal(i * 2L, compiled.Evaluate(new Rules { Country = "", Age = i })));
    }
}
