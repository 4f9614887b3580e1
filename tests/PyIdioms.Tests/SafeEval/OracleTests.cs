using System.Text.Json;

namespace PyIdioms.Tests.SafeEval;

/// <summary>Random expressions and literals give what CPython gives for them (Data/expressions.py; another table with PYIDIOMS_EXPRESSIONS=path).</summary>
public class OracleTests
{
    static readonly Sandbox Values = new() { X = 3, Y = "ab" };

    static IEnumerable<(string Text, string Wanted)> Rows(string section)
    {
        var table = Environment.GetEnvironmentVariable("PYIDIOMS_EXPRESSIONS") is { } path ? JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty(section) : Data.Truth.Of("expressions", section);
        return table.EnumerateArray().Select(row => (row[0].GetString()!, row[1].GetString()!));
    }

    [Fact]
    public void ExpressionsAreThoseOfPython() => Check("eval", 2000, text => Values.Evaluate(text));

    [Fact]
    public void LiteralsAreThoseOfPython() => Check("literal", 1000, text => Literal.Parse(text));

    static void Check(string section, int least, Func<string, object?> evaluate)
    {
        var count = 0;
        var wrong = new List<string>();
        foreach (var (text, wanted) in Rows(section))
        {
            count++;
            var actual = Answer(() => Literal.Repr(evaluate(text)));
            // What is refused and wrong in two ways is told by the first of them.
            var isSame = wanted.StartsWith('!') ? KindsOf(wanted, section).Contains(actual) : actual == wanted;
            if (!isSame) wrong.Add($"{text}\n  Python: {wanted}\n  here:   {actual}");
        }
        Assert.True(count >= least && wrong.Count == 0, $"{wrong.Count} of {count}:\n{string.Join('\n', wrong.Take(20))}");
    }

    static string Answer(Func<string> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (SafeEvalException e)
        {
            return e.Kind.ToString();
        }
        catch (LiteralException e)
        {
            return e.Kind.ToString();
        }
    }

    static string[] KindsOf(string exception, string section) => exception switch
    {
        "!SyntaxError" => ["Syntax", "NotAllowed"],
        "!ValueError" => section == "eval" ? ["Value"] : ["NotAllowed", "Type"],
        "!TypeError" => ["Type"],
        "!ZeroDivisionError" => ["ZeroDivision"],
        "!OverflowError" => ["Overflow"],
        "!IndexError" => ["Index"],
        var other => throw new InvalidDataException(other),
    };
}
