namespace Exporters;

/// <summary>Writes a row as a line of text.</summary>
public interface IExporter
{
    string Export(IReadOnlyList<string> row);
}
