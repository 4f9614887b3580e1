using System.Text;

namespace Handbook.Security;

/// <summary>Security, "Security Practices": tokens, comparisons, processes, paths and secrets.</summary>
static partial class Practices
{
    public static async Task RunAsync()
    {
        Console.WriteLine("## Security practices");

        // secrets.token_hex(32), token_urlsafe(32), token_bytes(32), compare_digest.
        var token = Secrets.TokenHex();
        Console.WriteLine($"{token.Length} hex digits, {Secrets.TokenUrlSafe().Length} letters, {Secrets.TokenBytes().Length} bytes");
        Console.WriteLine($"the sin: {Sin.IsSame(token, token)}, the idiom: {Secrets.CompareDigest(token, token)}");

        using var folder = new Scratch();
        await ListAsync(folder, "notes.txt; echo gone");
        Read(folder);

        // The value has a name of its own; whoever prints the secret does not say it.
        var key = new ApiKey(token);
        Console.WriteLine($"{key}, {key.Value.Length} letters, equal: {key == new ApiKey(token)}");
    }

    /// <summary>subprocess.run(["ls", name], check=True, capture_output=True, timeout=10): no shell reads the name.</summary>
    static async Task ListAsync(Scratch folder, string name)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, name), "hello");
        var listing = await Subprocess.RunAsync(
            ["ls", "--", name], captureOutput: true, check: true, timeout: TimeSpan.FromSeconds(10), workingDirectory: folder.Path);
        Console.WriteLine($"listed {listing.Stdout!.Trim()}");
        try
        {
            await Subprocess.RunAsync(["ls", "--", "none"], captureOutput: true, check: true, workingDirectory: folder.Path);
        }
        catch (CalledProcessException failed)
        {
            Console.WriteLine($"it failed and says so: {failed.Message.Replace(failed.ReturnCode.ToString(), "n")}");
        }
    }

    /// <summary>safe_read(base_dir, user_filename), with links followed.</summary>
    static void Read(Scratch folder)
    {
        var uploads = SafePath.Under(Directory.CreateDirectory(Path.Combine(folder.Path, "uploads")).FullName);
        File.WriteAllText(uploads.Resolve("a.txt"), "A");
        File.WriteAllText(Path.Combine(folder.Path, "secret.txt"), "S");
        Console.WriteLine($"read {uploads.ReadAllText("./a.txt")}");
        Console.WriteLine($"the sin reads {Sin.Read(uploads.Root, "../secret.txt")}");
        try
        {
            uploads.ReadAllBytes("../secret.txt");
        }
        catch (PathTraversalException outside)
        {
            Console.WriteLine($"the idiom: {outside.Name} is refused");
        }
    }

    [Secret]
    internal readonly partial record struct ApiKey(string Value);

    static class Sin
    {
        // Ends at the first difference: its time says how much of a guess is right.
        public static bool IsSame(string mine, string theirs) => mine.AsSpan().SequenceEqual(theirs);

        public static string Read(string folder, string name) => File.ReadAllText(Path.Combine(folder, name), Encoding.UTF8);
    }

    /// <summary>A folder for a moment.</summary>
    sealed class Scratch : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("handbook").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
