using System.Diagnostics;
using System.Numerics;

namespace PyIdioms;

/// <summary>What an evaluation has left of its budget, and where it is.</summary>
sealed class Spending(string text, Budget budget)
{
    const long Slice = 4096;

    readonly long started = Stopwatch.GetTimestamp();
    long steps = budget.Steps;
    long memory = budget.Memory;
    long untilLook = Slice;
    int depth;

    /// <summary>Where in the text what is done now stands.</summary>
    public int At { get; set; }

    /// <summary>Takes steps.</summary>
    public void Step(long count = 1)
    {
        steps -= count;
        if (steps < 0) throw Error(EvalErrorKind.Budget, $"this takes more than {budget.Steps} steps");
        untilLook -= count;
        if (untilLook < 0) Look();
    }

    /// <summary>Takes memory, and the steps that filling it takes.</summary>
    public void Allocate(long bytes)
    {
        memory -= bytes;
        if (memory < 0) throw Error(EvalErrorKind.Budget, $"this takes more than {budget.Memory} bytes");
        Step(bytes >> 4);
    }

    /// <summary>Takes what a product of long numbers needs.</summary>
    public void Multiply(long words, long otherWords)
    {
        Allocate((words + otherWords) * 4);
        Step(Product(words, otherWords) >> 3);
    }

    /// <summary>Takes what a power of a long number needs.</summary>
    public void Power(BigInteger number, long exponent)
    {
        var words = Product(number.GetBitLength(), exponent) / 32 + 1;
        Allocate(Product(words, 4));
        Step(Product(words, words) >> 3);
    }

    /// <summary>Asks for the time.</summary>
    public void Look()
    {
        untilLook = Slice;
        if (Stopwatch.GetElapsedTime(started) > budget.Time) throw Error(EvalErrorKind.Budget, $"this takes more than {budget.Time.TotalSeconds:0.###} seconds");
    }

    /// <summary>Goes into a value of a value.</summary>
    public void Enter()
    {
        Step();
        if (++depth > budget.Levels || !System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Error(EvalErrorKind.Budget, $"a value is nested deeper than {budget.Levels} levels");
    }

    public void Leave() => depth--;

    public SafeEvalException Error(EvalErrorKind kind, string problem, Exception? cause = null) => new(kind, problem, At, text, cause);

    static long Product(long left, long right) => left > 0 && right > long.MaxValue / left ? long.MaxValue : left * right;
}
