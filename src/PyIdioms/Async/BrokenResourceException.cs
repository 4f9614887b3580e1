namespace PyIdioms;

/// <summary>The other end of a stream is gone, so nobody would ever get what was sent: anyio's <c>BrokenResourceError</c>.</summary>
public sealed class BrokenResourceException : IOException
{
    /// <summary>With a message that says so.</summary>
    public BrokenResourceException() : this("Nobody receives any more: all receiving ends of the stream are closed.")
    {
    }

    /// <summary>With a message of its own.</summary>
    public BrokenResourceException(string message) : base(message)
    {
    }

    /// <summary>With a message of its own, and its cause.</summary>
    public BrokenResourceException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
