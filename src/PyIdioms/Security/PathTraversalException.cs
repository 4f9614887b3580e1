namespace PyIdioms;

/// <summary>A name led out of the folder it had to stay in: what Python's <c>Path.relative_to</c> says with a <c>ValueError</c>.</summary>
/// <remarks>The message holds neither name nor folder, so that it can be shown and logged; the properties hold both.</remarks>
public sealed class PathTraversalException : ArgumentException
{
    const string Outside = "The name leads out of its folder.";

    /// <summary>An exception about no name in particular.</summary>
    public PathTraversalException() : base(Outside) { }

    /// <summary>An exception with a message of one's own.</summary>
    public PathTraversalException(string message) : base(message) { }

    /// <summary>An exception with a message of one's own and its cause.</summary>
    public PathTraversalException(string message, Exception innerException) : base(message, innerException) { }

    internal PathTraversalException(string root, string name, string parameter) : base(Outside, parameter) => (Root, Name) = (root, name);

    /// <summary>The folder; null where it is not known.</summary>
    public string? Root { get; }

    /// <summary>The name as it was given: as trustworthy as whoever gave it; null where it is not known.</summary>
    public string? Name { get; }
}
