using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Benchmarks.Incrementality;

/// <summary>A generator, and code for it: classes of ten annotated members, one class a file.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Generator">The generator.</param>
/// <param name="References">What its code refers to beside the framework.</param>
/// <param name="ClassStart">The beginning of a class; {0} is its number.</param>
/// <param name="Member">A member; {0} is its number and {1} changes with an edit that matters to the generator.</param>
sealed record Subject(string Name, ISourceGenerator Generator, string[] References, string ClassStart, string Member)
{
    static readonly string Packs = Metadata("DotnetRoot");

    public static IEnumerable<Subject> All()
    {
        const string Member = "[{0}] public partial System.Threading.Tasks.Task<int> M{{0}}(int a{{1}}, string b = \"x\"); System.Threading.Tasks.Task<int> M{{0}}Core(int a{{1}}, string b) => System.Threading.Tasks.Task.FromResult(a{{1}});";
        string[] runtime = [typeof(TimedAttribute).Assembly.Location];
        yield return new("[Timed]", new Generators.Decorators.DecoratorGenerator().AsSourceGenerator(), runtime, "using PyIdioms; partial class K{0} {{", string.Format(Member, "Timed"));
        yield return new("[Timed, Retry(3)]", new Generators.Decorators.DecoratorGenerator().AsSourceGenerator(), runtime, "using PyIdioms; partial class K{0} {{", string.Format(Member, "Timed, Retry(3)"));

        var mvvm = Metadata("MvvmPackage");
        yield return new("CommunityToolkit.Mvvm [ObservableProperty]",
            Load(Path.Combine(mvvm, "analyzers/dotnet/roslyn5.0/cs/CommunityToolkit.Mvvm.SourceGenerators.dll"), "CommunityToolkit.Mvvm.SourceGenerators.ObservablePropertyGenerator"),
            [Path.Combine(mvvm, "lib/net8.0/CommunityToolkit.Mvvm.dll")],
            "using CommunityToolkit.Mvvm.ComponentModel; partial class K{0} : ObservableObject {{", "[ObservableProperty] private int _m{0}x{1};");

        yield return new("LoggerMessage",
            Load(Path.Combine(Pack("Microsoft.AspNetCore.App.Ref"), "analyzers/dotnet/cs/Microsoft.Extensions.Logging.Generators.dll"), null), [],
            "using Microsoft.Extensions.Logging; static partial class K{0} {{", "[LoggerMessage({0}, LogLevel.Information, \"Msg {0} {1} {{a}} {{b}}\")] public static partial void M{0}(ILogger l, int a, string b);");
    }

    public static IEnumerable<MetadataReference> Framework =>
        from pack in (string[])["Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref"]
        from file in Directory.GetFiles(Path.Combine(Pack(pack), "ref/net10.0"), "*.dll")
        select MetadataReference.CreateFromFile(file);

    static string Pack(string name) => Directory.GetDirectories(Path.Combine(Packs, name)).Order(StringComparer.Ordinal).Last();

    static string Metadata(string key) =>
        typeof(Subject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    static ISourceGenerator Load(string path, string? type)
    {
        var context = new AssemblyLoadContext(path);
        context.Resolving += (c, name) => File.Exists(Path.Combine(Path.GetDirectoryName(path)!, name.Name + ".dll")) ? c.LoadFromAssemblyPath(Path.Combine(Path.GetDirectoryName(path)!, name.Name + ".dll")) : null;
        var assembly = context.LoadFromAssemblyPath(path);
        var generator = type is null
            ? assembly.GetTypes().Single(t => t.GetCustomAttributesData().Any(a => a.AttributeType.FullName == typeof(GeneratorAttribute).FullName))
            : assembly.GetType(type, throwOnError: true)!;
        return ((IIncrementalGenerator)Activator.CreateInstance(generator, nonPublic: true)!).AsSourceGenerator();
    }
}
