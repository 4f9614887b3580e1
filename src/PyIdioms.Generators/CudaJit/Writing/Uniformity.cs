using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.CudaJit;

/// <summary>Which variables of a kernel are the same for all threads of a block.</summary>
sealed class Uniformity
{
    readonly HashSet<ISymbol> varying = new(SymbolEqualityComparer.Default);

    public Uniformity(KernelCode code)
    {
        int before;
        do
        {
            before = varying.Count;
            foreach (var operation in code.Body.Descendants()) Visit(operation);
        }
        while (varying.Count > before);
    }

    /// <summary>Whether all threads of a block compute the same.</summary>
    public bool IsUniform(IOperation? value) => value is not null && !value.DescendantsAndSelf().Any(o => o switch
    {
        ILocalReferenceOperation local => varying.Contains(local.Local),
        IParameterReferenceOperation parameter => varying.Contains(parameter.Parameter),
        IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true } => true,
        _ => KernelWords.Of(o) is { } word && KernelWords.IsOfThread(word),
    });

    public bool IsUniform(ISymbol variable) => !varying.Contains(variable);

    void Visit(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Symbol: var local, Initializer.Value: var value } at:
                Set(local, value, at);
                if (local.IsRef) varying.Add(local);
                break;
            case ICompoundAssignmentOperation { Target: var target, Value: var value } at: SetAll(target, value, at); break;
            case IAssignmentOperation { Target: var target, Value: var value } at: SetAll(target, value, at); break;
            case IIncrementOrDecrementOperation { Target: var target } at: SetAll(target, null, at); break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var passed }: AddAll(passed); break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared }: varying.Add(declared); break;
        }
    }

    void SetAll(IOperation target, IOperation? value, IOperation at)
    {
        switch (target)
        {
            case IDeclarationExpressionOperation { Expression: var declared }: SetAll(declared, value, at); break;
            case ITupleOperation { Elements: var elements }:
                foreach (var element in elements) SetAll(element, value, at);
                break;
            default:
                if (SymbolOf(target) is { } symbol) Set(symbol, value, at);
                break;
        }
    }

    void AddAll(IOperation passed)
    {
        if (SymbolOf(passed) is { } symbol) varying.Add(symbol);
    }

    static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    void Set(ISymbol symbol, IOperation? value, IOperation at)
    {
        if (value is not null && !IsUniform(value) && !IsShared(value) || IsUnderVarying(at)) varying.Add(symbol);
    }

    static bool IsShared(IOperation value) => KernelWords.Of(value) == Word.Shared;

    /// <summary>Whether only some threads come here, or some more often than others.</summary>
    bool IsUnderVarying(IOperation at)
    {
        for (var (inner, outer) = (at, at.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            var decides = outer switch
            {
                IConditionalOperation branch when branch.Condition != inner => branch.Condition,
                ISwitchOperation choice when choice.Value != inner => choice.Value,
                ISwitchExpressionOperation choice when choice.Value != inner => choice.Value,
                IForLoopOperation loop => loop.Condition,
                IWhileLoopOperation loop => loop.Condition,
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both when both.RightOperand == inner => both.LeftOperand,
                ICoalesceOperation both => both.Value,
                _ => null,
            };
            if (decides is not null && !IsUniform(decides)) return true;
            // What leaves a loop earlier for some threads makes all of it theirs.
            if (outer is ILoopOperation { Body: { } body } && LeavesForSome(body)) return true;
        }
        return false;
    }

    bool LeavesForSome(IOperation body) => body.Descendants().OfType<IBranchOperation>().Any(b => IsUnderCondition(b, body));

    bool IsUnderCondition(IOperation branch, IOperation within)
    {
        for (var (inner, outer) = (branch, branch.Parent); outer is not null && outer != within.Parent; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IConditionalOperation { Condition: var condition } && condition != inner && !IsUniform(condition)) return true;
            if (outer is ISwitchOperation { Value: var value } && !IsUniform(value)) return true;
        }
        return false;
    }
}
