namespace PyIdioms;

/// <summary>Bytes that are not the event they are said to be, or an event that cannot be written as bytes.</summary>
public sealed class StreamEventException : Exception
{
    /// <summary>Nothing is known but that it failed.</summary>
    public StreamEventException()
    {
    }

    /// <summary>What is wrong.</summary>
    public StreamEventException(string message) : base(message)
    {
    }

    /// <summary>What is wrong, and what says so.</summary>
    public StreamEventException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
