using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Builder;

/// <summary>What parts are called: as methods, as arguments, as fields of the builder.</summary>
sealed class PartNames
{
    /// <summary>What a builder has under these names is something else.</summary>
    static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "Build", "TryBuild", "Check", BuilderParser.Builder, nameof(Equals), nameof(GetHashCode), nameof(ToString), nameof(GetType), nameof(ReferenceEquals), nameof(MemberwiseClone), "Finalize",
    };

    readonly HashSet<string> fields = new(StringComparer.Ordinal), parameters = new(StringComparer.Ordinal);

    public string Field(string name) => Free("__" + name, fields);

    /// <summary>What a part is called as an argument, also beside one that differs in the case of a letter alone.</summary>
    public string Parameter(string name) => Free(Camel(name), parameters);

    static string Free(string name, HashSet<string> taken)
    {
        while (!taken.Add(name)) name += "_";
        return name;
    }

    public static string Method(string name) => TypeName.Escape(Taken.Contains(name) ? "With" + name : name);

    public static string Pascal(string parameter)
    {
        var bare = parameter.TrimStart('_');
        return bare.Length == 0 ? parameter : char.ToUpperInvariant(bare[0]) + bare.Substring(1);
    }

    public static string Camel(string name) => TypeName.Escape(char.ToLowerInvariant(name[0]) + name.Substring(1));

    /// <summary>Drops the names that two parts would share; false, with a report, where a part would have none.</summary>
    public bool Distinct(List<Part> parts, Report report, INamedTypeSymbol type, ref bool isRefused)
    {
        foreach (var same in parts.GroupBy(static p => p.Method, StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            report(BuilderRules.PartType, type.Locations[0], same.Last().Name, "another part has this name");
            isRefused = true;
        }
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Collection is { } items && parts.Exists(p => p != parts[i] && p.Method == items.Single)) parts[i] = parts[i] with { Collection = items with { Single = "" } };
        }
        return !isRefused;
    }
}
