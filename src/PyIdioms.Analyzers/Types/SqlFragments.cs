using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Types;

/// <summary>Parameters of which the callers in this compilation tell that they take no data: pieces of SQL that the program spells out, names that it was set up with. Whoever else may call is asked by an attribute, not warned.</summary>
sealed class SqlFragments(Sighting context, Level accepted)
{
    static readonly string[] Pieces = ["sql", "query", "clause", "fragment"];
    static readonly string[] Names = ["schema", "table", "column", "schemaname", "tablename", "columnname", "tablenames", "columnnames", "databasename", "prefix", "tableprefix"];

    /// <summary>What a part is that came through a parameter of a method that is called from outside its type; none where nothing says that it is no data.</summary>
    public SqlFinding Of(Origin part)
    {
        if (part.Symbol is not IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor } method } parameter) return SqlFinding.None;
        if (Pieces.Any(e => parameter.Name.EndsWith(e, StringComparison.OrdinalIgnoreCase))) return AreCallers(parameter, method, value => value.Level <= accepted) ? SqlFinding.Opaque : SqlFinding.None;
        var isName = SqlPosition.IsName(part) || part.Before.Length == 0 && string.IsNullOrEmpty(part.After) && Names.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase);
        var isSetUp = false;
        return isName && AreCallers(parameter, method, value => value.Origins.All(o => o.Level <= accepted || (isSetUp |= DatabaseNames.IsSetting(o, isName: true)))) && isSetUp ? SqlFinding.Named : SqlFinding.None;
    }

    bool AreCallers(IParameterSymbol parameter, IMethodSymbol method, Func<Value, bool> accepts)
    {
        var isCalled = false;
        foreach (var tree in context.Compilation.SyntaxTrees)
        {
            foreach (var call in tree.GetRoot(context.CancellationToken).DescendantNodes().Where(n => MayCall(n, method)))
            {
#pragma warning disable RS1030 // The callers of one method, in any file; asked once a finding.
                var operation = context.Compilation.GetSemanticModel(tree).GetOperation(call, context.CancellationToken);
#pragma warning restore RS1030
                if (Argument(operation, parameter, method) is not { } argument) continue;
                if (!argument.ConstantValue.HasValue && !(ValueProvenance.Of(context.Compilation, ProjectApis.Of(context.Options, context.CancellationToken)).Of(argument, context.CancellationToken) is { } value && accepts(value))) return false;
                isCalled = true;
            }
        }
        return isCalled;
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
