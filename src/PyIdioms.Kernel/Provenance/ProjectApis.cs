using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PyIdioms.Kernel.Provenance;

/// <summary>The pack's own table with what a project adds in files named <c>pyidioms.apis.txt</c>.</summary>
public static class ProjectApis
{
    public const string FileName = "pyidioms.apis.txt";

    static readonly ConditionalWeakTable<AnalyzerOptions, Apis> Known = new();

    public static Apis Of(AnalyzerOptions options, CancellationToken cancel) => Known.GetValue(options, o =>
    {
        var table = Apis.Known;
        foreach (var file in FilesOf(o))
        {
            if (file.GetText(cancel) is { } text) table = table.With(Apis.Read(text, out _).Lines);
        }
        return table;
    });

    public static IEnumerable<AdditionalText> FilesOf(AnalyzerOptions options) =>
        options.AdditionalFiles.Where(f => string.Equals(Path.GetFileName(f.Path), FileName, StringComparison.OrdinalIgnoreCase));
}
