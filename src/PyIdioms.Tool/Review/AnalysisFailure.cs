using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PyIdioms.Tool.Review;

/// <summary>A reason why a review is not the whole truth.</summary>
/// <param name="Subject">What was not analysed: a project, mostly.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Details">The first lines that prove it.</param>
sealed record AnalysisFailure(string Subject, string Reason, ImmutableArray<string> Details)
{
    /// <summary>How many details are worth printing.</summary>
    public const int MostDetails = 5;

    /// <summary>What the compiler says when a rule or a generator could not be loaded, was built for a newer compiler, or threw.</summary>
    public static FrozenSet<string> Ids { get; } = FrozenSet.ToFrozenSet(["CS9057", "CS8032", "CS8033", "CS8034", "CS8784", "CS8785", "AD0001"], StringComparer.OrdinalIgnoreCase);
}
