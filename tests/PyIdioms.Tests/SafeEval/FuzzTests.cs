using System.Globalization;
using System.Numerics;

namespace PyIdioms.Tests.SafeEval;

/// <summary>Whatever a text says: a value of an expression or a SafeEvalException, within its budget. PYIDIOMS_EVAL=1000000:7 asks for more, of another seed.</summary>
public class FuzzTests(ITestOutputHelper output)
{
    static readonly Budget Small = new() { Steps = 20_000, Memory = 200_000, Length = 2_000, Depth = 60 };

    static (int Count, int Seed) Size { get; } = (Environment.GetEnvironmentVariable("PYIDIOMS_EVAL") ?? "30000:1").Split(':') switch
    {
        [var count, var seed] => (int.Parse(count, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture)),
        [var count, ..] => (int.Parse(count, CultureInfo.InvariantCulture), 1),
        _ => throw new InvalidOperationException(),
    };

    [Fact]
    public void NothingEscapes()
    {
        var (values, errors) = (0, 0);
        var kinds = new System.Collections.Concurrent.ConcurrentDictionary<EvalErrorKind, int>();
        var (sandbox, formula, rules) = (new Sandbox { X = 3, Y = "ab" }, new Formula { X = 3 }, new Rules { Country = "AT", Anything = 1.5 });
        Parallel.For(0, 16, part =>
        {
            var fuzz = new ExpressionFuzz(new(Size.Seed * 16 + part));
            for (var i = 0; i < Size.Count / 16 + 1; i++)
            {
                var text = fuzz.Next();
                Try(text, () => sandbox.Evaluate(text, Small));
                Try(text, () => formula.Evaluate(text, Small));
                Try(text, () => rules.Evaluate(text, Small));
                TryLiteral(text);
            }
        });
        output.WriteLine($"{Size}: {values} values, {errors} errors: {string.Join(", ", kinds.OrderByDescending(k => k.Value).Select(k => $"{k.Key} {k.Value}"))}");
        // Both happen often, and so does every kind of error: else the texts would be bad ones.
        Assert.True(values > Size.Count / 20 && errors > Size.Count / 20, $"{values} {errors}");
        Assert.Equal(Enum.GetValues<EvalErrorKind>(), kinds.Keys.Order());

        void Try(string text, Func<object?> evaluate)
        {
            try
            {
                var value = evaluate();
                Assert.True(IsValue(value), $"{value?.GetType()} of {text}");
                Interlocked.Increment(ref values);
            }
            catch (SafeEvalException e)
            {
                Interlocked.Increment(ref errors);
                kinds.AddOrUpdate(e.Kind, 1, static (_, count) => count + 1);
                Assert.True(e.Position >= 0 && e.Position <= text.Length && e.Line > 0 && e.Column > 0, text);
                Assert.True(e.InnerException is null == (e.Kind != EvalErrorKind.Function), text);
            }
            catch (Exception e)
            {
                Assert.Fail($"{e} of\n{text}");
            }
        }
    }

    static void TryLiteral(string text)
    {
        object? value;
        try
        {
            value = Literal.Parse(text, Small);
        }
        catch (LiteralException e)
        {
            Assert.InRange(e.Position, 0, text.Length);
            return;
        }
        catch (Exception e)
        {
            Assert.Fail($"{e} of\n{text}");
            return;
        }
        // nan, inf and the zero of -1j have no literal in Python either.
        var written = Literal.Repr(value);
        if (!written.Contains("inf", StringComparison.Ordinal) && !written.Contains("nan", StringComparison.Ordinal) && !written.Contains('j', StringComparison.Ordinal)) Assert.Equal(written, Literal.Repr(Literal.Parse(written)));
    }

    static bool IsValue(object? value) => value is null or bool or long or double or string or BigInteger || value is List<object?> or PyTuple && ((IReadOnlyList<object?>)value).All(IsValue);
}
