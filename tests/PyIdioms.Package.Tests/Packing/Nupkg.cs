using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace PyIdioms.Package.Tests.Packing;

/// <summary>A package file.</summary>
public sealed record Nupkg(string Path)
{
    /// <summary>The files, in order; what every zip of the packaging format has for itself is left out.</summary>
    public IReadOnlyList<string> Files
    {
        get
        {
            using var zip = ZipFile.OpenRead(Path);
            return [.. zip.Entries.Select(entry => entry.FullName).Where(name => !IsOfTheFormat(name)).Order(StringComparer.Ordinal)];
        }
    }

    public byte[] Read(string file)
    {
        using var zip = ZipFile.OpenRead(Path);
        using var stream = (zip.GetEntry(file) ?? throw new FileNotFoundException(file)).Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public string Text(string file) => System.Text.Encoding.UTF8.GetString(Read(file)).TrimStart('\uFEFF');

    /// <summary>The <c>metadata</c> of the manifest, without its namespace.</summary>
    public XElement Metadata
    {
        get
        {
            var root = XDocument.Parse(Text(Files.Single(file => file.EndsWith(".nuspec", StringComparison.Ordinal)))).Root!;
            foreach (var element in root.DescendantsAndSelf()) element.Name = element.Name.LocalName;
            return root.Element("metadata")!;
        }
    }

    /// <summary>The dependencies as "framework: id version".</summary>
    public IEnumerable<string> Dependencies =>
        from dependency in Metadata.Descendants("dependency")
        select $"{(string?)dependency.Parent!.Attribute("targetFramework")}: {(string?)dependency.Attribute("id")}";

    /// <summary>What an assembly in the package refers to.</summary>
    public IReadOnlyList<(string Name, Version Version)> ReferencesOf(string file)
    {
        using var image = new PEReader(new MemoryStream(Read(file)));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => (metadata.GetString(reference.Name), reference.Version))];
    }

    static bool IsOfTheFormat(string name) => name == "[Content_Types].xml" || name.StartsWith("_rels/", StringComparison.Ordinal) || name.StartsWith("package/", StringComparison.Ordinal);
}
