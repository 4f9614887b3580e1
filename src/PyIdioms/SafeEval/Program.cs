namespace PyIdioms;

/// <summary>An expression as instructions for a machine with a stack.</summary>
/// <param name="Instructions">The instructions.</param>
/// <param name="Constants">Their constants.</param>
/// <param name="Depth">How many values are on the stack at most.</param>
sealed record Program(Instruction[] Instructions, object?[] Constants, int Depth);
