using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Njit;

/// <summary>What an attribute allows and demands.</summary>
/// <param name="IsFast">Whether results may differ in the last bits.</param>
/// <param name="IsRequired">Whether a loop that stays scalar, or serial, is an error.</param>
/// <param name="IsParallel">Whether threads share the loops over a Prange.</param>
sealed record NjitOptions(bool IsFast, bool IsRequired, bool IsParallel)
{
    public static NjitOptions Of(AttributeData attribute) => new(Is(attribute, nameof(NjitAttribute.FastMath)), Is(attribute, nameof(NjitAttribute.Require)), Is(attribute, nameof(NjitAttribute.Parallel)));

    static bool Is(AttributeData attribute, string name) => attribute.NamedArguments.Any(a => a.Key == name && a.Value.Value is true);
}
