using System.Globalization;
using PyIdioms.TestKit;

[assembly: AssemblyFixture(typeof(PyIdioms.Package.Tests.Packing.Feed))]

namespace PyIdioms.Package.Tests.Packing;

/// <summary>The packages, made once from a copy of the repository, in a folder that NuGet can install from.</summary>
public sealed class Feed : IAsyncLifetime
{
    /// <summary>No other run has it, so no cache can answer for us.</summary>
    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.0.1-test.{DateTime.UtcNow:yyyyMMddHHmmss}.{Environment.ProcessId}");

    public string Scratch { get; } = Directory.CreateTempSubdirectory("pyidioms-packages-").FullName;

    public string Folder => Path.Combine(Scratch, "feed");

    /// <summary>Where the throwaway projects unpack our packages, and what the machine lacks.</summary>
    public string InstalledTo => Path.Combine(Scratch, "installed");

    /// <summary>What the machine has unpacked already, for the throwaway projects to read.</summary>
    public string MachinePackages { get; private set; } = "";

    public Nupkg this[string id] => new(Path.Combine(Folder, $"{id}.{Version}.nupkg"));

    public Nupkg Symbols(string id) => new(Path.Combine(Folder, $"{id}.{Version}.snupkg"));

    /// <summary>The folder of an installed package; a throwaway project must have been restored.</summary>
    public string Installed(string id) => Path.Combine(InstalledTo, id.ToLowerInvariant(), Version);

    public async ValueTask InitializeAsync()
    {
        var locals = (await Command.Dotnet(Scratch, "nuget", "locals", "global-packages", "--list")).Succeeded();
        MachinePackages = locals.Output.Split("global-packages: ")[1].Trim();
        await Pack("source", Folder);
    }

    /// <summary>Packs a copy of the repository.</summary>
    /// <param name="copy">The name of the copy.</param>
    /// <param name="output">Where the packages go.</param>
    public async Task Pack(string copy, string output)
    {
        var source = Path.Combine(Scratch, copy);
        Copy(Repository.Root, source);
        Directory.CreateDirectory(output);
        (await Command.Dotnet(source, "pack", "nuget/PyIdioms.Packages.proj", "-o", output, $"-p:Version={Version}", "-nologo")).Succeeded();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Scratch, recursive: true);
        return ValueTask.CompletedTask;
    }

    static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => Path.GetFileName(folder) is not ("artifacts" or "bin" or "obj")))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
