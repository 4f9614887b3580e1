using System.ComponentModel;
using System.Globalization;

namespace PyIdioms;

/// <summary>What generated alias types say of a value that is not listed: which is the closest, and which there are.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LiteralError
{
    /// <summary>A text that is none of the values.</summary>
    public static FormatException Unparsable<TSelf, TValue>(ReadOnlySpan<char> text) where TSelf : struct, ILiteral<TSelf, TValue> where TValue : notnull => new(Message<TSelf, TValue>(text.ToString()));

    /// <summary>A value that is not listed, where one is converted.</summary>
    public static ArgumentOutOfRangeException Unlisted<TSelf, TValue>(TValue value, string parameter) where TSelf : struct, ILiteral<TSelf, TValue> where TValue : notnull =>
        new(parameter, value, Message<TSelf, TValue>(Text(value)));

    internal static string Message<TSelf, TValue>(string found) where TSelf : struct, ILiteral<TSelf, TValue> where TValue : notnull
    {
        var all = TSelf.Values.Select(v => Text(v.Value)).ToArray();
        var closest = ClosestText.Of(found, all);
        return $"{typeof(TSelf).Name} has no value '{found}'{(closest is null ? "" : $", did you mean '{closest}'?")}{(closest is null ? "." : "")} Its values are {string.Join(", ", all.Select(v => $"'{v}'"))}.";
    }

    static string Text<TValue>(TValue value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
