using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Njit;

/// <summary>A loop whose iterations may become lanes.</summary>
/// <param name="At">The loop.</param>
/// <param name="Lane">What counts its iterations.</param>
/// <param name="Counter">The user's variable that does, or the one that stands for it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Bound">What it is compared with, as a long: the first number that is not reached.</param>
/// <param name="Step">How far it counts in one iteration; below zero where it counts down.</param>
/// <param name="Body">What an iteration does.</param>
/// <param name="Places">The spans and arrays in it.</param>
/// <param name="Carried">The user's variables that it changes.</param>
/// <param name="Guards">What else must hold before it begins, in the user's words.</param>
sealed record LaneLoop(SyntaxNode At, Variable Lane, string Counter, Num Type, string Bound, int Step, List<Stmt> Body, List<Place> Places, List<Variable> Carried, List<string> Guards)
{
    public bool Down => Step < 0;

    /// <summary>How far apart lanes count: the first one is the lowest.</summary>
    public int Apart => Math.Abs(Step);

    /// <summary>Whether each lane takes iterations that follow one another, far from those of the next.</summary>
    public bool InBlocks { get; init; }
}
