using System.Collections.Immutable;
using System.Text;

namespace PyIdioms.Tool.Review;

/// <summary>One run of the C# compiler in the user's build.</summary>
/// <param name="Project">Full path of the project.</param>
/// <param name="Framework">The target framework, where the project names one.</param>
/// <param name="Compiler">The compiler that was used: that of the SDK, or of a toolset package the project refers to.</param>
/// <param name="Arguments">Its command line.</param>
sealed record Compilation(string Project, string Framework, string Compiler, ImmutableArray<string> Arguments)
{
    /// <summary>The same project may be built twice for one framework; its output tells builds of different settings apart.</summary>
    public (string, string, string) Identity => (Project, Framework, Output);

    string Output => Arguments.Where(argument => IsSwitch(argument, "out")).Select(ValueOf).LastOrDefault() ?? "";

    string AssemblyFile => Output.Length > 0 ? Path.GetFileName(Output) : Path.GetFileNameWithoutExtension(Project) + ".dll";

    public string Folder => Path.GetDirectoryName(Project)!;

    public static Compilation Read(string capture)
    {
        var lines = File.ReadAllLines(capture);
        return new(lines[0], lines[1][1..], lines[2], [.. lines.Skip(3)]);
    }

    /// <summary>
    /// The command line of the review: the same sources, references, options and generators; our rules in place of the user's analyzers; nothing written but the log.
    /// </summary>
    /// <param name="pack">The rules to bring, unless the project brings them itself.</param>
    /// <param name="log">Where the compiler's SARIF goes.</param>
    /// <param name="output">The folder for the assembly that nobody needs. It keeps its name and its key: other assemblies may show it their internals.</param>
    public ImmutableArray<string> ReviewArguments(ImmutableArray<string> pack, string log, string output)
    {
        var analyzers = Arguments.Where(argument => IsSwitch(argument, "analyzer", "a")).Select(ValueOf).ToArray();
        var brought = analyzers.Where(path => Path.GetFileName(path).StartsWith("PyIdioms.", StringComparison.OrdinalIgnoreCase)).ToArray();
        var rules = brought.Any(path => Path.GetFileName(path).Equals(Pack.RulesAssembly, StringComparison.OrdinalIgnoreCase)) ? brought : [.. brought, .. pack];
        var full = analyzers.Except(brought).Select(path => Path.GetFullPath(path, Folder)).ToArray();
        return
        [
            .. Arguments.Where(argument => !IsLeftOut(argument)).Select(KeepLoadFailures),
            .. AnalyzerAssembly.NeededToCompile(full).Select(path => $"/analyzer:{path}"),
            .. rules.Select(path => $"/analyzer:{path}"),
            $"/out:{Path.Combine(output, AssemblyFile)}",
            $"/errorlog:{log},version=2.1",
            "/warnaserror-", "/skipanalyzers-", "/debug-", "/utf8output", "/preferreduilang:en",
        ];
    }

    /// <summary>The command line that has generators write what they generate.</summary>
    /// <param name="generated">The folder to write to.</param>
    /// <param name="log">Where the compiler's SARIF goes.</param>
    /// <param name="output">The folder for the assembly that nobody needs.</param>
    public ImmutableArray<string> GeneratingArguments(string generated, string log, string output) => [.. ReviewArguments([], log, output), $"/generatedfilesout:{generated}"];

    /// <summary>What writes beside the sources, turns rules off or turns findings into failures.</summary>
    static bool IsLeftOut(string argument) => IsSwitch(argument,
        "analyzer", "a", "out", "refout", "refonly", "pdb", "debug", "doc", "errorlog", "generatedfilesout", "sourcelink", "embed", "pathmap", "reportanalyzer",
        "skipanalyzers", "warnaserror", "resource", "res", "linkresource", "linkres", "win32res", "win32icon", "win32manifest", "noconfig", "utf8output", "preferreduilang", "instrument");

    /// <summary>A project may silence the warnings that say a rule or a generator did not run; a review must hear them.</summary>
    static string KeepLoadFailures(string argument) => !IsSwitch(argument, "nowarn") ? argument :
        "/nowarn:" + string.Join(',', ValueOf(argument).Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Where(id => !AnalysisFailure.Ids.Contains(id.StartsWith("CS", StringComparison.Ordinal) || !char.IsDigit(id[0]) ? id : $"CS{id}")));

    static bool IsSwitch(string argument, params ReadOnlySpan<string> names)
    {
        if (argument.Length < 2 || argument[0] is not ('/' or '-'))
        {
            return false;
        }

        var colon = argument.IndexOf(':');
        var name = argument.AsSpan(1, (colon < 0 ? argument.Length : colon) - 1).TrimEnd("+-");
        foreach (var candidate in names)
        {
            if (name.Equals(candidate, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    static string ValueOf(string argument) => argument[(argument.IndexOf(':') + 1)..].Trim('"');

    /// <summary>Arguments as lines of a response file.</summary>
    public static string ResponseFile(IEnumerable<string> arguments)
    {
        var text = new StringBuilder();
        foreach (var argument in arguments)
        {
            // The compiler splits lines at spaces and drops what follows a '#', except inside quotes; an argument that has quotes was split by the same rules before.
            text.AppendLine(argument.Contains('"') || !argument.AsSpan().ContainsAny(' ', '\t', '#') ? argument : $"\"{(argument.EndsWith('\\') ? argument + '\\' : argument)}\"");
        }

        return text.ToString();
    }
}
