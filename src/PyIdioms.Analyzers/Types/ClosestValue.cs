using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>The listed value that was probably meant.</summary>
static class ClosestValue
{
    /// <summary>Null where none is near.</summary>
    public static LiteralValue? Of(LiteralValue wrong, LiteralContract contract)
    {
        if (wrong.Value is null) return null;
        var name = Spelled(wrong);
        var candidates = contract.Values.Where(v => v.Value?.GetType() == wrong.As(contract.Type)?.Value?.GetType() || v.Value?.GetType() == wrong.Value.GetType()).ToList();
        var near = ClosestName.Of(name, candidates.Select(Spelled));
        return near is null || ClosestName.Distance(name, near) >= name.Length ? null : candidates.First(c => Spelled(c) == near);
    }

    /// <summary>A text without its quotes, a member without its type.</summary>
    static string Spelled(LiteralValue value) => value.Value is string or char ? value.Value.ToString() : value.Enum is null ? value.Text : value.Text.Substring(value.Text.LastIndexOf('.') + 1);
}
