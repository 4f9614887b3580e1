using System.Text.RegularExpressions;

namespace PyIdioms;

public sealed partial class RegexAttribute
{
    Regex? whole;

    /// <inheritdoc/>
    public override string Constraint => $"Regex({Text(Pattern)})";

    /// <inheritdoc/>
    protected override string Requirement => $"must match the pattern {Pattern}";

    /// <summary>The expression that the whole text must match.</summary>
    /// <exception cref="ArgumentException">The pattern is no regular expression.</exception>
    public static Regex Whole(string pattern, RegexOptions options, int matchTimeoutInMilliseconds)
    {
        // A comment at the end of a pattern with free spacing would swallow what is put behind it.
        var end = options.HasFlag(RegexOptions.IgnorePatternWhitespace) ? "\n" : "";
        return new($@"\A(?:{pattern}{end})\z", options | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(matchTimeoutInMilliseconds));
    }

    /// <inheritdoc/>
    protected override bool Holds(object value) => (whole ??= Whole(Pattern, Options, MatchTimeoutInMilliseconds)).IsMatch(value as string ?? throw CannotApply(value));
}

public sealed partial class EmailAttribute
{
    /// <inheritdoc/>
    public override string Constraint => "Email";

    /// <inheritdoc/>
    protected override string Requirement => "must be an e-mail address";

    /// <inheritdoc/>
    protected override bool Holds(object value) => TextKind.IsEmail(value as string ?? throw CannotApply(value));
}

public sealed partial class LowerCaseAttribute
{
    /// <inheritdoc/>
    public override string Constraint => "LowerCase";

    /// <inheritdoc/>
    protected override string Requirement => "must be lower case";

    /// <inheritdoc/>
    protected override bool Holds(object value) => TextKind.IsLower(value as string ?? throw CannotApply(value));
}

public sealed partial class UpperCaseAttribute
{
    /// <inheritdoc/>
    public override string Constraint => "UpperCase";

    /// <inheritdoc/>
    protected override string Requirement => "must be upper case";

    /// <inheritdoc/>
    protected override bool Holds(object value) => TextKind.IsUpper(value as string ?? throw CannotApply(value));
}

public sealed partial class IsDigitAttribute
{
    /// <inheritdoc/>
    public override string Constraint => "IsDigit";

    /// <inheritdoc/>
    protected override string Requirement => "must be digits";

    /// <inheritdoc/>
    protected override bool Holds(object value) => TextKind.IsDigit(value as string ?? throw CannotApply(value));
}

public sealed partial class IsDigitsAttribute
{
    /// <inheritdoc/>
    public override string Constraint => "IsDigits";

    /// <inheritdoc/>
    protected override string Requirement => "must be digits";

    /// <inheritdoc/>
    protected override bool Holds(object value) => TextKind.IsDigit(value as string ?? throw CannotApply(value));
}

public sealed partial class IsAsciiAttribute
{
    /// <inheritdoc/>
    public override string Constraint => "IsAscii";

    /// <inheritdoc/>
    protected override string Requirement => "must be ASCII";

    /// <inheritdoc/>
    protected override bool Holds(object value) => TextKind.IsAscii(value as string ?? throw CannotApply(value));
}
