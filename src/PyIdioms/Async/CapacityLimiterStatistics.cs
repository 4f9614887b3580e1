namespace PyIdioms;

/// <summary>What a <see cref="CapacityLimiter"/> was like at one moment.</summary>
/// <param name="BorrowedTokens">How many tokens are held.</param>
/// <param name="TotalTokens">How many may be.</param>
/// <param name="Borrowers">Who holds them, in the order in which they got them.</param>
/// <param name="TasksWaiting">How many wait.</param>
public sealed record CapacityLimiterStatistics(int BorrowedTokens, int TotalTokens, IReadOnlyList<object> Borrowers, int TasksWaiting);
