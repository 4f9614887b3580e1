using System.Text.RegularExpressions;

namespace PyIdioms.Tests.Observability;

/// <summary>The samples of the handbook run to their end, and print spans and metrics through OpenTelemetry's console exporter.</summary>
public partial class TelemetrySampleTests
{
    static readonly string Output = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

    [Fact]
    public async Task SpansAndMetricsArePrinted()
    {
        var sample = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Output))!, "Handbook", Path.GetFileName(Output), "Handbook.dll");
        var run = await Subprocess.RunAsync(["dotnet", sample], captureOutput: true, check: true, cancellationToken: TestContext.Current.CancellationToken);
        var printed = run.Stdout!;

        var spans = Span().Matches(printed).Select(m => (Name: m.Groups["name"].Value, Id: m.Groups["id"].Value, Parent: m.Groups["parent"].Value)).ToList();
        Assert.Equal(["validate_payment", "save_to_db", "process_order", "validate_payment", "process_order"], spans.Select(s => s.Name));
        Assert.Equal([spans[2].Id, spans[2].Id, "", spans[4].Id, ""], spans.Select(s => s.Parent));
        Assert.Contains("order.id: 42", printed);
        Assert.Equal(2, StatusError().Count(printed));
        Assert.Contains("exception.type: System.ArgumentException", printed);
        Assert.Contains("orders.process.duration", printed);
        Assert.Contains("\"method\":\"POST\",\"path\":\"/api/orders\",\"token\":\"***\"", printed);
    }

    [GeneratedRegex(@"Activity\.SpanId:\s+(?<id>\w+)\s+Activity\.TraceFlags:[^\n]*\n(Activity\.ParentSpanId:\s+(?<parent>\w+)\s+)?Activity\.DisplayName:\s+(?<name>\S+)")]
    private static partial Regex Span();

    [GeneratedRegex(@"StatusCode:\s+Error")]
    private static partial Regex StatusError();
}
