using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Njit;

/// <summary>Ends the reading of a loop that stays as it is.</summary>
/// <param name="reason">Why, in words.</param>
/// <param name="at">What of the user's keeps it.</param>
sealed class NotVector(string reason, SyntaxNode at) : Exception(reason)
{
    public SyntaxNode At => at;
}
