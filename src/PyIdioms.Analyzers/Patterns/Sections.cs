using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Switch statements that are there to give a value for each case, as a switch expression would.</summary>
static class Sections
{
    /// <summary>Whether every section returns or throws and nothing follows, or all assign one variable.</summary>
    public static bool MakeValues(ISwitchOperation statement) =>
        statement.Cases.All(c => Last(c) is IReturnOperation or IThrowOperation) && statement.Cases.Count(c => Last(c) is IReturnOperation { ReturnedValue: not null }) > 1 && IsLast(statement)
        || Assigned(statement.Cases[0]) is { } first && statement.Cases.Length > 1 && statement.Cases.All(c => SymbolEqualityComparer.Default.Equals(Assigned(c), first) || Last(c) is IReturnOperation or IThrowOperation) && !Defaults.HasMeaning(first, statement);

    /// <summary>Whether most sections throw: the switch keeps some cases out, and lets the others pass.</summary>
    public static bool Refuse(ISwitchOperation statement) => statement.Cases.Count(c => Last(c) is IThrowOperation) * 2 > statement.Cases.Length;

    static IOperation? Last(ISwitchCaseOperation section)
    {
        var last = section.Body.LastOrDefault(o => o is not IBranchOperation { BranchKind: BranchKind.Break });
        while (last is IBlockOperation block) last = block.Operations.LastOrDefault(o => o is not IBranchOperation { BranchKind: BranchKind.Break });
        return last;
    }

    /// <summary>The only thing that a section does, where that is to assign a variable.</summary>
    static ISymbol? Assigned(ISwitchCaseOperation section) => Last(section) is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: var target } } ? Defaults.SymbolOf(target) : null;

    /// <summary>Whether code follows a switch that claims not to be reached: it is the end of a chain then.</summary>
    public static bool IsInFrontOfClaim(ISwitchOperation statement) => Next(statement) is { } next && Claim.Is(next, statement.Value);

    /// <summary>Whether nothing follows a switch.</summary>
    static bool IsLast(ISwitchOperation statement) => Next(statement) is null;

    /// <summary>What is done behind a switch; null where nothing is, the switch itself where that is not known.</summary>
    static IOperation? Next(ISwitchOperation statement)
    {
        for (IOperation at = statement; at.Parent is { } parent; at = parent)
        {
            if (parent is not IBlockOperation block)
            {
                if (parent is IMethodBodyBaseOperation or IAnonymousFunctionOperation or ILocalFunctionOperation) return null;
                if (parent is IConditionalOperation or IUsingOperation or ILockOperation or ITryOperation) continue;
                return statement;
            }
            var next = block.Operations.SkipWhile(o => o != at).Skip(1).FirstOrDefault();
            if (next is not (null or IReturnOperation { ReturnedValue: null, IsImplicit: true })) return next;
        }
        return null;
    }
}
