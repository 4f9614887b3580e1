namespace Handbook.Internals;

/// <summary>Handbook, CPython Internals, "exec / eval / compile": expressions and literals that users write.</summary>
static class Evaluating
{
    public static void Run()
    {
        Console.WriteLine("## Expressions");

        // eval(text) runs what it is given; here an expression can name a price, an amount and a function.
        var rule = Price.Compile("round_to(amount * unit_price * (0.9 if amount >= 10 else 1), 2)");
        foreach (var amount in new[] { 3, 12 }) Console.WriteLine($"{amount} for {rule.Evaluate(new Price { Amount = amount, UnitPrice = 1.99 })}");
        try
        {
            new Price().Evaluate("().__class__.__mro__[-1].__subclasses__()");
        }
        catch (SafeEvalException e)
        {
            Console.WriteLine($"{e.Kind}: {e.Message}");
        }
        Console.WriteLine(Literal.Repr(Literal.Parse("{'retries': 3, 'hosts': ('a', 'b')}")));

        // ConstantFolder computes 2 * 3 in a tree; here the compiler computes a method.
        Console.WriteLine($"20! is {Folded.Factorial20}");
    }
}

/// <summary>What a rule for prices can name.</summary>
[SafeEval]
public sealed partial class Price
{
    /// <summary>How many.</summary>
    [Var]
    public double Amount { get; init; }

    /// <summary>What one costs.</summary>
    [Var]
    public double UnitPrice { get; init; }

    [Fn]
    static double RoundTo(double value, double digits) => Math.Round(value, (int)digits);
}

/// <summary>Handbook, CPython Internals, "AST Module": what is known when the program is compiled.</summary>
static partial class Folded
{
    [ConstEval]
    public static partial long Factorial20 { get; }

    static long Factorial20Core()
    {
        var product = 1L;
        for (var i = 2; i <= 20; i++) product *= i;
        return product;
    }
}
