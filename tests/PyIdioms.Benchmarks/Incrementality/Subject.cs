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

    public static IEnumerable<Subject> All() => [new("floor: generates nothing", new Idle().AsSourceGenerator(), [], "partial class K{0} {{", "public void M{0}(int a{1}) {{ }}"), .. Ours(), .. Peers()];

    public bool IsFloor => Generator.GetGeneratorType() == typeof(Idle);

    public bool IsOurs => Generator.GetGeneratorType().Namespace!.StartsWith(nameof(PyIdioms) + "." + nameof(Generators), StringComparison.Ordinal);

    static IEnumerable<Subject> Ours()
    {
        const string Member = "[{0}] public partial System.Threading.Tasks.Task<int> M{{0}}(int a{{1}}, string b = \"x\"); System.Threading.Tasks.Task<int> M{{0}}Core(int a{{1}}, string b) => System.Threading.Tasks.Task.FromResult(a{{1}});";
        string[] runtime = [typeof(TimedAttribute).Assembly.Location];
        foreach (var (decorators, primary) in ((string, string)[])[("Timed", ""), ("Timed, Retry(3)", ""), ("Logged", "(Microsoft.Extensions.Logging.ILogger log)")])
        {
            yield return new($"[{decorators}]", new Generators.Decorators.DecoratorGenerator().AsSourceGenerator(), runtime, $"using PyIdioms; partial class K{{0}}{primary} {{{{", string.Format(null, Member, decorators));
        }
        yield return new("[Event]", new Generators.Event.EventGenerator().AsSourceGenerator(), runtime,
            "using PyIdioms; using Microsoft.Extensions.Logging; static partial class K{0} {{", "[Event(LogLevel.Information, \"Msg {0} {1}\")] public static partial void M{0}(ILogger l, int a, string b);");
    }

    static IEnumerable<Subject> Peers()
    {
        var mvvm = Metadata("MvvmPackage");
        yield return new("CommunityToolkit.Mvvm [ObservableProperty]",
            Load(Path.Combine(mvvm, "analyzers/dotnet/roslyn5.0/cs/CommunityToolkit.Mvvm.SourceGenerators.dll"), "CommunityToolkit.Mvvm.SourceGenerators.ObservablePropertyGenerator"),
            [Path.Combine(mvvm, "lib/net8.0/CommunityToolkit.Mvvm.dll")],
            "using CommunityToolkit.Mvvm.ComponentModel; partial class K{0} : ObservableObject {{", "[ObservableProperty] private int _m{0}x{1};");

        yield return new("Mediator [a request and its handler]",
            Load(Path.Combine(Metadata("MediatorPackage"), "analyzers/dotnet/cs/Mediator.SourceGenerator.dll"), null),
            [Path.Combine(Metadata("MediatorAbstractionsPackage"), "lib/net8.0/Mediator.dll")],
            "using Mediator; using System.Threading; using System.Threading.Tasks; public static class K{0} {{",
            "public sealed record R{0}(int A{1}) : IRequest<int>; public sealed class H{0} : IRequestHandler<R{0}, int> {{ public ValueTask<int> Handle(R{0} request, CancellationToken cancel) => new(request.A{1}); }}");

        var mapperly = Metadata("MapperlyPackage");
        yield return new("Mapperly [a mapping]",
            Load(Path.Combine(mapperly, "analyzers/roslyn5.0/dotnet/cs/Riok.Mapperly.dll"), null),
            [Path.Combine(mapperly, "lib/netstandard2.0/Riok.Mapperly.Abstractions.dll")],
            "using Riok.Mapperly.Abstractions; [Mapper] public partial class K{0} {{",
            "public sealed class A{0} {{ public int X{1} {{ get; set; }} }} public sealed class B{0} {{ public int X{1} {{ get; set; }} }} public partial B{0} Map(A{0} a);");

        yield return new("LoggerMessage",
            Load(Path.Combine(Pack("Microsoft.AspNetCore.App.Ref"), "analyzers/dotnet/cs/Microsoft.Extensions.Logging.Generators.dll"), null), [],
            "using Microsoft.Extensions.Logging; static partial class K{0} {{", "[LoggerMessage({0}, LogLevel.Information, \"Msg {0} {1} {{a}} {{b}}\")] public static partial void M{0}(ILogger l, int a, string b);");
    }

    /// <summary>What the driver itself costs where a generator looks at every node and wants none.</summary>
    sealed class Idle : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(context.SyntaxProvider.CreateSyntaxProvider(static (_, _) => false, static (c, _) => c.Node.RawKind), static (_, _) => { });
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
