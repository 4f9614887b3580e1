using System.Security.Cryptography;
using Exporters;
using Microsoft.Data.Sqlite;

namespace Handbook.Internals;

/// <summary>CPython Internals, "Import System": a module that is loaded when it is used, and modules out of a database.</summary>
static partial class Imports
{
    [LazyImport] static partial Primes Primes { get; }

    public static void Run()
    {
        Console.WriteLine("## Import system");
        Console.WriteLine("  nothing is loaded yet");
        Console.WriteLine($"  {Primes.Below(20)} primes below 20, {Primes.Below(100)} below 100");

        var image = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "modules", "TabExporter.dll"));
        using var database = new SqliteConnection("Data Source=:memory:");
        database.Open();
        DatabaseFinder.CreateTable(database);
        DatabaseFinder.Store(database, "exporter", image);

        using var modules = new ImportSystem();
        modules.Insert(0, new DatabaseFinder(database, ModuleTrust.Pinned(new Dictionary<string, string> { ["exporter"] = Convert.ToHexString(SHA256.HashData(image)) })));
        var module = modules.Import("exporter");
        Console.WriteLine($"  {module.Get<IExporter>().Export(["a", "b"]).Replace("\t", "→", StringComparison.Ordinal)} by a module of '{module.Spec.Origin}'");
        modules.Unload("exporter");

        // Somebody else has written to the database.
        image[^1] ^= 1;
        DatabaseFinder.Store(database, "exporter", image);
        try
        {
            modules.Import("exporter");
        }
        catch (UntrustedModuleException refused)
        {
            Console.WriteLine($"  {refused.Message[..refused.Message.IndexOf(':', StringComparison.Ordinal)]}");
        }
    }
}

/// <summary>Heavy to make.</summary>
sealed class Primes
{
    readonly bool[] isComposite = new bool[1000];

    public Primes()
    {
        Console.WriteLine("  loading the primes");
        for (var i = 2; i * i < isComposite.Length; i++)
        {
            for (var j = i * i; j < isComposite.Length; j += i) isComposite[j] = true;
        }
    }

    public int Below(int limit) => Enumerable.Range(2, limit - 2).Count(n => !isComposite[n]);
}
