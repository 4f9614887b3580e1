using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>Whether a try waits for something that the caller can cancel.</summary>
static class CancelledAwaits
{
    /// <summary>How the token is written that an awaited call gets; null where nothing awaited can be cancelled from here.</summary>
    public static string? TokenOf(ITryOperation attempt)
    {
        foreach (var part in attempt.Body.InOrder())
        {
            var awaited = part switch
            {
                IAwaitOperation wait => wait.Operation,
                IForEachLoopOperation { IsAsynchronous: true } loop => loop.Collection,
                IUsingOperation { IsAsynchronous: true } scope => scope.Resources,
                _ => null,
            };
            if (awaited is null) continue;
            foreach (var argument in awaited.InOrder().Concat(Started(awaited)).OfType<IArgumentOperation>())
            {
                if (argument is { ArgumentKind: ArgumentKind.Explicit, Value: var value } && IsToken(value.Type) && IsFromHere(value.Unwrap(), attempt)) return value.Syntax.ToString();
            }
        }
        return null;
    }

    /// <summary>How a task in a variable was made: <c>var task = LoadAsync(stop);</c></summary>
    static IEnumerable<IOperation> Started(IOperation awaited)
    {
        awaited = awaited.Unwrap();
        if (awaited is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task }) awaited = task.Unwrap();
        return awaited is ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: [var declared] } local } && awaited.SemanticModel?.Bind(declared.GetSyntax()) is IVariableDeclaratorOperation { Initializer.Value: var value }
            ? value.InOrder() : [];
    }

    static bool IsToken(ITypeSymbol? type) => type is { Name: "CancellationToken", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };

    /// <summary>A token that outlives the try: a parameter, a variable from before. One that is made inside is a time limit of its own, and what a field cancels is another matter.</summary>
    static bool IsFromHere(IOperation token, ITryOperation attempt) => token switch
    {
        IParameterReferenceOperation => true,
        ILocalReferenceOperation local => !IsTimeLimit(local.Local, attempt),
        IPropertyReferenceOperation { Property: { Name: "Token", ContainingType.Name: "CancellationTokenSource" }, Instance: { } source } => source.Unwrap() is ILocalReferenceOperation { Local: var local } && !IsTimeLimit(local, attempt),
        IPropertyReferenceOperation { Instance: IParameterReferenceOperation, Property.Name: "CancellationToken" or "RequestAborted" or "StoppingToken" or "ApplicationStopping" } => true,
        _ => false,
    };

    static bool IsTimeLimit(ILocalSymbol local, ITryOperation attempt) => local.DeclaringSyntaxReferences is not [var declared] || attempt.Syntax.Span.Contains(declared.Span)
        || declared.GetSyntax().ToString().Contains("TimeSpan") || declared.GetSyntax() is { } syntax && syntax.ToString().Contains("new") && !syntax.ToString().Contains("Linked");
}
