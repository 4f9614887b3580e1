using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Switch statements that are there to give a value for each case, as a switch expression would.</summary>
static class Sections
{
    /// <summary>Whether every section returns or throws and what follows does not go on with a value of its own, or all assign one variable.</summary>
    public static bool MakeValues(ISwitchOperation statement) =>
        statement.Cases.All(c => Last(c) is IReturnOperation or IThrowOperation) && statement.Cases.Count(c => Last(c) is IReturnOperation { ReturnedValue: not null }) > 1 && Rest(statement) is null or IThrowOperation
        || Assigned(statement.Cases[0]) is { } first && statement.Cases.Length > 1 && statement.Cases.All(c => SymbolEqualityComparer.Default.Equals(Assigned(c), first) || Last(c) is IReturnOperation or IThrowOperation);

    static IOperation? Last(ISwitchCaseOperation section)
    {
        var last = section.Body.LastOrDefault(o => o is not IBranchOperation { BranchKind: BranchKind.Break });
        while (last is IBlockOperation block) last = block.Operations.LastOrDefault(o => o is not IBranchOperation { BranchKind: BranchKind.Break });
        return last;
    }

    /// <summary>The only thing that a section does, where that is to assign a variable.</summary>
    static ISymbol? Assigned(ISwitchCaseOperation section) => Last(section) is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: var target } } ? target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member => member.Member,
        _ => null,
    } : null;

    /// <summary>The statement behind a switch; a declared lack of support is none that goes on.</summary>
    static IOperation? Rest(ISwitchOperation statement)
    {
        if (statement.Parent is not IBlockOperation block) return null;
        var next = block.Operations.SkipWhile(o => o != statement).Skip(1).FirstOrDefault();
        return next is IReturnOperation { ReturnedValue: null, IsImplicit: true } ? null
            : next is IThrowOperation { Exception: var thrown } && Claim.Unwrap(thrown)?.Type?.Name is "NotSupportedException" or "NotImplementedException" ? statement : next;
    }
}
