using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Security;

/// <summary>Texts that an expression can be and that have a password in them, as far as the program spells them out.</summary>
static class SpelledText
{
    const int MostDepth = 6;

    /// <summary>The expression that has one, and what it is called there; null where none has.</summary>
    public static (IOperation Text, string Name)? In(Sighting context, IOperation operation) => In(context, operation, 0);

    static (IOperation Text, string Name)? In(Sighting context, IOperation operation, int depth)
    {
        if (depth > MostDepth) return null;
        switch (operation)
        {
            // What a name stands for is reported where it is spelled out.
            case IFieldReferenceOperation or ILocalReferenceOperation or INameOfOperation: return null;
            case { ConstantValue: { HasValue: true, Value: var constant } }: return constant is string text && EmbeddedSecret.MayBeIn(text) && EmbeddedSecret.In(text) is { } name ? (operation, name) : null;
            case IConversionOperation { OperatorMethod: null } or IParenthesizedOperation: return In(context, operation.ChildOperations.First(), depth + 1);
            case IUtf8StringOperation { Value: { } bytes }: return EmbeddedSecret.MayBeIn(bytes) && EmbeddedSecret.In(bytes) is { } called ? (operation, called) : null;
            case ICoalesceOperation either: return In(context, either.Value, depth + 1) ?? In(context, either.WhenNull, depth + 1);
            case IConditionalOperation { WhenFalse: { } otherwise } choice: return In(context, choice.WhenTrue, depth + 1) ?? In(context, otherwise, depth + 1);
            case ISwitchExpressionOperation choice: return choice.Arms.Select(a => In(context, a.Value, depth + 1)).FirstOrDefault(a => a is not null);
            case IInvocationOperation { TargetMethod: { Name: "ToArray" or "AsSpan" or "AsMemory" or "GetBytes" } } call when (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } owner: return call.TargetMethod.Name == "GetBytes" ? null : In(context, owner, depth + 1);
            case IInterpolatedStringOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } or IInvocationOperation { TargetMethod: { Name: "Format" or "Concat", ContainingType.SpecialType: SpecialType.System_String } }:
                if (!operation.Type.IsString() || !IsPromising(operation)) return null;
                return Whole(context, operation) is { } whole && EmbeddedSecret.In(whole) is { } found ? (operation, found) : null;
            default: return null;
        }
    }

    /// <summary>A cheap no: the text that is written there leads to no password, or says by itself that it has one.</summary>
    static bool IsPromising(IOperation operation)
    {
        var isPromising = false;
        foreach (var token in operation.Syntax.DescendantTokens())
        {
            if (token.Kind() is not (SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken)) continue;
            if (!EmbeddedSecret.MayBeIn(token.ValueText)) continue;
            if (operation is IInvocationOperation && EmbeddedSecret.In(token.ValueText) is not null) return false;
            isPromising = true;
        }
        return isPromising;
    }

    /// <summary>The text with a hole for each part that is not known.</summary>
    static string? Whole(Sighting context, IOperation operation)
    {
        if (context.ValueOf(operation) is not { IsNothing: false } value) return null;
        if (value.TryGetConstant(out var constant)) return constant as string;
        return value.IsExact ? value.Shape : Value.Hole + value.Shape;
    }
}
