using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Annotated;

/// <summary>What the user has written of an [Annotated] type, and what therefore is not generated.</summary>
static class ExistingParts
{
    public static OwnParts Of(INamedTypeSymbol type)
    {
        var parts = OwnParts.None;
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.ApplicationSyntaxReference is not { } reference || IsOurs(reference.SyntaxTree)) continue;
            parts |= attribute.AttributeClass?.Name switch
            {
                "JsonConverterAttribute" when attribute.AttributeClass.ContainingNamespace.Name == "Serialization" => OwnParts.JsonConverter,
                "TypeConverterAttribute" => OwnParts.TypeConverter,
                _ => OwnParts.None,
            };
        }
        foreach (var member in type.GetMembers())
        {
            if (member is not IMethodSymbol { IsImplicitlyDeclared: false } method || !IsUsers(method)) continue;
            parts |= method.Name switch
            {
                nameof(ToString) => OwnParts.Text,
                "Parse" or "TryParse" => OwnParts.Parse,
                "CompareTo" => OwnParts.CompareTo,
                WellKnownMemberNames.ImplicitConversionName => OwnParts.Implicit | OwnParts.Explicit,
                WellKnownMemberNames.ExplicitConversionName => OwnParts.Implicit | OwnParts.Explicit,
                WellKnownMemberNames.LessThanOperatorName or WellKnownMemberNames.GreaterThanOperatorName or WellKnownMemberNames.LessThanOrEqualOperatorName or WellKnownMemberNames.GreaterThanOrEqualOperatorName => OwnParts.Order,
                _ => OwnParts.None,
            };
        }
        return parts;
    }

    /// <summary>The companion rule sees what was generated; the generator never does.</summary>
    public static bool IsUsers(ISymbol member) => member.DeclaringSyntaxReferences.Any(static reference => !IsOurs(reference.SyntaxTree));

    static bool IsOurs(SyntaxTree tree) => tree.FilePath.EndsWith(AnnotatedModel.HintEnding + Pipeline.FileEnding, StringComparison.Ordinal);
}
