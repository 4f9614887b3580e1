namespace PyIdioms;

/// <summary>An expression cannot be read or evaluated: the only exception that <see cref="SafeEvalAttribute"/> classes let out.</summary>
/// <remarks>Handbook, CPython Internals, "exec / eval / compile".</remarks>
public sealed class SafeEvalException : Exception
{
    internal SafeEvalException(EvalErrorKind kind, string problem, int position, string text, Exception? cause = null) : base($"{problem} ({SourcePlace.Of(text, position)})", cause)
    {
        (Kind, Position) = (kind, position);
        (Line, Column) = SourcePlace.Of(text, position);
    }

    /// <summary>What is wrong.</summary>
    public EvalErrorKind Kind { get; }

    /// <summary>Where in the text: an index, from 0; the length of the text at its end.</summary>
    public int Position { get; }

    /// <summary>The line of it, from 1.</summary>
    public int Line { get; }

    /// <summary>The column of it in its line, from 1.</summary>
    public int Column { get; }
}
