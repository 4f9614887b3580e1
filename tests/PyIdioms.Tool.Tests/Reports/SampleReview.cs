using System.Collections.Immutable;
using PyIdioms.Tool.Findings;
using PyIdioms.Tool.Review;

namespace PyIdioms.Tool.Tests.Reports;

/// <summary>A finished review over one hostile file, for the reports to show.</summary>
sealed class SampleReview : IDisposable
{
    public const string Code = "// <script>alert('code')</script> ``` | *bold*\nvar x = \"</pre><img src=x onerror=alert(1)>\";\n";

    public const string Message = "'<b>x</b>' | `tick` & \"quote\" [link](javascript:alert(1))";

    public string Root { get; } = Directory.CreateTempSubdirectory("pyidioms sample é#").FullName;

    public const string Folder = "src <i>";

    public static string FilePath => $"{Folder}/a b%.cs";

    public SampleReview()
    {
        Directory.CreateDirectory(Path.Combine(Root, Folder));
        File.WriteAllText(Path.Combine(Root, FilePath), Code);
    }

    public ReviewResult Review(params ImmutableArray<AnalysisFailure> failures) => new(
        Root,
        [
            new("PYI0301", Severity.Warning, Message, FilePath, new(1, 4, 1, 12), "f1", ["net10.0"]),
            new("PYI0403", Severity.Suggestion, "second", FilePath, new(2, 9, 2, 30), "f2", ["net10.0", "net9.0"]),
        ],
        [new("PYI0301", "Missing <await>", "Async", Severity.Warning, "https://example.invalid/PYI0301"), new("PYI0403", "Double lookup", "Performance", Severity.Suggestion, "javascript:alert(2)")],
        3, failures, [new("old/Old.vbproj", "a Visual Basic project")], 2, 3, new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), TimeSpan.FromSeconds(1.25));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
