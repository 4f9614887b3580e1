using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>What is matched: its type as it is there, and whether it may be null.</summary>
readonly record struct Subject(ITypeSymbol Type, bool IsNotNull, int Position)
{
    public static Subject? Of(IOperation value, SemanticModel model, CancellationToken cancel)
    {
        while (value is IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion) value = conversion.Operand;
        var info = model.GetTypeInfo(value.Syntax, cancel);
        if ((info.Type ?? value.Type) is not { TypeKind: not TypeKind.Error } type) return null;
        return new(type, info.Nullability.FlowState == NullableFlowState.NotNull, value.Syntax.SpanStart);
    }
}
