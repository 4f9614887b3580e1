using System.Text.Json;

namespace PyIdioms.Tests.Data;

/// <summary>What the Python reference does, as plain data: a section of a file of this folder.</summary>
static class Truth
{
    public static JsonElement Of(string file, string section)
    {
        using var stream = typeof(Truth).Assembly.GetManifestResourceStream(file + ".json") ?? throw new FileNotFoundException(file);
        return JsonDocument.Parse(stream).RootElement.GetProperty(section);
    }
}
