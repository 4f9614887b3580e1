using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Variables that have a value already where a switch gives them one: a case that is left out keeps it.</summary>
static class Defaults
{
    /// <summary>What an expression reads or writes by name.</summary>
    public static ISymbol? SymbolOf(IOperation target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member => member.Member,
        _ => null,
    };

    /// <summary>Whether the value from before is meant: it is more than a beginning (<c>null</c>, <c>""</c>, <c>0</c>), a new one is made from it, or it is asked about behind the switch.</summary>
    public static bool HasMeaning(ISymbol variable, ISwitchOperation statement)
    {
        foreach (var operation in statement.Function().Descendants())
        {
            var isInside = statement.Syntax.Span.Contains(operation.Syntax.Span);
            if (operation is IVariableDeclaratorOperation { Initializer.Value: var first } declarator && Is(declarator.Symbol, variable) && !IsBeginning(first)) return true;
            if (operation is ISimpleAssignmentOperation { Target: var target, Value: var value } && Is(SymbolOf(target), variable))
            {
                if (isInside ? value.Descendants().Prepend(value).Any(o => Is(SymbolOf(o), variable)) : operation.Syntax.Span.End <= statement.Syntax.SpanStart && !IsBeginning(value)) return true;
            }
            if (operation is IConditionalOperation { Condition: var condition } && condition.Syntax.SpanStart >= statement.Syntax.Span.End && condition.DescendantsAndSelf().Any(o => Is(SymbolOf(o), variable))) return true;
        }
        return false;
    }

    static bool Is(ISymbol? symbol, ISymbol variable) => SymbolEqualityComparer.Default.Equals(symbol, variable);

    /// <summary>A value that only stands there because the language asks for one.</summary>
    static bool IsBeginning(IOperation value) => value is { Type.SpecialType: not SpecialType.System_Boolean } && (value is IDefaultValueOperation || value.ConstantValue is { HasValue: true, Value: null or "" or 0 or 0L or 0.0 or 0m })
        || value is IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } } || value is IConversionOperation { Operand: var inner } && IsBeginning(inner);
}
