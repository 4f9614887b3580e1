using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow;

/// <summary>Statements behind which nothing goes on.</summary>
public static class Exits
{
    /// <summary>Whether a statement leaves the code around it on every way: it returns, throws or jumps.</summary>
    public static bool Leaves(this IOperation statement) => statement switch
    {
        IBlockOperation { Operations: [.., var last] } => last.Leaves(),
        IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak } or IThrowOperation or IBranchOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: var method } } => method.NeverReturns(),
        IConditionalOperation { WhenFalse: { } otherwise } choice => choice.WhenTrue.Leaves() && otherwise.Leaves(),
        _ => false,
    };

    /// <summary>Whether a method says that it only ever throws.</summary>
    public static bool NeverReturns(this IMethodSymbol method) => method.GetAttributes().Any(static a => a.AttributeClass?.Name == "DoesNotReturnAttribute");
}
