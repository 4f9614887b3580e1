using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>What the filter of a catch leaves to it.</summary>
/// <param name="IsBroad">Nearly everything: there is none, it is always true, or it only names what is not meant.</param>
/// <param name="PassesCancellation">It lets cancellation through.</param>
readonly record struct CatchFilter(bool IsBroad, bool PassesCancellation)
{
    public static CatchFilter Of(ICatchClauseOperation handler) => handler.Filter is { } filter ? Of(filter) : new(true, false);

    static CatchFilter Of(IOperation condition)
    {
        switch (condition)
        {
            case { ConstantValue: { HasValue: true, Value: true } }: return new(true, false);
            case IParenthesizedOperation inner: return Of(inner.Operand);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both:
                var (left, right) = (Of(both.LeftOperand), Of(both.RightOperand));
                return new(left.IsBroad && right.IsBroad, left.PassesCancellation || right.PassesCancellation);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: IIsTypeOperation { TypeOperand: var type } }: return Without(type);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: IIsPatternOperation { Pattern: var pattern } }: return Excluding(pattern);
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: var pattern } }: return Excluding(pattern);
            default: return new(false, false);
        }
    }

    static CatchFilter Excluding(IPatternOperation pattern) => pattern switch
    {
        ITypePatternOperation type => Without(type.MatchedType),
        IDeclarationPatternOperation { MatchedType: { } type } => Without(type),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either =>
            new(Excluding(either.LeftPattern).IsBroad && Excluding(either.RightPattern).IsBroad, Excluding(either.LeftPattern).PassesCancellation || Excluding(either.RightPattern).PassesCancellation),
        INegatedPatternOperation => new(false, false),
        _ => new(true, false),
    };

    static CatchFilter Without(ITypeSymbol type) => new(!(type is { Name: "Exception", ContainingNamespace.Name: "System" }), type is { Name: "OperationCanceledException" or "TaskCanceledException" });
}
