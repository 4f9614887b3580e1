using System.Collections.Immutable;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Analyzers.Security;

/// <summary>Programs that run the text after one of their flags. Data, by file name: a reader can extend it.</summary>
static class Interpreters
{
    static readonly ImmutableDictionary<string, ImmutableArray<string>> Flags = new Dictionary<string, ImmutableArray<string>>
    {
        ["sh"] = ["-c"], ["bash"] = ["-c"], ["dash"] = ["-c"], ["zsh"] = ["-c"], ["ksh"] = ["-c"], ["ash"] = ["-c"], ["fish"] = ["-c"], ["busybox"] = ["-c"],
        ["cmd"] = ["/c", "/k", "/r"],
        ["powershell"] = ["-command", "-c", "/c", "/command", "-encodedcommand", "-e", "-enc"], ["pwsh"] = ["-command", "-c", "/c", "/command", "-encodedcommand", "-e", "-enc"],
        ["python"] = ["-c"], ["python3"] = ["-c"], ["python2"] = ["-c"], ["py"] = ["-c"],
        ["perl"] = ["-e", "-E"], ["ruby"] = ["-e"], ["node"] = ["-e", "--eval", "-p", "--print"], ["deno"] = ["eval"], ["bun"] = ["-e"], ["php"] = ["-r"], ["lua"] = ["-e"], ["osascript"] = ["-e"], ["Rscript"] = ["-e"],
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the text behind an argument is run by a program.</summary>
    public static bool Runs(Value program, Value flag) => Constants(program).Any(p => Flags.TryGetValue(NameOf(p), out var flags)
        && Constants(flag).Any(f => flags.Contains(f, NameOf(p) is "cmd" or "powershell" or "pwsh" ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal)));

    /// <summary>Whether a program is, or may be, one of them.</summary>
    public static bool Include(Value program) => Constants(program).Any(p => Flags.ContainsKey(NameOf(p)));

    static IEnumerable<string> Constants(Value value) => value.Constants.IsDefault ? [] : value.Constants.OfType<string>();

    static string NameOf(string program)
    {
        var name = program.Substring(program.LastIndexOfAny(['/', '\\']) + 1).ToLowerInvariant();
        return name.EndsWith(".exe", StringComparison.Ordinal) ? name.Substring(0, name.Length - 4) : name == "rscript" ? "Rscript" : name;
    }
}
