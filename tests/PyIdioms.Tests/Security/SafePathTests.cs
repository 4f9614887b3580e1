using System.Text;

namespace PyIdioms.Tests.Security;

/// <summary>What the handbook's <c>safe_read</c> answers under CPython, and where a naive check is wrong.</summary>
public sealed class SafePathTests : IDisposable
{
    readonly string top = Directory.CreateTempSubdirectory("safe-path").FullName;
    readonly string root;
    readonly SafePath folder;

    /// <summary>root/{a.txt, sub/b.txt, links}, and beside it secret.txt and root2/c.txt.</summary>
    public SafePathTests()
    {
        root = Path.Combine(top, "root");
        Directory.CreateDirectory(Path.Combine(root, "sub"));
        Directory.CreateDirectory(Path.Combine(top, "root2"));
        File.WriteAllText(Path.Combine(root, "a.txt"), "A");
        File.WriteAllText(Path.Combine(root, "sub", "b.txt"), "B");
        File.WriteAllText(Path.Combine(top, "secret.txt"), "S");
        File.WriteAllText(Path.Combine(top, "root2", "c.txt"), "C");
        Link("link_out", "../secret.txt");
        Link("link_in", "a.txt");
        Link("dir_out", "..");
        Link("dir_in", "sub");
        Link("loop", "loop");
        folder = SafePath.Under(root);
    }

    void Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(root, name), target);

    public void Dispose() => Directory.Delete(top, recursive: true);

    [Theory]
    [InlineData("a.txt", "A")]
    [InlineData("./a.txt", "A")]
    [InlineData("../secret.txt", typeof(PathTraversalException))]
    [InlineData("../root/a.txt", "A")]
    [InlineData("sub/../../secret.txt", typeof(PathTraversalException))]
    [InlineData("ROOT/a.txt", "A")]
    [InlineData("link_out", typeof(PathTraversalException))]
    [InlineData("dir_out/secret.txt", typeof(PathTraversalException))]
    [InlineData("", typeof(UnauthorizedAccessException))]
    [InlineData("..", typeof(PathTraversalException))]
    [InlineData("sub", typeof(UnauthorizedAccessException))]
    [InlineData("a.txt\0", typeof(ArgumentException))]
    [InlineData("a.txt/../a.txt", "A")]
    [InlineData("sub//b.txt", "B")]
    [InlineData("~/x", typeof(FileNotFoundException))]
    [InlineData("A.TXT", typeof(FileNotFoundException))]
    [InlineData("dir_out/root/a.txt", "A")]
    [InlineData(" a.txt", typeof(FileNotFoundException))]
    // Beyond the handbook's cases.
    [InlineData("link_in", "A")]
    [InlineData("dir_in/b.txt", "B")]
    [InlineData("../root2/c.txt", typeof(PathTraversalException))]
    [InlineData("ROOT2/c.txt", typeof(PathTraversalException))]
    [InlineData("/etc/hostname", typeof(PathTraversalException))]
    [InlineData("dir_out", typeof(PathTraversalException))]
    [InlineData("missing/../../secret.txt", typeof(PathTraversalException))]
    [InlineData("missing/../dir_out/secret.txt", typeof(PathTraversalException))]
    [InlineData("dir_out/missing/x", typeof(PathTraversalException))]
    [InlineData("loop", typeof(IOException))]
    [InlineData("loop/../../secret.txt", typeof(IOException))]
    [InlineData("loop/x", typeof(IOException))]
    [InlineData("a.txt/", "A")]
    [InlineData("a.txt/x", typeof(FileNotFoundException))]
    [InlineData("..\\secret.txt", typeof(FileNotFoundException))]
    public async Task EveryReadAgrees(string name, object expected)
    {
        name = name.Replace("ROOT", root, StringComparison.Ordinal);
        Func<string>[] sync = [() => Encoding.UTF8.GetString(folder.ReadAllBytes(name)), () => folder.ReadAllText(name), () => Opened(name)];
        Func<Task<string>>[] later =
        [
            async () => Encoding.UTF8.GetString(await folder.ReadAllBytesAsync(name)),
            () => folder.ReadAllTextAsync(name),
        ];
        if (expected is string text)
        {
            Assert.All(sync, read => Assert.Equal(text, read()));
            foreach (var read in later) Assert.Equal(text, await read());
            Assert.Equal(text, File.ReadAllText(SafePath.Resolve(root, name)));
        }
        else
        {
            Assert.All(sync, read => Assert.Throws((Type)expected, read));
            foreach (var read in later) await Assert.ThrowsAsync((Type)expected, read);
        }
    }

    string Opened(string name)
    {
        using var reader = new StreamReader(folder.OpenRead(name));
        return reader.ReadToEnd();
    }

    [Fact]
    public void WhereItLeadsIsAPathWithoutLinks()
    {
        var real = folder.Root;
        Assert.Equal(Path.Combine(real, "sub", "b.txt"), folder.Resolve("dir_in/b.txt"));
        Assert.Equal(Path.Combine(real, "a.txt"), folder.Resolve("dir_in/../link_in"));
        Assert.Equal(Path.Combine(real, "new", "x"), folder.Resolve("new/./x"));
        Assert.Equal(real, folder.Resolve(""));
        Assert.Equal(real, folder.Resolve("."));
        Assert.Equal(real, folder.ToString());
    }

    /// <summary>The text says root/sub/../a.txt; the link makes it secret's folder.</summary>
    [Fact]
    public void DotsAfterALinkGoToItsParent()
    {
        Directory.CreateDirectory(Path.Combine(top, "root2", "deep"));
        Link("hop", "../root2/deep");
        Assert.Equal(Path.GetFullPath(Path.Combine(root, "c.txt")), Path.GetFullPath(Path.Combine(root, "hop/../c.txt")));
        Assert.Throws<PathTraversalException>(() => folder.Resolve("hop/../c.txt"));
        File.WriteAllText(Path.Combine(root, "c.txt"), "inside");
        Assert.Throws<PathTraversalException>(() => folder.ReadAllText("hop/../c.txt"));
    }

    [Fact]
    public void LinksOfLinksAreFollowed()
    {
        Link("first", "second/b.txt");
        Link("second", root + "/dir_in");
        Assert.Equal("B", folder.ReadAllText("first"));
        Link("third", "fourth");
        Link("fourth", top + "/secret.txt");
        Assert.Throws<PathTraversalException>(() => folder.ReadAllText("third"));
    }

    [Fact]
    public void LinksThatLeadNowhereAreFollowedToo()
    {
        Link("dangling_in", "sub/none");
        Link("dangling_out", "../none");
        Assert.EndsWith("sub/none", folder.Resolve("dangling_in"), StringComparison.Ordinal);
        Assert.Throws<PathTraversalException>(() => folder.Resolve("dangling_out"));
        Assert.Throws<PathTraversalException>(() => folder.Resolve("dangling_out/x"));
    }

    [Fact]
    public void AChainOfFortyLinksEnds()
    {
        for (var i = 1; i <= 41; i++) Link("chain" + i, i == 1 ? "a.txt" : "chain" + (i - 1));
        Assert.Equal("A", folder.ReadAllText("chain40"));
        Assert.Throws<IOException>(() => folder.ReadAllText("chain41"));
        Assert.Throws<IOException>(() => File.ReadAllText(Path.Combine(root, "chain41")));
    }

    [Fact]
    public void TheFolderMayBeALink()
    {
        File.CreateSymbolicLink(Path.Combine(top, "alias"), "root");
        var alias = SafePath.Under(Path.Combine(top, "alias"));
        Assert.Equal(folder.Root, alias.Root);
        Assert.Equal("A", alias.ReadAllText("a.txt"));
        Assert.Equal("A", alias.ReadAllText(Path.Combine(top, "alias", "a.txt")));
        Assert.Throws<PathTraversalException>(() => alias.ReadAllText("../secret.txt"));
        Assert.Equal(folder.Root, SafePath.Under(Path.Combine(root, "dir_in", "..")).Root);
    }

    [Fact]
    public void TheFolderMayBeTheWholeDisk() => Assert.Equal("A", SafePath.Under("/").ReadAllText(Path.Combine(root, "a.txt")));

    [Fact]
    public void TheFolderNeedNotExist()
    {
        var later = SafePath.Under(Path.Combine(top, "later"));
        Assert.Throws<FileNotFoundException>(() => later.ReadAllBytes("x"));
        Assert.Throws<PathTraversalException>(() => later.Resolve("../secret.txt"));
        Directory.CreateDirectory(later.Root);
        File.WriteAllText(later.Resolve("x"), "X");
        Assert.Equal("X", later.ReadAllText("x"));
    }

    [Fact]
    public void ARelativeFolderIsInTheCurrentOne() =>
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "somewhere"), SafePath.Under("x/../somewhere").Root);

    [Fact]
    public void TextHasAnEncoding()
    {
        File.WriteAllBytes(Path.Combine(root, "latin"), [0xE9]);
        Assert.Equal("é", folder.ReadAllText("latin", Encoding.Latin1));
        File.WriteAllText(Path.Combine(root, "marked"), "é", Encoding.Unicode);
        Assert.Equal("é", folder.ReadAllText("marked"));
    }

    [Fact]
    public void WhatIsWrongIsSaidWithoutSayingWhere()
    {
        var outside = Assert.Throws<PathTraversalException>(() => folder.Resolve("../secret.txt"));
        Assert.Equal(("name", "../secret.txt", folder.Root), (outside.ParamName, outside.Name, outside.Root));
        Assert.DoesNotContain("secret", outside.Message);
        Assert.DoesNotContain(root, outside.Message);
        Assert.Contains("folder", Assert.Throws<UnauthorizedAccessException>(() => folder.ReadAllBytes("sub")).Message);
        Assert.Throws<ArgumentNullException>("name", () => folder.Resolve(null!));
        Assert.Throws<ArgumentNullException>("root", () => SafePath.Under(null!));
        Assert.Throws<ArgumentException>("root", () => SafePath.Under(""));
        Assert.Throws<ArgumentException>("root", () => SafePath.Under("a\0b"));
    }
}
