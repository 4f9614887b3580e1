using System.Text;

namespace PyIdioms;

/// <summary>Reads a pipe until it ends, from the start on, so that who writes to it never waits.</summary>
sealed class Drain
{
    readonly MemoryStream read = new();
    readonly Stream pipe;

    public Drain(Stream pipe)
    {
        this.pipe = pipe;
        Ended = ReadAsync();
    }

    /// <summary>Ends with the pipe. That can be later than the process: others may have inherited its end.</summary>
    public Task Ended { get; }

    /// <summary>What has come so far.</summary>
    public Captured Take(Encoding encoding)
    {
        lock (read) return new(read.ToArray(), encoding);
    }

    async Task ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        using (pipe)
        {
            while (await pipe.ReadAsync(buffer).ConfigureAwait(false) is var count and > 0)
            {
                lock (read) read.Write(buffer, 0, count);
            }
        }
    }
}
