using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Security;

/// <summary>Whether the iterations that an object is made with are replaced before it is used: the last number wins.</summary>
static class Overwrites
{
    const string Count = "IterationCount";

    public static bool IsOverwritten(IOperation operation)
    {
        if (operation is IObjectCreationOperation { Initializer: { } initializer } && initializer.Initializers.Any(Sets)) return true;
        var holder = operation switch
        {
            IObjectCreationOperation creation => Made.Holder(creation) as ILocalSymbol,
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation { Local: var local } } } => local,
            _ => null,
        };
        return holder is not null && Following(operation).Select(s => Use(s, holder)).FirstOrDefault(u => u is not null) == true;
    }

    static bool Sets(IOperation operation) => operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: Count } };

    /// <summary>True for a statement that sets the number, false for one that uses the object, null for others.</summary>
    static bool? Use(IOperation statement, ILocalSymbol holder)
    {
        if (statement is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation { Local: var local }, Property.Name: var name } } } && SymbolEqualityComparer.Default.Equals(local, holder))
            return name == Count ? true : null;
        return statement.Descendants().Any(o => o is ILocalReferenceOperation { Local: var used } && SymbolEqualityComparer.Default.Equals(used, holder)) ? false : null;
    }

    /// <summary>The statements that are certain to follow.</summary>
    static IEnumerable<IOperation> Following(IOperation operation)
    {
        var at = operation;
        while (at.Parent is { } parent && parent is not (IBlockOperation or IAnonymousFunctionOperation))
        {
            if (parent is IUsingOperation { Body: IBlockOperation body } scope && scope.Resources == at) return body.Operations;
            at = parent;
        }
        return at.Parent is IBlockOperation block ? block.Operations.SkipWhile(o => o != at).Skip(1) : [];
    }
}
