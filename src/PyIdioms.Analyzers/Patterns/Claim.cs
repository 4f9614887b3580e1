using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Code that says that it is never reached.</summary>
static class Claim
{
    /// <summary>The words of such code.</summary>
    public static readonly string[] Words = ["Never", "UnreachableException", "SwitchExpressionException", "InvalidEnumArgumentException", "ArgumentOutOfRangeException"];

    /// <summary>Whether an operation, a statement or an expression, claims that no value of a subject gets there.</summary>
    public static bool Is(IOperation? operation, IOperation? subject) => Unwrap(operation) switch
    {
        IThrowOperation { Exception: { } exception } => IsAssert(Unwrap(exception)) || Unwrap(exception) is IObjectCreationOperation { Type: { } type } made && (type.Name is "UnreachableException" or "SwitchExpressionException" or "InvalidEnumArgumentException" || type.Name == "ArgumentOutOfRangeException" && IsAbout(made, subject)),
        { } other => IsAssert(other),
        _ => false,
    };

    /// <summary>A call of <c>Never.Assert</c>.</summary>
    public static bool IsAssert(IOperation? operation) => operation is IInvocationOperation { TargetMethod: { Name: "Assert", ContainingType: { Name: "Never", ContainingNamespace: { Name: "PyIdioms", ContainingNamespace.IsGlobalNamespace: true } } } };

    /// <summary>Whether a claim blames the caller: a value was passed that makes no sense here.</summary>
    public static bool IsBlame(IOperation? operation) => Unwrap(operation) is IThrowOperation { Exception: { } exception } && Unwrap(exception)?.Type?.Name is "ArgumentOutOfRangeException" or "InvalidEnumArgumentException";

    /// <summary>Whether code asks for the proof: a call of <c>Never.Assert</c>, thrown or not.</summary>
    public static bool IsDemand(IOperation? operation) => Unwrap(operation) is var code && IsAssert(code is IThrowOperation { Exception: { } thrown } ? Unwrap(thrown) : code);

    /// <summary>ArgumentOutOfRangeException(nameof(subject)): what is named, or shown, is what is matched.</summary>
    static bool IsAbout(IObjectCreationOperation made, IOperation? subject)
    {
        if (subject is null) return false;
        var name = Unwrap(subject) switch
        {
            IParameterReferenceOperation parameter => parameter.Parameter.Name,
            ILocalReferenceOperation local => local.Local.Name,
            IMemberReferenceOperation member => member.Member.Name,
            _ => null,
        };
        return name is not null && made.Arguments.Any(a => a.Value.ConstantValue is { HasValue: true, Value: string text } && text == name || Unwrap(a.Value)?.Syntax.ToString() == subject.Syntax.ToString());
    }

    public static IOperation? Unwrap(IOperation? operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null } conversion: operation = conversion.Operand; break;
                case IParenthesizedOperation inner: operation = inner.Operand; break;
                case IExpressionStatementOperation statement: operation = statement.Operation; break;
                default: return operation;
            }
        }
    }
}
