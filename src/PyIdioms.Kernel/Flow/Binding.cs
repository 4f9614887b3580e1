using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Flow;

/// <summary>What the compiler makes of a piece of code: the one place where rules ask for operations.</summary>
public static class Binding
{
    /// <summary>
    /// The operation of a node; null where there is none, and where the compiler itself fails: on half-typed code such as <c>[x when map[(async () =></c>
    /// (Roslyn 5.0 to 5.9) it throws of its own accord, and what it cannot read no rule speaks of.
    /// </summary>
    public static IOperation? Bind(this SemanticModel model, SyntaxNode node, CancellationToken cancel = default)
    {
        try
        {
            return model.GetOperation(node, cancel);
        }
        catch (Exception itsOwn) when (itsOwn is not (OperationCanceledException or ArgumentException or OutOfMemoryException or InsufficientExecutionStackException))
        {
            return null;
        }
    }
}
