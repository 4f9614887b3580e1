using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>Whether a catch keeps an exception to itself: it is empty, or only leaves with a value that says nothing.</summary>
static class Silence
{
    static readonly HashSet<string> Questions = NameWords.Set("try is can has exists contains supports should are was check probe exist valid validate verify");

    /// <summary>Whether a try only ends things, or only waits, or runs where an exception ends the program: that it fails has nobody to tell.</summary>
    public static bool IsAllowed(ITryOperation attempt, ISymbol member) => Endings.IsOne(attempt.Body.Operations) || member is IMethodSymbol { MethodKind: MethodKind.Destructor };

    public static bool Is(ICatchClauseOperation handler, Sighting context)
    {
        IOperation? last = null;
        foreach (var statement in Statements(handler.Handler))
        {
            if (last is not null || !Leaves(statement)) return false;
            last = statement;
        }
        if (handler.Parent is not ITryOperation attempt) return false;
        var name = NameAround(attempt, context.ContainingSymbol);
        if (last is not null) return !Answers(last, name, attempt);
        if (name is ["try", ..] || Fallback.IsAskedFor(attempt)) return false;
        // The catch is empty: what stands behind the try is what it does.
        return !Fallback.LeavesOnSuccess(attempt) || Fallback.Next(attempt) switch
        {
            null => true,
            IReturnOperation { ReturnedValue: null } or IBranchOperation => true,
            IReturnOperation { ReturnedValue: { } value } otherwise => IsNothing(value) && !Answers(otherwise, name, attempt),
            _ => false,
        };
    }

    /// <summary>What a block does: nested blocks opened, nothing left out but <c>;</c> and <c>_ = ex;</c>.</summary>
    static IEnumerable<IOperation> Statements(IBlockOperation block)
    {
        foreach (var statement in block.Operations)
        {
            switch (statement)
            {
                case IEmptyOperation or IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IDiscardOperation, Value: ILocalReferenceOperation } }: break;
                case IBlockOperation inner:
                    foreach (var deeper in Statements(inner)) yield return deeper;
                    break;
                default:
                    yield return statement;
                    break;
            }
        }
    }

    static bool Leaves(IOperation statement) => statement switch
    {
        IBranchOperation { BranchKind: BranchKind.Continue or BranchKind.Break } => true,
        IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak, ReturnedValue: var value } => value is null || IsNothing(value),
        _ => false,
    };

    /// <summary>A value that any other outcome could have: null, a constant that is no sentence, an empty collection, a finished task of them.</summary>
    static bool IsNothing(IOperation value)
    {
        value = value.Unwrap();
        if (value.ConstantValue.HasValue) return value.ConstantValue.Value is not string text || !text.Contains(" ");
        return value switch
        {
            IDefaultValueOperation or ICollectionExpressionOperation { Elements.IsEmpty: true } => true,
            IConversionOperation conversion => IsNothing(conversion.Operand),
            IFieldReferenceOperation { Field: { IsStatic: true, Name: "Empty" or "Zero" or "MinValue" or "None" } } => true,
            IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Empty" or "CompletedTask" or "None" } } => true,
            IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: 0 } }] } => true,
            IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null, Type: { } type } => type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable),
            IInvocationOperation { TargetMethod: { Name: "Empty" }, Arguments.IsEmpty: true } => true,
            IInvocationOperation { TargetMethod: { Name: "FromResult" }, Arguments: [var result] } => IsNothing(result.Value),
            ITupleOperation tuple => tuple.Elements.All(IsNothing),
            _ => false,
        };
    }

    /// <summary>The words of the name of the function that a try stands in.</summary>
    static ImmutableArray<string> NameAround(ITryOperation attempt, ISymbol member)
    {
        var around = attempt.Syntax.Ancestors().FirstOrDefault(CaughtPlaces.IsFunction);
        var function = (around is not null && attempt.SemanticModel is { } model ? model.GetDeclaredSymbol(around) : null) ?? member;
        var name = around is AnonymousFunctionExpressionSyntax ? NameOfLambda(attempt) : function is IMethodSymbol { AssociatedSymbol: { } property } ? property.Name : function.Name;
        return NameWords.Of(name).Words;
    }

    /// <summary>A function in a variable is called what the variable is called.</summary>
    static string NameOfLambda(IOperation inside)
    {
        var at = inside;
        while (at is not (null or IAnonymousFunctionOperation)) at = at.Parent;
        do at = at?.Parent; while (at is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation);
        return at switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var variable } } => variable.Name,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => local.Name,
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } } => member.Name,
            IFieldInitializerOperation { InitializedFields: [var field, ..] } => field.Name,
            IPropertyInitializerOperation { InitializedProperties: [var property, ..] } => property.Name,
            _ => "",
        };
    }

    /// <summary><c>bool TryParse(…)</c>, <c>bool IsReachable()</c>: that it failed is the answer.</summary>
    static bool Answers(IOperation statement, ImmutableArray<string> name, ITryOperation attempt)
    {
        if (statement is not IReturnOperation { ReturnedValue: { } value }) return false;
        value = value.Unwrap();
        if (value is IInvocationOperation { TargetMethod.Name: "FromResult", Arguments: [var result] }) value = result.Value;
        return name is ["try", ..] || value.ConstantValue is { HasValue: true, Value: bool } && (name is [var first, ..] && Questions.Contains(first) || Computes(attempt));
    }

    /// <summary>Whether a try returns what it found out: that it could not is a no.</summary>
    static bool Computes(ITryOperation attempt) => attempt.Body.InOrder().Any(o => o is IReturnOperation { ReturnedValue: { ConstantValue.HasValue: false } });
}
