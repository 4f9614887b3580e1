using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.CudaJit;

/// <summary>A Core as ILGPU compiles it: spans are views of memory on the device.</summary>
static class DeviceText
{
    public static string Write(KernelCode code)
    {
        var edits = new TokenEdits();
        foreach (var node in code.Node.DescendantNodesAndSelf())
        {
            if (node is TypeSyntax type && type.Parent is not (TypeSyntax or MemberAccessExpressionSyntax) && !type.IsVar && code.Model.GetSymbolInfo(type).Symbol is ITypeSymbol meant && DeviceTypes.ElementOf(meant) is { } element)
            {
                edits.ReplaceAll(type, Span(element));
            }
            else if (node is ExpressionSyntax expression && code.At(expression) is { } operation && operation.Syntax == expression && KernelWords.Of(operation) is { } word and not Word.Atomic)
            {
                var by = operation is IInvocationOperation { TargetMethod.TypeArguments: [var kept] } ? Span(kept) : "global::PyIdioms.Gpu.Words";
                edits.ReplaceAll(expression is InvocationExpressionSyntax call ? call.Expression : expression, $"{by}.{word}");
            }
        }
        return code.Bodied(edits.Write(code.Node));
    }

    static string Span(ITypeSymbol element) => $"global::PyIdioms.Gpu.DeviceSpan<{TypeName.Of(element)}>";
}
