using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Decorators;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Decorate;

/// <summary>The attributes of an interface's member that an implementation must have as well: without them the compiler or the trimmer speaks of it.</summary>
static class RepeatedAttributes
{
    public static EquatableArray<string> Of(ISymbol member)
    {
        List<string>? lines = null;
        foreach (var attribute in member.GetAttributes())
        {
            if (IsRepeated(attribute.AttributeClass)) (lines ??= []).Add($"[{TypeName.Of(attribute.AttributeClass!)}{AttributeCode.Written(attribute)}]");
        }
        return lines is null ? default : lines.ToEquatableArray();
    }

    static bool IsRepeated(INamedTypeSymbol? attribute) => attribute is
    {
        Name: nameof(ObsoleteAttribute), ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true },
    } or
    {
        Name: "RequiresUnreferencedCodeAttribute" or "RequiresDynamicCodeAttribute" or "RequiresAssemblyFilesAttribute" or "ExperimentalAttribute",
        ContainingNamespace: { Name: nameof(System.Diagnostics.CodeAnalysis), ContainingNamespace.Name: nameof(System.Diagnostics) },
    };
}
