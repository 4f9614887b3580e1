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
    static bool IsAssert(IOperation? operation) => operation is IInvocationOperation { TargetMethod: { Name: "Assert", ContainingType: { Name: "Never", ContainingNamespace: { Name: "PyIdioms", ContainingNamespace.IsGlobalNamespace: true } } } };

    /// <summary>What a call of <c>Never.Assert</c>, thrown or not, is about; null for other code.</summary>
    public static IOperation? Asserted(IOperation? operation) => Unwrap(operation) is var code && Unwrap(code is IThrowOperation { Exception: { } thrown } ? thrown : code) is IInvocationOperation { Arguments: [{ Value: var value }] } call && IsAssert(call) ? Vantage.Plain(value) : null;

    /// <summary>Whether a claim blames the caller: a value was passed that makes no sense here.</summary>
    public static bool IsBlame(IOperation? operation) => Unwrap(operation) is IThrowOperation { Exception: { } exception } && Unwrap(exception)?.Type?.Name is "ArgumentOutOfRangeException" or "InvalidEnumArgumentException";

    /// <summary>Whether code asks for the proof: a call of <c>Never.Assert</c>, thrown or not.</summary>
    public static bool IsDemand(IOperation? operation) => Asserted(operation) is not null;

    /// <summary>ArgumentOutOfRangeException(nameof(subject)): what is named, or shown, is what is matched.</summary>
    static bool IsAbout(IObjectCreationOperation made, IOperation? subject)
    {
        if (subject is null) return false;
        var name = Vantage.Plain(subject) switch
        {
            IParameterReferenceOperation parameter => parameter.Parameter.Name,
            ILocalReferenceOperation local => local.Local.Name,
            IMemberReferenceOperation member => member.Member.Name,
            _ => null,
        };
        return name is not null && made.Arguments.Any(a => a.Value.ConstantValue is { HasValue: true, Value: string text } && text == name || Unwrap(a.Value)?.Syntax.ToString() == subject.Syntax.ToString());
    }

    /// <summary>What an expression or a statement comes down to.</summary>
    static IOperation? Unwrap(IOperation? operation)
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
