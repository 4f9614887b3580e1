using Microsoft.CodeAnalysis;
using PyIdioms.Tests.Decorators;

namespace PyIdioms.Tests.Imports;

/// <summary>What modules of these tests implement.</summary>
public interface IValue
{
    /// <summary>What it has.</summary>
    object? V { get; }
}

/// <summary>Modules, compiled from text; their bodies write into a log that their finder names.</summary>
static class Modules
{
    /// <summary>A module whose body logs that it runs.</summary>
    public static byte[] Compile(string name, string source, params MetadataReference[] references)
    {
        var compilation = Generated.Compile($"using PyIdioms.Tests.Imports; static class Body {{ [System.Runtime.CompilerServices.ModuleInitializer] internal static void Run() {{ ModuleLog.Add(\"{name}\", \"exec {name}\"); More(); }} {(source.Contains("void More()", StringComparison.Ordinal) ? "static void More() => Own.More();" : "static void More() { }")} }} {source}")
            .WithAssemblyName(name).AddReferences([MetadataReference.CreateFromFile(typeof(Modules).Assembly.Location), .. references]);
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return image.ToArray();
    }

    /// <summary>A module with a value.</summary>
    public static byte[] WithValue(string name, string value) => Compile(name, $"public sealed class Value : IValue {{ public object? V => {value}; }}");

    public const string Failing = "static class Own { public static void More() => throw new ArgumentException(\"body\"); }";
}

/// <summary>What happened to a module, by the test that it belongs to: its name's part before the first underscore, dot or end.</summary>
public static class ModuleLog
{
    static readonly Lock Gate = new();
    static readonly List<(string Name, string What)> All = [];

    public static void Add(string name, string what)
    {
        lock (Gate) All.Add((name, what));
    }

    /// <summary>What happened to modules whose names begin with something.</summary>
    public static string[] Of(string prefix)
    {
        lock (Gate) return [.. All.Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(entry => entry.What)];
    }
}

/// <summary>Finds modules in a dictionary, and logs that it is asked.</summary>
sealed class DictionaryFinder(string label, Dictionary<string, byte[]> images) : IModuleFinder
{
    public ModuleSpec? FindSpec(string name)
    {
        ModuleLog.Add(name, $"{label}:{name}");
        return images.TryGetValue(name, out var image) ? ModuleSpec.FromBytes(name, image, ModuleTrust.Unverified, origin: label) : null;
    }
}
