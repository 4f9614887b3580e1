namespace PyIdioms.Tool;

/// <summary>What the process says to the shell. A later one outranks an earlier one, so that a review never looks better than it was.</summary>
static class ExitCode
{
    /// <summary>The review is complete and lists nothing, or was asked not to fail on findings.</summary>
    public const int Clean = 0;

    /// <summary>The review is complete and lists findings.</summary>
    public const int Findings = 1;

    /// <summary>The command line, or what it names, cannot be used.</summary>
    public const int Usage = 2;

    /// <summary>Part of the code was not analysed.</summary>
    public const int Incomplete = 3;

    /// <summary>Interrupted by the user, as shells report it.</summary>
    public const int Cancelled = 130;
}
