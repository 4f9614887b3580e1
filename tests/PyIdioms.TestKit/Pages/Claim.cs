using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace PyIdioms.TestKit.Pages;

/// <summary>A comment at a line's end that says what is found there: <c>// PYI0304: the message starts so // PYI0301</c>; in other files than C# it begins with <c>#</c>.</summary>
public sealed partial record Claim(int Line, string Id, string Message)
{
    /// <summary>The claims of a text, its lines counted from 0.</summary>
    public static ImmutableArray<Claim> Of(string code) =>
    [
        .. code.Split('\n').SelectMany((line, number) => AtEnd().Match(line).Groups["claim"].Captures
            .Select(capture => Parts().Match(capture.Value))
            .Select(parts => new Claim(number, parts.Groups["id"].Value, parts.Groups["message"].Value.TrimEnd())))
    ];

    public bool Holds(Diagnostic finding) =>
        finding.Id == Id
        && finding.Location.GetLineSpan().StartLinePosition.Line == Line
        && finding.GetMessage(null).StartsWith(Message, StringComparison.Ordinal);

    [GeneratedRegex(@"(?<claim>(?://|#) PY[IG]\d{4}(?![\w.])(?:: (?:(?!(?://|#) PY[IG]\d{4}).)*)?\s*)+$")]
    private static partial Regex AtEnd();

    [GeneratedRegex(@"^(?://|#) (?<id>PY[IG]\d{4})(?:: (?<message>.*))?")]
    private static partial Regex Parts();
}
