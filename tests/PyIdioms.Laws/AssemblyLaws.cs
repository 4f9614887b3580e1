using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace PyIdioms.Laws;

/// <summary>The arrows between the assemblies, in the projects and in what the compiler loads.</summary>
public static class AssemblyLaws
{
    /// <summary>Roslyn as SDK 10.0.100 carries it: what refers to anything newer vanishes from the user's build (CS9057).</summary>
    public static readonly Version Roslyn = new(5, 0, 0, 0);

    /// <summary>What that Roslyn itself refers to.</summary>
    static readonly Version NewestSystem = new(9, 0, 0, 0);

    static readonly IReadOnlyDictionary<string, string[]> Arrows = new Dictionary<string, string[]>
    {
        ["PyIdioms"] = [],
        ["PyIdioms.Kernel"] = [],
        ["PyIdioms.Analyzers"] = ["PyIdioms.Kernel"],
        ["PyIdioms.CodeFixes"] = ["PyIdioms.Kernel", "PyIdioms.Analyzers"],
        ["PyIdioms.Completion"] = ["PyIdioms.Kernel"],
        ["PyIdioms.Generators"] = ["PyIdioms.Kernel", "PyIdioms"],
        ["PyIdioms.Gpu"] = ["PyIdioms"],
        ["PyIdioms.Testing"] = ["PyIdioms"],
        ["PyIdioms.EventBus.Redis"] = ["PyIdioms"],
        ["PyIdioms.Tensors"] = ["PyIdioms"],
        ["PyIdioms.Tool"] = [],
    };

    public static readonly IReadOnlyList<string> CompilerSide = ["PyIdioms.Kernel", "PyIdioms.Analyzers", "PyIdioms.CodeFixes", "PyIdioms.Completion", "PyIdioms.Generators"];

    public static IEnumerable<string> ProjectsFollowTheArrows(House house)
    {
        foreach (var path in house.Files("src", ".csproj"))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (!Arrows.TryGetValue(name, out var allowed))
            {
                yield return $"{path} is no assembly of the house";
                continue;
            }
            var project = XDocument.Parse(house.Read(path));
            foreach (var reference in Includes(project, "ProjectReference", IsReferenced).Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/'))))
            {
                if (!allowed.Contains(reference)) yield return $"{name} → {reference} is no arrow of the house";
            }
            if (name is not ("PyIdioms.CodeFixes" or "PyIdioms.Completion") && Includes(project, "PackageReference").Any(package => package.Contains("Workspaces", StringComparison.Ordinal)))
            {
                yield return $"{name} sees Workspaces";
            }
        }
    }

    public static IEnumerable<string> WhatTheCompilerLoadsFollowsTheArrows(House _) =>
        CompilerSide.SelectMany(name => Judge(name, ReferencesOf(Path.Combine(AppContext.BaseDirectory, name + ".dll"))));

    /// <summary>What is wrong with the references of an assembly that the compiler loads.</summary>
    public static IEnumerable<string> Judge(string name, IEnumerable<(string Name, Version Version)> references)
    {
        foreach (var (other, version) in references)
        {
            var wrong = other switch
            {
                "netstandard" => version.Major > 2 ? "nothing newer than netstandard2.0" : null,
                "Microsoft.CodeAnalysis.Features" => name != "PyIdioms.Completion" ? "only completion sees Features" : version > Roslyn ? $"nothing newer than {Roslyn}" : null,
                _ when other.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) =>
                    version != Roslyn ? $"Roslyn is {Roslyn}"
                    : other.Contains("Workspaces", StringComparison.Ordinal) && name is not ("PyIdioms.CodeFixes" or "PyIdioms.Completion") ? "only the fixes and completion see Workspaces" : null,
                _ when other.StartsWith("PyIdioms", StringComparison.Ordinal) => Arrows[name].Contains(other) ? null : "no arrow of the house",
                _ when other.StartsWith("System.", StringComparison.Ordinal) => version > NewestSystem ? $"nothing newer than {NewestSystem}" : null,
                _ => "the package does not carry it",
            };
            if (wrong is not null) yield return $"{name} → {other} {version}: {wrong}";
        }
    }

    /// <summary>A project that is only built before, or packed along, is no arrow.</summary>
    static bool IsReferenced(XElement reference) => (string?)reference.Attribute("ReferenceOutputAssembly") != "false";

    static IEnumerable<string> Includes(XDocument project, string item, Func<XElement, bool>? where = null) =>
        project.Descendants(item).Where(where ?? (_ => true)).SelectMany(reference => ((string?)reference.Attribute("Include") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries));

    static List<(string, Version)> ReferencesOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => (metadata.GetString(reference.Name), reference.Version))];
    }
}
