using Exporters;
using Handbook.Packaging;

[assembly: EntryPoint("handbook.exporters", "upper", typeof(UpperExporter))]
[assembly: EntryPoint("handbook.commands", "version", typeof(Plugins), nameof(Plugins.Version))]

namespace Handbook.Packaging;

/// <summary>Packaging, "Packaging &amp; Distribution": entry points, this program's and those of the library it refers to.</summary>
static class Plugins
{
    public static void Run()
    {
        Console.WriteLine("## Packaging");
        foreach (var point in EntryPoints.Group<IExporter>("handbook.exporters"))
        {
            Console.WriteLine($"  {point} ({point.Assembly}): {point.Load().Export(["a", "b,c"])}");
        }
        Console.WriteLine($"  {EntryPoints.Group<Func<string>>("handbook.commands")["version"].Load()()}");
        Console.WriteLine($"  {EntryPointValue.Parse("mylib.cli:main [color]")}");
    }

    public static string Version() => "handbook 1.0";
}

/// <summary>Says it louder.</summary>
sealed class UpperExporter : IExporter
{
    public string Export(IReadOnlyList<string> row) => string.Join(' ', row).ToUpperInvariant();
}
