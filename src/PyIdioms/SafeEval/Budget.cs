namespace PyIdioms;

/// <summary>How much a text from outside may cost to be read and evaluated. What costs more is an error of the kind <see cref="EvalErrorKind.Budget"/>.</summary>
/// <remarks>Handbook, CPython Internals, "exec / eval / compile": what Python's <c>eval</c> does not have, so that <c>9 ** 9 ** 9</c> hangs it.</remarks>
public sealed record Budget
{
    /// <summary>10,000 characters, 100 levels, 1,000,000 steps, 16 MiB, 5 seconds.</summary>
    public static Budget Default { get; } = new();

    /// <summary>How many characters a text may have.</summary>
    public int Length { get; init; } = 10_000;

    /// <summary>How deep brackets, calls, operators before and behind one another and values in values may be nested; at most 500 count.</summary>
    public int Depth { get; init; } = 100;

    /// <summary>How many steps an evaluation may take: one for an operation on small values, more in proportion to the work on texts, lists and long integers.</summary>
    public long Steps { get; init; } = 1_000_000;

    /// <summary>How many bytes the texts, lists and long integers made on the way may have, all together.</summary>
    public long Memory { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long an evaluation may take. Asked between steps: a function of yours that is running is not interrupted.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The levels that count: recursion beyond could leave the stack of a thread.</summary>
    internal int Levels => Math.Min(Depth, 500);
}
