using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.CudaJit;

/// <summary>Words of a kernel that mean nothing where they stand.</summary>
static class WordUse
{
    public static string? ProblemOf(IOperation operation, Word word, KernelCode code)
    {
        if (operation is not IInvocationOperation call) return null;
        if (word != Word.Atomic && IsInFunction(operation)) return $"Cuda.{word} is the kernel's own word; pass on what it says to its functions";
        return word switch
        {
            Word.Grid or Word.GridSize => ProblemOfAxes(call, word),
            Word.Shared or Word.Local => ProblemOfArray(call, word, code),
            _ => null,
        };
    }

    /// <summary>How many axes; 0 if that is no constant.</summary>
    public static int AxesOf(IInvocationOperation call) => call.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: int axes } }] ? axes : 0;

    static string? ProblemOfAxes(IInvocationOperation call, Word word)
    {
        var axes = AxesOf(call);
        if (axes is < 1 or > 3) return $"Cuda.{word} knows 1, 2 or 3 axes, as a constant";
        var taken = call.Parent is IDeconstructionAssignmentOperation { Target: var target } ? target switch
        {
            ITupleOperation { Elements.Length: var count } => count,
            IDeclarationExpressionOperation { Expression: ITupleOperation { Elements.Length: var count } } => count,
            _ => 0,
        } : 1;
        if (taken == axes) return null;
        return axes == 1 ? $"Cuda.{word}(1) is one number" : $"Cuda.{word}({axes}) is {axes} numbers: var ({(axes == 2 ? "x, y" : "x, y, z")}) = Cuda.{word}({axes})";
    }

    static string? ProblemOfArray(IInvocationOperation call, Word word, KernelCode code)
    {
        if (call.Arguments is not [{ Value.ConstantValue: { HasValue: true, Value: int and > 0 } }]) return $"Cuda.{word}.Array has a constant length: devices set it aside before they begin";
        if (DeviceTypes.ProblemOf(call.TargetMethod.TypeArguments[0]) is { } problem) return problem;
        // In a loop it would be the same memory, or another, as the device likes.
        return call.Syntax.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { Declaration.Variables: [{ Initializer.Value: var value }] } declaration && value == call.Syntax && code.Statements.Contains(declaration)
            ? null : $"Cuda.{word}.Array is declared at the top of a kernel: var memory = Cuda.{word}.Array<T>(length)";
    }

    static bool IsInFunction(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILocalFunctionOperation or IAnonymousFunctionOperation) return true;
        }
        return false;
    }
}
