namespace PyIdioms.Package.Tests;

/// <summary>The same sources give the same packages, in whatever folder.</summary>
public class DeterminismTests(Feed feed)
{
    [Fact]
    public async Task PackedTwice()
    {
        var again = Path.Combine(feed.Scratch, "feed-again");
        await feed.Pack(Path.Combine("elsewhere", "the same source"), again);

        var files = Directory.EnumerateFiles(feed.Folder).Select(path => Path.GetFileName(path)).Order().ToArray();
        Assert.Equal(10, files.Length);
        Assert.Equal(files, Directory.EnumerateFiles(again).Select(path => Path.GetFileName(path)).Order());
        var different = from file in files
                        let first = new Nupkg(Path.Combine(feed.Folder, file))
                        let second = new Nupkg(Path.Combine(again, file))
                        from entry in first.Files.Union(second.Files)
                        where !first.Files.Contains(entry) || !second.Files.Contains(entry) || !first.Read(entry).SequenceEqual(second.Read(entry))
                        select $"{file}: {entry}";
        Assert.Empty(different);
    }
}
