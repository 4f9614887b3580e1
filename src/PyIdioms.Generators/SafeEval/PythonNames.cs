using System.Text;

namespace PyIdioms.Generators.SafeEval;

/// <summary>Names as Python spells them.</summary>
static class PythonNames
{
    static readonly HashSet<string> Keywords = new(
        "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".Split(' '), StringComparer.Ordinal);

    /// <summary>The name of a member: <c>TaxRate</c> is <c>tax_rate</c>.</summary>
    public static string Of(string member)
    {
        var name = new StringBuilder();
        var bare = member.TrimStart('_');
        for (var i = 0; i < bare.Length; i++)
        {
            var isStart = i > 0 && char.IsUpper(bare[i]) && bare[i - 1] != '_' && (!char.IsUpper(bare[i - 1]) || i + 1 < bare.Length && char.IsLower(bare[i + 1]));
            if (isStart) name.Append('_');
            name.Append(char.ToLowerInvariant(bare[i]));
        }
        return name.ToString();
    }

    /// <summary>Whether an expression can say it.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && !Keywords.Contains(name) && (char.IsLetter(name[0]) || name[0] == '_') && name.All(static c => char.IsLetterOrDigit(c) || c == '_') && name.Normalize(NormalizationForm.FormKC) == name;
}
