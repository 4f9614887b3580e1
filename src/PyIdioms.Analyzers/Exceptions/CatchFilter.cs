using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>What the filter of a catch leaves to it.</summary>
/// <param name="IsBroad">Nearly everything: there is none, it is always true, or it only names what is not meant.</param>
/// <param name="PassesCancellation">It lets cancellation through.</param>
readonly record struct CatchFilter(bool IsBroad, bool PassesCancellation)
{
    public static CatchFilter Of(ICatchClauseOperation handler) => handler.Filter is { } filter ? Of(filter) : new(true, false);

    /// <summary><c>catch when (token.IsCancellationRequested)</c>: what is left to the next catch is no cancellation.</summary>
    public static bool AsksForCancelling(ICatchClauseOperation handler)
    {
        var filter = handler.Filter;
        while (filter is IParenthesizedOperation inner) filter = inner.Operand;
        return filter is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" } && (handler.ExceptionType is { SpecialType: SpecialType.System_Object } || handler.ExceptionType.IsCancellation() || handler.ExceptionType.IsExceptionItself());
    }

    static CatchFilter Of(IOperation condition)
    {
        switch (condition)
        {
            case { ConstantValue: { HasValue: true, Value: true } }: return new(true, false);
            case IParenthesizedOperation inner: return Of(inner.Operand);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both:
                var (left, right) = (Of(both.LeftOperand), Of(both.RightOperand));
                return new(left.IsBroad && right.IsBroad, left.PassesCancellation || right.PassesCancellation);
            case IIsTypeOperation { TypeOperand: var all } when all.IsExceptionItself():
            case IIsPatternOperation { Pattern: ITypePatternOperation { MatchedType: var any } } when any.IsExceptionItself():
            case IIsPatternOperation { Pattern: IDeclarationPatternOperation { MatchedType: { } named } } when named.IsExceptionItself():
                return new(true, false);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: IIsTypeOperation { TypeOperand: var type } }: return Without(type);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: IIsPatternOperation { Pattern: var pattern } }: return Excluding(pattern);
            case IIsPatternOperation { Pattern: var pattern }: return Matching(pattern);
            default: return new(false, false);
        }
    }

    static CatchFilter Matching(IPatternOperation pattern)
    {
        switch (pattern)
        {
            case INegatedPatternOperation { Pattern: var excluded }: return Excluding(excluded);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                var (left, right) = (Matching(both.LeftPattern), Matching(both.RightPattern));
                return new(left.IsBroad && right.IsBroad, left.PassesCancellation || right.PassesCancellation);
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
