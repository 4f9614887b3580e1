using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Flow;

/// <summary>In which order the parts of an operation run.</summary>
public static class Evaluation
{
    /// <summary>The operation and all below it, operands before operators, bodies of lambdas left out. Iterative: a sum of ten thousand strings is deep.</summary>
    public static IEnumerable<IOperation> InOrder(this IOperation root)
    {
        var open = new Stack<(IOperation Operation, IOperation.OperationList.Enumerator Children)>();
        open.Push((root, root.ChildOperations.GetEnumerator()));
        while (open.Count > 0)
        {
            var (operation, children) = open.Pop();
            if (operation.Kind is not (OperationKind.AnonymousFunction or OperationKind.FlowAnonymousFunction or OperationKind.LocalFunction) && children.MoveNext())
            {
                open.Push((operation, children));
                open.Push((children.Current, children.Current.ChildOperations.GetEnumerator()));
                continue;
            }
            yield return operation;
        }
    }

    /// <summary>The value behind parentheses, <c>!</c> and conversions that keep the object's identity.</summary>
    public static IOperation Unwrap(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case Microsoft.CodeAnalysis.Operations.IParenthesizedOperation inner: operation = inner.Operand; break;
                case Microsoft.CodeAnalysis.Operations.IConversionOperation { OperatorMethod: null, Conversion: { IsNumeric: false, IsUserDefined: false } } inner
                    when inner.Type is null || inner.Type.IsReferenceType || inner.Conversion.IsIdentity: operation = inner.Operand; break;
                default: return operation;
            }
        }
    }
}
