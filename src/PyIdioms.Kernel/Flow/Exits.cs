using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

    /// <summary>Whether a statement of a graph is a call that never comes back: its method says so, or its body, and its name that it is for throwing.</summary>
    internal static bool Ends(IOperation statement, Compilation? compilation) =>
        statement is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { ReturnsVoid: true } method } } && (method.NeverReturns() || compilation is not null && IsForThrowing(method) && OnlyThrows(method, compilation));

    static bool IsForThrowing(IMethodSymbol method) =>
        method is { IsVirtual: false, IsAbstract: false, IsOverride: false, IsAsync: false, DeclaringSyntaxReferences: [_] }
        && (method.Name.StartsWith("Throw", StringComparison.Ordinal) || method.Name.StartsWith("Fail", StringComparison.Ordinal) || method.Name.StartsWith("Raise", StringComparison.Ordinal)) && !method.Name.Contains("If");

    static bool OnlyThrows(IMethodSymbol method, Compilation compilation)
    {
        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax();
        if (!compilation.ContainsSyntaxTree(declaration.SyntaxTree)) return false;
        switch (declaration)
        {
            case MethodDeclarationSyntax { ExpressionBody.Expression: ThrowExpressionSyntax } or LocalFunctionStatementSyntax { ExpressionBody.Expression: ThrowExpressionSyntax }:
                return true;
            case MethodDeclarationSyntax { Body: { } body }: return Throws(body, compilation);
            case LocalFunctionStatementSyntax { Body: { } body }: return Throws(body, compilation);
            default: return false;
        }
    }

    static bool Throws(BlockSyntax body, Compilation compilation)
    {
        if (!body.DescendantNodes().Any(static n => n is ThrowStatementSyntax or ThrowExpressionSyntax)) return false;
#pragma warning disable RS1030 // A callee may lie in another file than the one being analysed; asked only of methods that are for throwing.
        return compilation.GetSemanticModel(body.SyntaxTree).AnalyzeControlFlow(body) is { Succeeded: true, EndPointIsReachable: false, ReturnStatements.IsEmpty: true };
#pragma warning restore RS1030
    }
}
