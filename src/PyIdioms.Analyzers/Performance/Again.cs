using Microsoft.CodeAnalysis;

namespace PyIdioms.Analyzers.Performance;

/// <summary>A sequence that is gone through again.</summary>
/// <param name="Sequence">The variable that has it.</param>
/// <param name="Place">Where that happens.</param>
/// <param name="First">Where the variable was mentioned when it was gone through before; null where one place is run for each element.</param>
public sealed record Again(ISymbol Sequence, SyntaxNode Place, SyntaxNode? First);
