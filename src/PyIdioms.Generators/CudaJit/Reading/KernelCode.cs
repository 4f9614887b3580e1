using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Generators.CudaJit;

/// <summary>A Core and what the compiler makes of it.</summary>
/// <param name="Declaration">The method.</param>
/// <param name="Statements">What it does; nothing if it is an expression.</param>
/// <param name="Body">Its operations.</param>
/// <param name="Model">What its names mean.</param>
sealed record KernelCode(MethodDeclarationSyntax Declaration, IReadOnlyList<StatementSyntax> Statements, IOperation Body, SemanticModel Model)
{
    /// <summary>Null for code that does not compile: the compiler says so.</summary>
    public static KernelCode? Of(MethodDeclarationSyntax declaration, Compilation compilation, CancellationToken cancel)
    {
        if (declaration.ContainsDiagnostics) return null;
        var model = compilation.GetSemanticModel(declaration.SyntaxTree);
        var body = (SyntaxNode?)declaration.Body ?? declaration.ExpressionBody;
        if (body is null || model.Bind(declaration, cancel) is not { } operation || operation.Descendants().Any(static o => o is IInvalidOperation || o.Type is IErrorTypeSymbol)) return null;
        return new(declaration, declaration.Body?.Statements.ToList() ?? [], operation, model);
    }

    /// <summary>The body as a node.</summary>
    public SyntaxNode Node => (SyntaxNode?)Declaration.Body ?? Declaration.ExpressionBody!.Expression;

    /// <summary>What an expression does.</summary>
    public IOperation? At(SyntaxNode node) => Model.Bind(node);
}
