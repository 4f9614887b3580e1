namespace PyIdioms;

/// <summary>Where a module comes from: its name and the bytes of its assembly, which have been found to be trusted. Python's <c>ModuleSpec</c>.</summary>
public sealed class ModuleSpec
{
    readonly byte[] image;

    ModuleSpec(string name, byte[] image, ModuleTrust trust, ReadOnlySpan<byte> signature, string? origin)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("A name has no null character.", nameof(name));
        trust.Check(name, image, signature);
        (Name, this.image, Origin) = (name, image, origin);
    }

    /// <summary>The module's whole name.</summary>
    public string Name { get; }

    /// <summary>Where it comes from, as people read it.</summary>
    public string? Origin { get; }

    /// <summary>A module from bytes. They are copied before they are checked.</summary>
    /// <param name="name">The module's whole name.</param>
    /// <param name="image">The assembly.</param>
    /// <param name="trust">Which bytes are trusted.</param>
    /// <param name="signature">What came along with them; empty for nothing.</param>
    /// <param name="origin">Where it comes from, as people read it.</param>
    /// <exception cref="UntrustedModuleException">The bytes are not trusted.</exception>
    public static ModuleSpec FromBytes(string name, ReadOnlySpan<byte> image, ModuleTrust trust, ReadOnlySpan<byte> signature = default, string? origin = null) => new(name, image.ToArray(), trust, signature, origin);

    /// <summary>A module from a file, which is read once: what is checked is what is loaded.</summary>
    /// <param name="name">The module's whole name.</param>
    /// <param name="path">The assembly's file.</param>
    /// <param name="trust">Which bytes are trusted.</param>
    /// <param name="signature">What came along with them; empty for nothing.</param>
    /// <exception cref="UntrustedModuleException">The bytes are not trusted.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ModuleSpec FromFile(string name, string path, ModuleTrust trust, ReadOnlySpan<byte> signature = default) => new(name, File.ReadAllBytes(path), trust, signature, path);

    internal Stream Open() => new MemoryStream(image, writable: false);
}
