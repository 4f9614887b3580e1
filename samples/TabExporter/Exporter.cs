using Exporters;

namespace TabExporter;

/// <summary>Tab-separated values.</summary>
public sealed class Exporter : IExporter
{
    public string Export(IReadOnlyList<string> row) => string.Join('\t', row);
}
