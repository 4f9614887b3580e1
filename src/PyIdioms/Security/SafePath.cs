using System.Text;

namespace PyIdioms;

/// <summary>A folder that names from outside cannot lead out of: <c>(base / name).resolve().relative_to(base)</c>, done for every read.</summary>
/// <remarks>
/// Handbook, Security Practices, "File path traversal prevention". Links are followed in every part of the name, also where the rest does not exist, and a
/// <c>..</c> after a link means the parent of where the link leads. A full path is allowed if it leads into the folder. Names are compared with case,
/// on Windows without. Somebody who can make links in the folder while a file is opened can still win that race: keep such folders to yourself.
/// <code>
/// var uploads = SafePath.Under("/srv/uploads");
/// var bytes = uploads.ReadAllBytes(request.FileName);
/// </code>
/// </remarks>
public sealed class SafePath
{
    SafePath(string root) => Root = root;

    /// <summary>The folder: its full path, without links.</summary>
    public string Root { get; }

    /// <summary>Takes a folder. It need not exist yet.</summary>
    /// <param name="root">The folder; relative to the current one unless it is a full path. Its own links are followed now, once.</param>
    /// <exception cref="ArgumentNullException">The folder is null.</exception>
    /// <exception cref="ArgumentException">The folder is empty or has a NUL character.</exception>
    /// <exception cref="IOException">Its links lead in a circle.</exception>
    public static SafePath Under(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ThrowIfNul(root, nameof(root));
        return new(RealPath.Of(Environment.CurrentDirectory, root));
    }

    /// <summary>The full path of a name in a folder, without links: <c>SafePath.Under(root).Resolve(name)</c>.</summary>
    /// <inheritdoc cref="Resolve(string)"/>
    /// <param name="root">The folder.</param>
    /// <param name="name">The name, from wherever.</param>
    public static string Resolve(string root, string name) => Under(root).Resolve(name);

    /// <summary>The full path of a name, without links. Nothing needs to exist there: it is also the path to write to.</summary>
    /// <param name="name">The name, from wherever. The empty one is the folder itself.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="PathTraversalException">The name leads out of the folder.</exception>
    /// <exception cref="ArgumentException">The name has a NUL character.</exception>
    /// <exception cref="IOException">Its links lead in a circle.</exception>
    public string Resolve(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ThrowIfNul(name, nameof(name));
        var path = RealPath.Of(Root, name);
        return RealPath.IsUnder(Root, path) ? path : throw new PathTraversalException(Root, name, nameof(name));
    }

    /// <summary>Reads a file of the folder: the handbook's <c>safe_read</c>.</summary>
    /// <inheritdoc cref="OpenRead"/>
    public byte[] ReadAllBytes(string name) => Read(Resolve(name), File.ReadAllBytes);

    /// <inheritdoc cref="ReadAllBytes"/>
    public Task<byte[]> ReadAllBytesAsync(string name, CancellationToken cancellationToken = default) =>
        ReadAsync(Resolve(name), path => File.ReadAllBytesAsync(path, cancellationToken));

    /// <summary>Reads a text of the folder.</summary>
    /// <inheritdoc cref="OpenRead"/>
    /// <param name="name">The name, from wherever.</param>
    /// <param name="encoding">The encoding where the file does not begin with a byte order mark; UTF-8 unless given.</param>
    public string ReadAllText(string name, Encoding? encoding = null) => Read(Resolve(name), path => File.ReadAllText(path, encoding ?? Encoding.UTF8));

    /// <inheritdoc cref="ReadAllText"/>
    public Task<string> ReadAllTextAsync(string name, Encoding? encoding = null, CancellationToken cancellationToken = default) =>
        ReadAsync(Resolve(name), path => File.ReadAllTextAsync(path, encoding ?? Encoding.UTF8, cancellationToken));

    /// <summary>Opens a file of the folder.</summary>
    /// <param name="name">The name, from wherever.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="PathTraversalException">The name leads out of the folder.</exception>
    /// <exception cref="ArgumentException">The name has a NUL character.</exception>
    /// <exception cref="FileNotFoundException">There is no such file, or no such folder on the way to it.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a folder, as <see cref="File"/> has it, or must not be read.</exception>
    /// <exception cref="IOException">It cannot be read, or its links lead in a circle.</exception>
    public FileStream OpenRead(string name) => Read(Resolve(name), File.OpenRead);

    /// <summary>The folder.</summary>
    public override string ToString() => Root;

    static T Read<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (DirectoryNotFoundException missing)
        {
            throw NotFound(path, missing);
        }
        catch (UnauthorizedAccessException refused) when (Directory.Exists(path))
        {
            throw IsFolder(path, refused);
        }
    }

    static async Task<T> ReadAsync<T>(string path, Func<string, Task<T>> read)
    {
        try
        {
            return await read(path).ConfigureAwait(false);
        }
        catch (DirectoryNotFoundException missing)
        {
            throw NotFound(path, missing);
        }
        catch (UnauthorizedAccessException refused) when (Directory.Exists(path))
        {
            throw IsFolder(path, refused);
        }
    }

    static FileNotFoundException NotFound(string path, DirectoryNotFoundException missing) => new($"There is no file '{path}'.", path, missing);

    static UnauthorizedAccessException IsFolder(string path, UnauthorizedAccessException refused) => new($"'{path}' is a folder, not a file.", refused);

    static void ThrowIfNul(string path, string parameter)
    {
        if (path.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("A path has no NUL character.", parameter);
    }
}
