using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow;

/// <summary>The control-flow graphs of bodies and initializers.</summary>
public static class Graphs
{
    /// <summary>The graph of a function in a body: of the body itself, or of a lambda or local function in it.</summary>
    public static ControlFlowGraph? OfFunction(this ControlFlowGraph body, IOperation function, CancellationToken cancel) =>
        function.Parent is null ? body : body.Nested(cancel).FirstOrDefault(g => g.OriginalOperation.Syntax == function.Syntax);

    /// <summary>The graph of a body or initializer; null for other operations, and where the compiler cannot make one: it fails on half-typed interpolated string handlers (Roslyn 5.0 to 5.9).</summary>
    public static ControlFlowGraph? Of(IOperation? root, CancellationToken cancel)
    {
        if (root is not { Parent: null }) return null;
        try
        {
            return root switch
            {
                IMethodBodyOperation method => ControlFlowGraph.Create(method, cancel),
                IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor, cancel),
                IBlockOperation block => ControlFlowGraph.Create(block, cancel),
                IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancel),
                IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancel),
                IParameterInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancel),
                _ => null,
            };
        }
        catch (InvalidCastException)
        {
            return null;
        }
    }
}
