namespace PyIdioms.Tool.Tests.Review;

/// <summary>A folder of one test, gone with it.</summary>
sealed class Playground(string name) : IDisposable
{
    readonly DirectoryInfo _above = Directory.CreateTempSubdirectory("pyidioms-tests-");

    public string Root => Path.Combine(_above.FullName, name);

    public Playground Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    /// <summary>Everything there but build output.</summary>
    public string[] Files() =>
    [
        .. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj")).Order(StringComparer.Ordinal),
    ];

    public void Dispose() => _above.Delete(recursive: true);
}
