using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Benchmarks.Incrementality;

namespace PyIdioms.Benchmarks.Analysis;

/// <summary>All C# files of a folder, parsed once. What they need beyond the framework is missing, as in a project that is not restored.</summary>
sealed class SourceFolder
{
    const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    static readonly MetadataReference[] Framework = [.. Subject.Framework];

    static readonly string[] Symbols =
    [
        "NET", "NETCOREAPP", "TRACE", "NETSTANDARD2_0_OR_GREATER", "NETSTANDARD2_1_OR_GREATER", "NETCOREAPP3_1_OR_GREATER",
        .. Enumerable.Range(5, 6).Select(version => $"NET{version}_0_OR_GREATER"),
    ];

    readonly List<SyntaxTree> trees = [];

    /// <summary>Held so that all compilations share the framework's symbols, whenever memory is collected: an editor and a build server hold them as well.</summary>
    readonly CSharpCompilation first;

    public SourceFolder(string path)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14, preprocessorSymbols: Symbols);
        foreach (var file in Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Path.GetRelativePath(path, file).Split('/', '\\') is var parts && (parts.Contains("obj") || parts.Contains("bin"))) continue;
            trees.Add(CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file));
            ThousandLines += trees[^1].GetText().Lines.Count / 1000.0;
        }
        trees.Add(CSharpSyntaxTree.ParseText(Usings, options, "Usings.cs"));
        foreach (var tree in trees) tree.GetRoot();
        first = Compile();
        _ = first.GetDiagnostics();
    }

    public double ThousandLines { get; }

    /// <summary>A compilation that knows nothing yet. It works on one thread, so that CPU time is work.</summary>
    public CSharpCompilation Compile() => CSharpCompilation.Create("Analysed", trees, Framework,
        new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, concurrentBuild: false, nullableContextOptions: NullableContextOptions.Enable));
}
