using System.Collections.Immutable;
using PyIdioms.TestKit;

namespace PyIdioms.Laws;

/// <summary>What the laws judge: the catalogue and the files. Files can be put over those of the repository, or taken away (null).</summary>
public sealed record House(Catalog Catalog, ImmutableSortedDictionary<string, string?> Changes)
{
    public static House Here { get; } = new(Catalog.Shipped, ImmutableSortedDictionary<string, string?>.Empty);

    public House With(string path, string? text) => this with { Changes = Changes.SetItem(path, text) };

    public bool Has(string path) => Changes.TryGetValue(path, out var text) ? text is not null : Repository.Exists(path);

    public string Read(string path) => Changes.TryGetValue(path, out var text) ? text ?? throw new FileNotFoundException(path) : Repository.Read(path);

    /// <summary>The files under a folder whose names end so.</summary>
    public IEnumerable<string> Files(string folder, string ending) => Repository.Files(folder, "*" + ending)
        .Union(Changes.Keys.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal) && path.EndsWith(ending, StringComparison.Ordinal)))
        .Where(Has);
}
