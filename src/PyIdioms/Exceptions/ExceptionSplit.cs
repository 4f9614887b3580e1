namespace PyIdioms;

/// <summary>The two halves of a divided group: <c>match, rest = group.split(…)</c>.</summary>
/// <param name="Match">What was asked for; null for nothing.</param>
/// <param name="Rest">All else; null for nothing.</param>
public readonly record struct ExceptionSplit(ExceptionGroup? Match, ExceptionGroup? Rest);
