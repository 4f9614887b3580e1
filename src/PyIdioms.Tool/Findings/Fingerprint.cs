using System.Security.Cryptography;
using System.Text;

namespace PyIdioms.Tool.Findings;

/// <summary>
/// The name under which a finding is known again in a later review: its rule, its file, the text of its line without regard to spaces, and its place among twins.
/// Lines inserted above leave it alone; a changed line makes it new.
/// </summary>
static class Fingerprint
{
    /// <summary>The name of this recipe in <c>partialFingerprints</c>. A new recipe needs a new name.</summary>
    public const string Recipe = "pyidioms/v1";

    public static string Of(string ruleId, string path, string lineText, int twin)
    {
        var normal = string.Join(' ', lineText.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{ruleId}\0{path}\0{normal}\0{twin}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }
}
