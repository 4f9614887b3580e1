namespace PyIdioms.Tool.Review;

/// <summary>Tells the rules of this pack from those of the compiler and of other analyzers.</summary>
static class OurRules
{
    /// <summary>Rules are <c>PYI</c>, what a generator refuses is <c>PYG</c>.</summary>
    public static bool Include(string ruleId) => ruleId.StartsWith("PYI", StringComparison.Ordinal) || ruleId.StartsWith("PYG", StringComparison.Ordinal);
}
