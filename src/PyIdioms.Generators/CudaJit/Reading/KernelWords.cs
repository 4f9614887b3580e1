using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.CudaJit;

/// <summary>What a kernel can say about its thread.</summary>
enum Word { Grid, GridSize, ThreadIdx, BlockIdx, BlockDim, GridDim, SyncThreads, Shared, Local, Atomic }

/// <summary>Finds the members of PyIdioms.Cuda in a kernel.</summary>
static class KernelWords
{
    public static Word? Of(IOperation operation) => operation switch
    {
        IInvocationOperation call => Of(call.TargetMethod),
        IPropertyReferenceOperation { Property: { IsStatic: true } property } => Of(property),
        _ => null,
    };

    /// <summary>Whether threads of a block have different answers.</summary>
    public static bool IsOfThread(Word word) => word is Word.Grid or Word.ThreadIdx or Word.Atomic or Word.Local;

    static Word? Of(ISymbol member)
    {
        var type = member.ContainingType;
        if (IsCuda(type)) return Enum.TryParse<Word>(member.Name, out var word) ? word : null;
        return IsCuda(type?.ContainingType) && Enum.TryParse<Word>(type!.Name, out var nested) ? nested : null;
    }

    static bool IsCuda(INamedTypeSymbol? type) => type is { Name: "Cuda", ContainingType: null, ContainingNamespace: { Name: "PyIdioms", ContainingNamespace.IsGlobalNamespace: true } };
}
