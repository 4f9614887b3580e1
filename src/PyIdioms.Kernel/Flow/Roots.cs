using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow;

/// <summary>What an operation stands in.</summary>
public static class Roots
{
    /// <summary>The body or initializer around an operation.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent) operation = parent;
        return operation;
    }

    /// <summary>The lambda or local function around an operation; the body or initializer where there is none.</summary>
    public static IOperation Function(this IOperation operation)
    {
        while (operation is not (IAnonymousFunctionOperation or ILocalFunctionOperation) && operation.Parent is { } parent) operation = parent;
        return operation;
    }

    /// <summary>Whether there is a control-flow graph around an operation: not in an attribute, not in half-typed code that is no member.</summary>
    public static bool HasGraph(this IOperation operation) => operation.Root().Kind is OperationKind.MethodBody or OperationKind.ConstructorBody or OperationKind.Block
        or OperationKind.FieldInitializer or OperationKind.PropertyInitializer or OperationKind.ParameterInitializer;

    /// <summary>Whether an operation is data, not code: in a lambda that becomes an expression tree.</summary>
    public static bool IsInExpressionTree(this IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation { Parent: IConversionOperation { Type: INamedTypeSymbol { Name: "Expression", ContainingNamespace.Name: "Expressions" } } }) return true;
        }
        return false;
    }
}
