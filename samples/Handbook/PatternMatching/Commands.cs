namespace Handbook.PatternMatching;

/// <summary>Pattern Matching, "Sequence patterns": words of a command line.</summary>
/// <remarks>
/// C#'s list patterns match whatever has a length and an index: arrays, lists, spans, and, unlike Python's, strings too, as lists of characters. So the type of the input says that it is
/// a list of words: a string cannot get there. What is no list is refused where the program is compiled, and Python's <c>case _</c> for it has nothing to do.
/// </remarks>
public static class Commands
{
    public static string Process(IReadOnlyList<string?> tokens) => tokens.ToArray() switch
    {
        [] => "empty",
        ["quit"] or ["exit"] => "exit",
        ["get", var resource] => $"GET {resource}",
        ["set", var key, var value] => $"SET {key}={value}",
        ["set", ..] => "set requires key and value",
        [var command, .. var arguments] => $"Unknown command: {command} with [{string.Join(", ", arguments.Select(a => $"'{a}'"))}]",
    };

    /// <summary>As Python has it, of anything: a string, a number or a dictionary is no sequence.</summary>
    public static string ProcessAny(object? input) => input is IReadOnlyList<string?> tokens ? Process(tokens) : "no-match";
}
