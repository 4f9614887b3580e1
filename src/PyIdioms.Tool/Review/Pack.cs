using System.Collections.Immutable;

namespace PyIdioms.Tool.Review;

/// <summary>The rules that travel with the tool.</summary>
static class Pack
{
    /// <summary>The assembly that tells whether a project brings the rules itself.</summary>
    public const string RulesAssembly = "PyIdioms.Analyzers.dll";

    /// <summary>The assemblies to hand to the compiler.</summary>
    /// <exception cref="UsageException">The tool was copied without its pack.</exception>
    public static ImmutableArray<string> Find() => Find(Path.Combine(AppContext.BaseDirectory, "pack"));

    public static ImmutableArray<string> Find(string folder)
    {
        ImmutableArray<string> assemblies = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal)] : [];
        return assemblies.Any(file => Path.GetFileName(file) == RulesAssembly)
            ? assemblies
            : throw new UsageException($"The rules are missing beside the tool: there is no {RulesAssembly} in '{folder}'. Install the tool again.");
    }
}
