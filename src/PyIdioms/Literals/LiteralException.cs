namespace PyIdioms;

/// <summary>A text is no literal of Python.</summary>
/// <remarks>Handbook, CPython Internals, "exec / eval / compile": what <c>ast.literal_eval</c> raises.</remarks>
public sealed class LiteralException : FormatException
{
    internal LiteralException(EvalErrorKind kind, string problem, int position, string text) : base($"{problem} ({SourcePlace.Of(text, position)})")
    {
        (Kind, Position) = (kind, position);
        (Line, Column) = SourcePlace.Of(text, position);
    }

    /// <summary>What is wrong: Python raises <c>SyntaxError</c> for <see cref="EvalErrorKind.Syntax"/>, <c>ValueError</c> for <see cref="EvalErrorKind.NotAllowed"/>, <c>TypeError</c> for <see cref="EvalErrorKind.Type"/>.</summary>
    public EvalErrorKind Kind { get; }

    /// <summary>Where in the text: an index, from 0; the length of the text at its end.</summary>
    public int Position { get; }

    /// <summary>The line of it, from 1.</summary>
    public int Line { get; }

    /// <summary>The column of it in its line, from 1.</summary>
    public int Column { get; }
}
