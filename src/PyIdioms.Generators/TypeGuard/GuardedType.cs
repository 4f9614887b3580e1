using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Generators.TypeGuard;

/// <summary>The type that the first parameter of a method has wherever the method returns true, as its body says.</summary>
sealed class GuardedType(IParameterSymbol parameter, Compilation compilation)
{
    /// <summary>Null where the body says nothing, or several things.</summary>
    public static ITypeSymbol? Of(IMethodSymbol method, Compilation compilation, CancellationToken cancel)
    {
        foreach (var body in new[] { method.PartialImplementationPart ?? method }.Concat(method.ContainingType.GetMembers(method.Name + "Core").OfType<IMethodSymbol>()))
        {
            if (body.Parameters.Length != method.Parameters.Length) continue;
            foreach (var reference in body.DeclaringSyntaxReferences)
            {
                if (!compilation.ContainsSyntaxTree(reference.SyntaxTree)) continue;
                if (compilation.GetSemanticModel(reference.SyntaxTree).Bind(reference.GetSyntax(cancel), cancel) is not IMethodBodyOperation operation) continue;
                var guarded = new GuardedType(body.Parameters[0], compilation);
                if ((operation.BlockBody ?? operation.ExpressionBody) is { } block && !operation.Descendants().Any(guarded.Writes) && guarded.Run(block, null) is var _ && guarded.isOne) return guarded.found;
            }
        }
        return null;
    }

    ITypeSymbol? found;
    bool isOne = true;

    bool Writes(IOperation operation) => operation is IAssignmentOperation { Target: var target } && IsParameter(target) || operation is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var passed } && IsParameter(passed);

    bool IsParameter(IOperation? operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null, IsImplicit: true } conversion) operation = conversion.Operand;
        return operation is IParameterReferenceOperation { Parameter: var own } && SymbolEqualityComparer.Default.Equals(own, parameter)
            || operation is IConversionOperation { IsTryCast: true, Operand: var tried } && IsParameter(tried);
    }

    /// <summary>Walks a statement in which a type is known already, and gives what is known behind it.</summary>
    ITypeSymbol? Run(IOperation statement, ITypeSymbol? known)
    {
        switch (statement)
        {
            case IBlockOperation block:
                return block.Operations.Aggregate(known, (k, next) => Run(next, k));
            case IReturnOperation { ReturnedValue: { } value }:
                Give(value, known);
                return known;
            case IConditionalOperation { Type: null } choice:
                Run(choice.WhenTrue, Narrower(Proved(choice.Condition, true), known));
                var otherwise = Narrower(Proved(choice.Condition, false), known);
                if (choice.WhenFalse is { } rest) otherwise = Run(rest, otherwise);
                return choice.WhenTrue.Leaves() ? otherwise : choice.WhenFalse?.Leaves() == true ? Narrower(Proved(choice.Condition, true), known) : known;
            case ISwitchOperation match:
                foreach (var section in match.Cases)
                {
                    var proved = IsParameter(match.Value) && section.Clauses is [IPatternCaseClauseOperation { Pattern: var pattern }] ? TypeOf(pattern) : null;
                    section.Body.Aggregate(Narrower(proved, known), (k, next) => Run(next, k));
                }
                return known;
            case IAnonymousFunctionOperation or ILocalFunctionOperation or IExpressionStatementOperation or IVariableDeclarationGroupOperation:
                return known;
            default:
                foreach (var child in statement.ChildOperations) Run(child, known);
                return known;
        }
    }

    /// <summary>A value that is returned: whatever may be true tells of the type.</summary>
    void Give(IOperation value, ITypeSymbol? known)
    {
        switch (value)
        {
            case { ConstantValue: { HasValue: true, Value: false } } or IThrowOperation or IConversionOperation { Operand: IThrowOperation }:
                return;
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                Give(choice.WhenTrue, Narrower(Proved(choice.Condition, true), known));
                Give(otherwise, Narrower(Proved(choice.Condition, false), known));
                return;
            case ISwitchExpressionOperation match:
                foreach (var arm in match.Arms) Give(arm.Value, Narrower(IsParameter(match.Value) ? TypeOf(arm.Pattern) : null, known));
                return;
        }
        var type = Narrower(Proved(value, true), known);
        isOne &= type is not null && (found is null || SymbolEqualityComparer.Default.Equals(found, type));
        found ??= type;
    }

    ITypeSymbol? Proved(IOperation condition, bool holds)
    {
        switch (condition)
        {
            case IConversionOperation { OperatorMethod: null, Operand: var inner }: return Proved(inner, holds);
            case IParenthesizedOperation { Operand: var inner }: return Proved(inner, holds);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null, Operand: var inner }: return Proved(inner, !holds);
            case IIsTypeOperation test when IsParameter(test.ValueOperand): return test.IsNegated != holds ? test.TypeOperand : null;
            case IIsPatternOperation match when IsParameter(match.Value): return TypeOf(match.Pattern, holds) ?? (holds || match.Pattern is INegatedPatternOperation ? TryCast(match.Value, match.Pattern) : null);
            case IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both: return Join(both, holds);
            case IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either: return Join(either, !holds);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals or BinaryOperatorKind.Equals } comparison: return (comparison.OperatorKind == BinaryOperatorKind.NotEquals) == holds ? Tried(comparison) : null;
            default: return null;
        }

        ITypeSymbol? Join(IBinaryOperation parts, bool all)
        {
            var (left, right) = (Proved(parts.LeftOperand, holds), Proved(parts.RightOperand, holds));
            return all ? Narrower(left, right) : SymbolEqualityComparer.Default.Equals(left, right) ? left : null;
        }
    }

    /// <summary><c>value as T is not null</c>, <c>value as T is { }</c>.</summary>
    static ITypeSymbol? TryCast(IOperation value, IPatternOperation pattern) => value is IConversionOperation { IsTryCast: true, Type: { } type }
        && pattern is INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } or IRecursivePatternOperation ? type : null;

    /// <summary><c>value as T != null</c>.</summary>
    ITypeSymbol? Tried(IBinaryOperation comparison)
    {
        var (left, right) = (Bare(comparison.LeftOperand), Bare(comparison.RightOperand));
        return left is IConversionOperation { IsTryCast: true, Type: { } type } && IsParameter(left) && right.ConstantValue is { HasValue: true, Value: null } ? type : null;
    }

    static IOperation Bare(IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true, Operand: var inner }) operation = inner;
        return operation;
    }

    ITypeSymbol? TypeOf(IPatternOperation pattern, bool holds = true) => pattern switch
    {
        INegatedPatternOperation { Pattern: var inner } => TypeOf(inner, !holds),
        _ when !holds => null,
        IDeclarationPatternOperation { MatchesNull: false, MatchedType: { } type } => type,
        ITypePatternOperation { MatchedType: { } type } => type,
        IRecursivePatternOperation { MatchedType: { } type, InputType: var input } when !SymbolEqualityComparer.Default.Equals(type, input) => type,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => Narrower(TypeOf(both.LeftPattern), TypeOf(both.RightPattern)),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => TypeOf(either.LeftPattern) is var left && SymbolEqualityComparer.Default.Equals(left, TypeOf(either.RightPattern)) ? left : null,
        _ => null,
    };

    /// <summary>The one of two types that says more.</summary>
    ITypeSymbol? Narrower(ITypeSymbol? one, ITypeSymbol? other) =>
        one is null ? other : other is null ? one : compilation.ClassifyConversion(other, one) is { IsImplicit: true, IsIdentity: false } conversion && (conversion.IsReference || conversion.IsBoxing) ? other : one;
}
