using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Parts;

/// <summary>Bodies of methods whose other part a generator writes.</summary>
static class Cores
{
    /// <summary>Whether a body takes what its method takes, behind what decorators supply.</summary>
    public static bool TakesAll(IMethodSymbol core, IMethodSymbol method)
    {
        var supplied = core.Parameters.Length - method.Parameters.Length;
        return supplied >= 0 && method.Parameters.All(mine => core.Parameters[mine.Ordinal + supplied] is var its && its.RefKind == mine.RefKind && TypeName.Of(its.Type) == TypeName.Of(mine.Type));
    }
}
