using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Loops;

namespace PyIdioms.Analyzers.Internals;

/// <summary>What a loop does with a string that it appends to.</summary>
sealed class LoopedString(Loop loop, Place place)
{
    /// <summary>Whether nothing in the loop needs the text before the loop is over, and nothing sets it back.</summary>
    public bool IsOnlyAppended()
    {
        var own = new HashSet<IOperation>();
        foreach (var assignment in loop.Operation.Descendants().OfType<IAssignmentOperation>())
        {
            if (Place.Of(assignment.Target)?.Equals(place) != true) continue;
            own.Add(assignment.Target);
            if (AppendedText.Of(assignment) is { } appended) own.UnionWith(appended.Own);
            else if (!IsBeginning(assignment)) return false;
        }
        return !loop.Operation.Descendants().Any(o => IsReference(o) && place.Equals(Place.Of(o)) && !own.Contains(o) && !IsAnsweredByBuilder(o) && !IsLast(o)) && !IsReadByCallee();
    }

    static bool IsReference(IOperation operation) => operation is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation;

    /// <summary><c>if (text == "") text = part; else text += ", " + part;</c></summary>
    bool IsBeginning(IAssignmentOperation assignment)
    {
        if (assignment is not ISimpleAssignmentOperation { Value: var value } || value.Descendants().Any(o => IsReference(o) && place.Equals(Place.Of(o)))) return false;
        for (var (at, outer) = ((IOperation)assignment, assignment.Parent); outer is not null && outer != loop.Operation; (at, outer) = (outer, outer.Parent))
        {
            if (outer is IConditionalOperation choice && choice.Condition != at && choice.Condition.Descendants().Any(o => IsReference(o) && place.Equals(Place.Of(o)) && IsEmptinessTest(o))) return true;
        }
        return false;
    }

    /// <summary>A read of what a builder knows without making the text: whether there is any, and how long it is.</summary>
    public static bool IsAnsweredByBuilder(IOperation read)
    {
        if (read.Syntax.Parent?.Parent?.Parent is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } }) return true;
        if (IsEmptinessTest(read)) return true;
        var at = Outermost(read);
        return at.Parent is IPropertyReferenceOperation { Property: { Name: "Length", ContainingType.SpecialType: SpecialType.System_String } } length
            && Outermost(length).Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } comparison
            && !IsShort(comparison);
    }

    /// <summary>Text that is padded to a few characters.</summary>
    static bool IsShort(IBinaryOperation comparison) => comparison.Parent is IWhileLoopOperation && (comparison.LeftOperand.ConstantValue is { HasValue: true, Value: < 32 } || comparison.RightOperand.ConstantValue is { HasValue: true, Value: < 32 });

    static bool IsEmptinessTest(IOperation read)
    {
        var at = Outermost(read);
        return at.Parent switch
        {
            IPropertyReferenceOperation { Property.Name: "Length" } length => Outermost(length).Parent is IBinaryOperation { RightOperand.ConstantValue: { HasValue: true, Value: 0 or 1 } } or IBinaryOperation { LeftOperand.ConstantValue: { HasValue: true, Value: 0 or 1 } },
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison => IsEmpty(comparison.LeftOperand) || IsEmpty(comparison.RightOperand),
            IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } => IsEmpty(value),
            IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } } => IsEmpty(value),
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty", ContainingType.SpecialType: SpecialType.System_String } } } => true,
            _ => false,
        };
    }

    static bool IsEmpty(IOperation value) => value.ConstantValue is { HasValue: true, Value: null or "" }
        || value.Unwrap() is IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } };

    static IOperation Outermost(IOperation read)
    {
        while (read.Parent is IConversionOperation or IParenthesizedOperation) read = read.Parent;
        return read;
    }

    /// <summary>Whether a read happens on the way out of the loop.</summary>
    bool IsLast(IOperation read)
    {
        for (var at = read.Parent; at is not null && at != loop.Operation; at = at.Parent)
        {
            if (at is IAnonymousFunctionOperation or ILocalFunctionOperation) return false;
            if (at is IReturnOperation { Kind: OperationKind.Return } or IThrowOperation) return loop.Operation is ILoopOperation;
        }
        return false;
    }

    /// <summary>Whether a method that the loop calls reads the field.</summary>
    bool IsReadByCallee()
    {
        if (place.Path.IsEmpty) return place.Root is not null && IsReadByLocalFunction();
        var member = place.Path[place.Path.Length - 1];
        return loop.Operation.Descendants().Any(o => o switch
        {
            IInvocationOperation call => Mentions(call.TargetMethod, member.Name),
            IPropertyReferenceOperation property => property.Property.GetMethod is { } getter && !SymbolEqualityComparer.Default.Equals(property.Property, member) && Mentions(getter, member.Name),
            IAwaitOperation or IReturnOperation { Kind: OperationKind.YieldReturn } => false,
            _ => false,
        });
    }

    bool IsReadByLocalFunction() => loop.Operation.Descendants().OfType<IInvocationOperation>()
        .Any(call => call.TargetMethod.MethodKind == MethodKind.LocalFunction && Mentions(call.TargetMethod, place.Root!.Name));

    static bool Mentions(IMethodSymbol method, string name) =>
        method.DeclaringSyntaxReferences.Any(r => r.GetSyntax().DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == name));
}
