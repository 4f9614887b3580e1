using System.Text.RegularExpressions;

namespace PyIdioms;

/// <summary>The whole text must match a pattern: <c>re.fullmatch</c>.</summary>
/// <param name="pattern">A regular expression of .NET; it need not say <c>^</c> and <c>$</c>.</param>
public sealed partial class RegexAttribute(string pattern) : ConstraintAttribute
{
    /// <summary>The pattern, as it was written.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>How the pattern is read; <see cref="RegexOptions.CultureInvariant"/> is always added.</summary>
    public RegexOptions Options { get; set; }

    /// <summary>How many milliseconds a match may take before <see cref="RegexMatchTimeoutException"/>; 2000 unless set, -1 for no limit.</summary>
    public int MatchTimeoutInMilliseconds { get; set; } = 2000;
}
