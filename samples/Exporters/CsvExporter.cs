using Exporters;

[assembly: EntryPoint("handbook.exporters", "csv", typeof(CsvExporter))]

namespace Exporters;

/// <summary>Comma-separated values, as RFC 4180 has them.</summary>
sealed class CsvExporter : IExporter
{
    public string Export(IReadOnlyList<string> row) => string.Join(',', row.Select(static cell => cell.AsSpan().IndexOfAny(",\"\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
}
