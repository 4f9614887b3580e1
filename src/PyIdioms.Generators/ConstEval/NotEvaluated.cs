using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Ends an evaluation that comes to nothing.</summary>
/// <param name="rule">What is said of it; null where the compiler says it.</param>
/// <param name="message">Why, in words.</param>
/// <param name="place">Where.</param>
sealed class NotEvaluated(DiagnosticDescriptor? rule, string message, Location? place) : Exception(message)
{
    public DiagnosticDescriptor? Rule => rule;

    public Location? Place => place;
}

/// <summary>An exception of the program that is evaluated, on its way to a handler.</summary>
/// <param name="type">Its type.</param>
/// <param name="value">The exception.</param>
/// <param name="place">Where it was thrown.</param>
sealed class Thrown(INamedTypeSymbol type, ObjectValue value, Location? place) : Exception
{
    public INamedTypeSymbol Type => type;

    public ObjectValue Value => value;

    public Location? Place => place;
}
