namespace PyIdioms.Tool.Review;

/// <summary>A folder of this review alone, outside the reviewed repository, gone when the review ends.</summary>
sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("pyidioms-").FullName;

    public string File(string name) => Path.Combine(Folder, name);

    public string Subfolder(string name) => Directory.CreateDirectory(File(name)).FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The temporary folder is the system's to clean when a scanner still holds a file in it.
        }
    }
}
