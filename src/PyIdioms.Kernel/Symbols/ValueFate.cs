using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Where a value goes at once.</summary>
public enum Fate { Dropped, Local, Used, Returned, Stored, Called, Read, Escapes }

/// <summary>Where a value goes from the place where it comes about: to nobody, into a local, into a <c>using</c>, to the caller …</summary>
/// <param name="Fate">What happens to it.</param>
/// <param name="At">The operation that takes it.</param>
/// <param name="Local">The local that takes it.</param>
public readonly record struct ValueFate(Fate Fate, IOperation? At = null, ILocalSymbol? Local = null)
{
    public static ValueFate Of(IOperation value)
    {
        for (var at = value; at.Parent is { } parent; at = parent)
        {
            switch (parent)
            {
                case IConversionOperation or IParenthesizedOperation or ICoalesceOperation or ISwitchExpressionOperation: continue;
                case IConditionalOperation { Type: not null } choice when at != choice.Condition: continue;
                case ISwitchExpressionArmOperation arm when at == arm.Value: continue;
                case IConditionalAccessOperation access when at == access.WhenNotNull: continue;
                case IConditionalAccessOperation access when at == access.Operation: return Called(access.WhenNotNull);
                case IExpressionStatementOperation: return new(Fate.Dropped, parent);
                case ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation } assignment when at == assignment.Value: return new(Fate.Dropped, parent.Parent);
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when at == assignment.Value: return new(Fate.Local, parent, target.Local);
                case ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation } assignment when at == assignment.Value: return new(Fate.Stored, parent);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }: return IsInUsing(declarator) ? new(Fate.Used, declarator) : new(Fate.Local, declarator, declarator.Symbol);
                case IUsingOperation { Resources: var resources } when at == resources: return new(Fate.Used, parent);
                case IReturnOperation { Kind: OperationKind.Return }: return new(Fate.Returned, parent);
                case IInvocationOperation { Instance: var instance } when at == instance: return new(Fate.Called, parent);
                case IPropertyReferenceOperation { Instance: var instance } when at == instance: return new(Fate.Read, parent);
                case IBinaryOperation or IIsPatternOperation or IIsTypeOperation: return new(Fate.Read, parent);
                default: return new(Fate.Escapes, parent);
            }
        }
        return new(Fate.Escapes);
    }

    /// <summary>The other uses of a local in its body, each with the place where it stands.</summary>
    public static IEnumerable<(ILocalReferenceOperation Use, ValueFate Fate)> OfLocal(ILocalSymbol local, IOperation inside) =>
        from reference in inside.Root().Descendants().OfType<ILocalReferenceOperation>()
        where SymbolEqualityComparer.Default.Equals(reference.Local, local) && !(reference.Parent is IAssignmentOperation assignment && assignment.Target == reference)
        select (reference, Of(reference));

    static ValueFate Called(IOperation called)
    {
        while (called is IConversionOperation { Operand: var inner }) called = inner;
        return called is IInvocationOperation ? new(Fate.Called, called) : new(Fate.Read, called);
    }

    static bool IsInUsing(IOperation declarator)
    {
        for (var outer = declarator.Parent; outer is IVariableDeclarationOperation or IVariableDeclarationGroupOperation or IUsingDeclarationOperation or IUsingOperation; outer = outer.Parent)
        {
            if (outer is IUsingDeclarationOperation or IUsingOperation) return true;
        }
        return false;
    }
}
