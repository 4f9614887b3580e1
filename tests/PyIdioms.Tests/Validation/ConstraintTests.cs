using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Validation;

/// <summary>Each constraint gives the verdict of annotated-types, and one that makes sense for the types Python does not have.</summary>
public class ConstraintTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases => Truth.Of("validation", "annotated").GetProperty("cases").EnumerateArray().Select(c => new TheoryDataRow<string>(c.GetRawText()));

    [Theory]
    [MemberData(nameof(Cases))]
    public void JudgesAsPython(string data)
    {
        var expected = JsonDocument.Parse(data).RootElement;
        var constraint = Constraint(expected.GetProperty("constraint").GetString()!);
        Assert.Equal(expected.GetProperty("valid").GetBoolean(), constraint.IsValid(Value(expected.GetProperty("value"))));
        Assert.True(constraint.IsValid(null));
    }

    static ConstraintAttribute Constraint(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var (name, arguments) = open < 0 ? (text, []) : (text[..open], text[(open + 1)..^1].Split(','));
        return name switch
        {
            "Gt" => new GtAttribute(Number(arguments[0])),
            "Ge" => new GeAttribute(Number(arguments[0])),
            "Lt" => new LtAttribute(Number(arguments[0])),
            "Le" => new LeAttribute(Number(arguments[0])),
            "MultipleOf" => new MultipleOfAttribute(Number(arguments[0])),
            "MinLen" => new MinLenAttribute(int.Parse(arguments[0], CultureInfo.InvariantCulture)),
            "MaxLen" => new MaxLenAttribute(int.Parse(arguments[0], CultureInfo.InvariantCulture)),
            "Len" when arguments.Length == 1 => new LenAttribute(int.Parse(arguments[0], CultureInfo.InvariantCulture)),
            "Len" => new LenAttribute(int.Parse(arguments[0], CultureInfo.InvariantCulture), int.Parse(arguments[1], CultureInfo.InvariantCulture)),
            "LowerCase" => new LowerCaseAttribute(),
            "IsDigit" => new IsDigitAttribute(),
            "Interval" => Interval(arguments),
            _ => throw new InvalidOperationException(text),
        };
    }

    static IntervalAttribute Interval(string[] arguments)
    {
        object? At(string name) => Array.Find(arguments, a => a.StartsWith(name + "=", StringComparison.Ordinal)) is { } found ? Number(found[3..]) : null;
        return new() { Gt = At("gt"), Ge = At("ge"), Lt = At("lt"), Le = At("le") };
    }

    static object Number(string text) => text.Contains('.', StringComparison.Ordinal) ? double.Parse(text, CultureInfo.InvariantCulture) : int.Parse(text, CultureInfo.InvariantCulture);

    static object Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Number(value.GetRawText()),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToList(),
        _ => value.GetBoolean(),
    };

    public static IEnumerable<TheoryDataRow<ConstraintAttribute, object, bool>> OtherTypes()
    {
        (ConstraintAttribute, object, bool)[] rows =
        [
            (new GtAttribute(0), (byte)1, true), (new GtAttribute(0), (sbyte)-1, false), (new GtAttribute(0), (short)0, false), (new GtAttribute(0), (ushort)1, true),
            (new GtAttribute(-1), 0u, true), (new GtAttribute(-1), 0ul, true), (new LtAttribute(0), ulong.MaxValue, false), (new LeAttribute(ulong.MaxValue), ulong.MaxValue, true),
            (new GtAttribute(0), (nint)1, true), (new GtAttribute(0), (nuint)0, false), (new LeAttribute(long.MaxValue), long.MaxValue, true),
            (new GtAttribute(9007199254740992.0), 9007199254740993L, true), // a double has no such number
            (new GtAttribute(0.5), 0, false), (new GtAttribute(0.5), 1, true), (new GeAttribute(-0.5), 0, true), (new GeAttribute(-0.5), -1, false),
            (new GtAttribute(double.PositiveInfinity), long.MaxValue, false), (new LtAttribute(double.PositiveInfinity), long.MaxValue, true), (new GtAttribute(double.NaN), 1, false),
            (new GeAttribute(0.1), 0.1m, true), (new GtAttribute(0.1), 0.1m, false), (new GeAttribute("0.1"), 0.1m, true), (new LtAttribute(1e300), decimal.MaxValue, true), (new GtAttribute(-1e300), decimal.MinValue, true),
            (new LeAttribute(0.1), 0.1f, true), (new GtAttribute(0.1), 0.1f, false), (new LeAttribute(0.1f), 0.1, true), (new LeAttribute(0.5), (Half)0.5, true),
            (new GtAttribute(0), double.NaN, false), (new GeAttribute(0), double.NaN, false), (new LtAttribute(0), double.NaN, false), (new LeAttribute(0), double.NaN, false),
            (new IntervalAttribute(0, 1), double.NaN, false), (new MultipleOfAttribute(1), double.NaN, false), (new LtAttribute(1), float.NaN, false),
            (new GtAttribute("100000000000000000000"), BigInteger.Pow(10, 20), false), (new GeAttribute("100000000000000000000"), BigInteger.Pow(10, 20), true),
            (new GeAttribute("170141183460469231731687303715884105727"), Int128.MaxValue, true), (new LtAttribute(0), UInt128.MaxValue, false),
            (new GeAttribute("2020-01-01"), new DateTime(2020, 1, 1), true), (new GtAttribute("2020-01-01"), new DateTime(2020, 1, 1), false), (new LtAttribute("2020-01-01T12:00"), new DateTime(2020, 1, 1), true),
            (new GeAttribute("2020-01-01T00:00:00Z"), new DateTimeOffset(2020, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)), true),
            (new LeAttribute("2020-01-31"), new DateOnly(2020, 1, 31), true), (new LtAttribute("08:30"), new TimeOnly(9, 0), false), (new LeAttribute("00:00:30"), TimeSpan.FromSeconds(31), false),
            (new GtAttribute("b"), "c", true), (new GtAttribute("b"), "B", false), (new GeAttribute('a'), 'b', true), (new LtAttribute('a'), 'a', false),
            (new MultipleOfAttribute(0.1), 0.3m, true), (new MultipleOfAttribute("0.1"), 0.35m, false), (new MultipleOfAttribute(0.25), 0.75f, true), (new MultipleOfAttribute(0), 0, false),
            (new MultipleOfAttribute(0), 0.0, false), (new MultipleOfAttribute(-3), 9, true), (new MultipleOfAttribute(0.5), 3, true), (new MultipleOfAttribute(2.5), 5, true), (new MultipleOfAttribute(2.5), 4, false),
            (new MultipleOfAttribute("0.5"), 3, true), (new MultipleOfAttribute("00:15"), TimeSpan.FromMinutes(45), true), (new MultipleOfAttribute("00:15"), TimeSpan.FromMinutes(50), false), (new MultipleOfAttribute(-1), int.MinValue, true),
            (new MinLenAttribute(2), new HashSet<int> { 1, 2 }, true), (new MaxLenAttribute(1), new HashSet<string> { "a", "b" }, false), (new MinLenAttribute(1), ImmutableArray<int>.Empty, false),
            (new LenAttribute(2, 2), new Dictionary<int, int> { [1] = 1, [2] = 2 }, true), (new MaxLenAttribute(1), new Queue<int>([1, 2]), false), (new MaxLenAttribute(3), new int[2, 2], false),
            (new MinLenAttribute(1), "".AsMemory(), false), (new MaxLenAttribute(2), "\uD83D\uDE00\uD83D", true), (new MaxLenAttribute(1), "\uD83D\uDE00\uD83D", false), (new MinLenAttribute(2), "\uDE00\uD83D", true),
            (new RegexAttribute("[a-z]+"), "abc", true), (new RegexAttribute("[a-z]+"), "abc1", false), (new RegexAttribute("^[a-z]+$"), "abc\n", false), (new RegexAttribute("a|ab"), "ab", true),
            (new RegexAttribute("[a-z]+ # letters") { Options = System.Text.RegularExpressions.RegexOptions.IgnorePatternWhitespace }, "abc", true),
            (new EmailAttribute(), "ada@example.com", true), (new EmailAttribute(), "a@b", true), (new EmailAttribute(), "a.b+c@d-e.org", true), (new EmailAttribute(), "j\u00FCrgen@b\u00FCcher.example", true),
            (new EmailAttribute(), "", false), (new EmailAttribute(), "@", false), (new EmailAttribute(), "a@", false), (new EmailAttribute(), "@b", false), (new EmailAttribute(), "a@b@c", false), (new EmailAttribute(), "a b@c", false),
            (new EmailAttribute(), ".a@b", false), (new EmailAttribute(), "a.@b", false), (new EmailAttribute(), "a..b@c", false), (new EmailAttribute(), "a@b..c", false), (new EmailAttribute(), "a@-b", false), (new EmailAttribute(), "a@b\n", false),
            (new EmailAttribute(), new string('a', 65) + "@b", false), (new EmailAttribute(), "a@" + new string('b', 64), false), (new EmailAttribute(), "a@" + string.Join('.', Enumerable.Repeat("bcdefghij", 26)), false),
            (new LowerCaseAttribute(), "", false), (new LowerCaseAttribute(), "1", false), (new LowerCaseAttribute(), "\u01C5", false), (new LowerCaseAttribute(), "\u00AA", true), (new LowerCaseAttribute(), "\u2170", true),
            (new UpperCaseAttribute(), "A1", true), (new UpperCaseAttribute(), "Aa", false), (new UpperCaseAttribute(), "\u2160", true), (new UpperCaseAttribute(), "!", false),
            (new IsDigitAttribute(), "", false), (new IsDigitAttribute(), "\u00B2", true), (new IsDigitAttribute(), "\u00BD", false), (new IsDigitAttribute(), "\uD835\uDFCE", true), (new IsDigitsAttribute(), "12", true), (new IsDigitsAttribute(), "1.2", false),
            (new IsAsciiAttribute(), "", true), (new IsAsciiAttribute(), "\u00E9", false),
        ];
        return rows.Select(r => new TheoryDataRow<ConstraintAttribute, object, bool>(r.Item1, r.Item2, r.Item3));
    }

    [Theory]
    [MemberData(nameof(OtherTypes))]
    public void JudgesTypesOfDotNet(ConstraintAttribute constraint, object value, bool valid) => Assert.Equal(valid, constraint.IsValid(value));

    public static IEnumerable<TheoryDataRow<ConstraintAttribute, object>> Senseless() =>
    [
        new(new GtAttribute(0), "abc"), new(new GtAttribute(0), new DateTime(1)), new(new GtAttribute("yesterday"), new DateTime(1)), new(new GtAttribute("x"), 1), new(new GtAttribute(0), 'a'), new(new GtAttribute(0), new object()),
        new(new MultipleOfAttribute(2), "a"), new(new MultipleOfAttribute("x"), 1), new(new MinLenAttribute(1), 5), new(new MaxLenAttribute(1), Enumerable.Range(0, 3).Select(n => n)), new(new LenAttribute(1), new object()),
        new(new RegexAttribute("a"), 1), new(new EmailAttribute(), 1), new(new LowerCaseAttribute(), 'a'), new(new UpperCaseAttribute(), 1), new(new IsDigitAttribute(), 1), new(new IsDigitsAttribute(), 1), new(new IsAsciiAttribute(), 1), new(new IntervalAttribute(0, 1), "a"),
    ];

    [Theory]
    [MemberData(nameof(Senseless))]
    public void SaysWhatItCannotJudge(ConstraintAttribute constraint, object value) =>
        Assert.StartsWith(constraint.Constraint + " cannot apply to ", Assert.Throws<InvalidOperationException>(() => constraint.IsValid(value)).Message);

    [Fact]
    public void SaysWhatIsWrong()
    {
        (ConstraintAttribute, string, string)[] rows =
        [
            (new GtAttribute(0), "Gt(0)", "age must be greater than 0"), (new GeAttribute(0.5), "Ge(0.5)", "age must be at least 0.5"), (new LtAttribute("2020-01-01"), "Lt(\"2020-01-01\")", "age must be less than 2020-01-01"),
            (new LeAttribute('z'), "Le('z')", "age must be at most z"), (new IntervalAttribute(0, 150), "Interval(Ge=0, Le=150)", "age must be between 0 and 150"),
            (new IntervalAttribute { Gt = 0, Le = 10 }, "Interval(Gt=0, Le=10)", "age must be greater than 0 and at most 10"), (new MultipleOfAttribute(3), "MultipleOf(3)", "age must be a multiple of 3"),
            (new MinLenAttribute(2), "MinLen(2)", "age must have a length of at least 2"), (new MaxLenAttribute(50), "MaxLen(50)", "age must have a length of at most 50"), (new LenAttribute(2), "Len(2)", "age must have a length of at least 2"),
            (new LenAttribute(2, 3), "Len(2, 3)", "age must have a length between 2 and 3"), (new LenAttribute(2, 2), "Len(2, 2)", "age must have a length of 2"), (new RegexAttribute("a+"), "Regex(\"a+\")", "age must match the pattern a+"),
            (new EmailAttribute(), "Email", "age must be an e-mail address"), (new LowerCaseAttribute(), "LowerCase", "age must be lower case"),
            (new GtAttribute(0) { ErrorMessage = "{0}: {1}!" }, "Gt(0)", "age: Gt(0)!"),
        ];
        foreach (var (constraint, text, message) in rows)
        {
            Assert.Equal(text, constraint.Constraint);
            Assert.Equal(text, constraint.ToString());
            Assert.Equal(message, constraint.FormatErrorMessage("age"));
        }
    }

    sealed class Form
    {
        [Required, MaxLen(5)] public string? Name { get; set; }
        [Gt(0), MultipleOf(2)] public int Age { get; set; }
        [Regex("[a-z]+"), Regex("..")] public string? Code { get; set; }
        [Email] public string? Email { get; set; }
    }

    [Fact]
    public void WorksThroughValidator()
    {
        var results = new List<ValidationResult>();
        var (bad, good) = (new Form { Name = "abcdef", Age = -1, Code = "a1c", Email = "nobody" }, new Form { Name = "abc", Age = 2, Code = "ab" });
        Assert.False(Validator.TryValidateObject(bad, new(bad), results, validateAllProperties: true));
        Assert.Equal(
            ["Age must be a multiple of 2", "Age must be greater than 0", "Code must match the pattern ..", "Code must match the pattern [a-z]+", "Email must be an e-mail address", "Name must have a length of at most 5"],
            results.Select(r => r.ErrorMessage!).Order(StringComparer.Ordinal));
        Assert.Equal(["Age"], results.First(r => r.ErrorMessage!.StartsWith("Age", StringComparison.Ordinal)).MemberNames);
        Assert.True(Validator.TryValidateObject(good, new(good), null, validateAllProperties: true));
    }
}
