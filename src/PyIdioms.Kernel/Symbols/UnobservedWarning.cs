using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Where the compiler's own CS4014 speaks, so that nothing is said twice.</summary>
public static class UnobservedWarning
{
    const string Id = "CS4014";

    /// <summary>Whether the compiler warns of this statement's call: the callee is written with <c>async</c> here, or the caller could await. A <c>?.</c> hides the call from it.</summary>
    public static bool Covers(IExpressionStatementOperation statement, Compilation compilation, CancellationToken cancel) =>
        statement.Operation is IInvocationOperation call
        && (call.TargetMethod is { IsAsync: true, ReturnsVoid: false }
            || Awaitables.Of(compilation).IsAwaitable(call.Type) && IsInAsync(statement) && !IsWhereAwaitIsForbidden(statement.Syntax))
        && IsOn(compilation, statement.Syntax.SyntaxTree, cancel);

    static bool IsInAsync(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case IAnonymousFunctionOperation lambda: return lambda.Symbol.IsAsync;
                case ILocalFunctionOperation function: return function.Symbol.IsAsync;
            }
        }
        // Statements at the top level may await whether they do or not.
        return operation.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is GlobalStatementSyntax
            || operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) is IMethodSymbol { IsAsync: true };
    }

    /// <summary>In the body of a lock up to the function around it, and in unsafe code.</summary>
    static bool IsWhereAwaitIsForbidden(SyntaxNode node)
    {
        var isInFunction = true;
        for (var (inner, outer) = (node, node.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            switch (outer)
            {
                case LockStatementSyntax held when isInFunction && held.Statement == inner:
                case UnsafeStatementSyntax:
                case MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.UnsafeKeyword):
                case LocalFunctionStatementSyntax function when function.Modifiers.Any(SyntaxKind.UnsafeKeyword):
                    return true;
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax:
                    isInFunction = false;
                    break;
            }
        }
        return false;
    }

    /// <summary>Project-wide and per-file settings; a pragma at the line is a decision of its author, which stands for ours too.</summary>
    static bool IsOn(Compilation compilation, SyntaxTree tree, CancellationToken cancel)
    {
        var options = compilation.Options;
        if (options.WarningLevel < 1) return false;
        if (options.SpecificDiagnosticOptions.TryGetValue(Id, out var set)
            || options.SyntaxTreeOptionsProvider is { } files && (files.TryGetDiagnosticValue(tree, Id, cancel, out set) || files.TryGetGlobalDiagnosticValue(Id, cancel, out set)))
        {
            return set is not (ReportDiagnostic.Suppress or ReportDiagnostic.Hidden or ReportDiagnostic.Info);
        }
        return options.GeneralDiagnosticOption is not (ReportDiagnostic.Suppress or ReportDiagnostic.Hidden or ReportDiagnostic.Info);
    }
}
