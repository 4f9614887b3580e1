using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Types;

/// <summary>What the callers in this compilation pass for a parameter of a method that others may call as well.</summary>
static class KnownCallers
{
    /// <summary>Whether a method that others may call has no callers here.</summary>
    public static bool AreElsewhere(IParameterSymbol parameter, Sighting context) => MethodOf(parameter) is not null && !Passed(parameter, context).Any();

    /// <summary>Whether there are callers here, and all that they pass is accepted.</summary>
    public static bool AllPass(IParameterSymbol parameter, Sighting context, Func<Value, bool> accepts)
    {
        var isCalled = false;
        foreach (var argument in Passed(parameter, context))
        {
            if (!argument.ConstantValue.HasValue && !(ValueProvenance.Of(context.Compilation, ProjectApis.Of(context.Options, context.CancellationToken)).Of(argument, context.CancellationToken) is { } value && accepts(value))) return false;
            isCalled = true;
        }
        return isCalled;
    }

    static IMethodSymbol? MethodOf(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor } method ? method : null;

    static IEnumerable<IOperation> Passed(IParameterSymbol parameter, Sighting context)
    {
        if (MethodOf(parameter) is not { } method) yield break;
        foreach (var tree in context.Compilation.SyntaxTrees)
        {
            // Constructors are called without a name as well.
            if (method.MethodKind != MethodKind.Constructor && !WordIndex.Of(tree, context.CancellationToken).Has(method.Name)) continue;
            foreach (var call in tree.GetRoot(context.CancellationToken).DescendantNodes().Where(n => MayCall(n, method)))
            {
#pragma warning disable RS1030 // The callers of one method, in any file; asked once a finding.
                var operation = context.Compilation.GetSemanticModel(tree).Bind(call, context.CancellationToken);
#pragma warning restore RS1030
                if (Argument(operation, parameter, method) is { } argument) yield return argument;
            }
        }
    }

    static bool MayCall(SyntaxNode node, IMethodSymbol method) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } => name == method.Name,
        InvocationExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: var name } } => name == method.Name,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name } } => name == method.Name,
        BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax => method.MethodKind == MethodKind.Constructor,
        _ => false,
    };

    static IOperation? Argument(IOperation? operation, IParameterSymbol parameter, IMethodSymbol method) => operation switch
    {
        IInvocationOperation call when Same(call.TargetMethod, method) => call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Ordinal)?.Value,
        IObjectCreationOperation { Constructor: { } constructor } creation when Same(constructor, method) => creation.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Ordinal)?.Value,
        _ => null,
    };

    static bool Same(IMethodSymbol left, IMethodSymbol right) => SymbolEqualityComparer.Default.Equals(left.OriginalDefinition, right.OriginalDefinition);
}
