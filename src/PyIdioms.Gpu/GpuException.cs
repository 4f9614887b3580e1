namespace PyIdioms;

/// <summary>A kernel could not be launched: there is no such device, or what was given to it does not fit.</summary>
public sealed class GpuException : Exception
{
    /// <summary>Without a message.</summary>
    public GpuException()
    {
    }

    /// <summary>With a message.</summary>
    public GpuException(string message) : base(message)
    {
    }

    /// <summary>With a message and what led to it.</summary>
    public GpuException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
