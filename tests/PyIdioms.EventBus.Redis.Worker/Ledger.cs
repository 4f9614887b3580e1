using System.IO.MemoryMappedFiles;

namespace PyIdioms.EventBusWorker;

/// <summary>Who has handled which event, in a file that processes share: what is noted there survives the death of who noted it.</summary>
public sealed unsafe class Ledger : IDisposable
{
    readonly MemoryMappedFile file;
    readonly MemoryMappedViewAccessor view;
    readonly ushort* handlers;
    readonly int count;

    /// <summary>Opens one for events numbered from 0, and creates it where there is none.</summary>
    public Ledger(string path, int count)
    {
        (Path, this.count) = (path, count);
        file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, (long)count * sizeof(ushort));
        view = file.CreateViewAccessor();
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        handlers = (ushort*)start;
    }

    public string Path { get; }

    /// <summary>Notes that a worker, numbered from 1, has handled an event.</summary>
    public void Note(int number, ushort worker)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)number, (uint)count);
        var before = handlers[number];
        if (before != 0) File.AppendAllText(Path + ".again", $"{number} {before} {worker}\n");
        handlers[number] = worker;
    }

    /// <summary>How many events nobody has handled.</summary>
    public int Missing => new ReadOnlySpan<ushort>(handlers, count).Count((ushort)0);

    /// <summary>Which events were handled again, by whom, and who had handled them before.</summary>
    public IReadOnlyList<(int Number, ushort Before, ushort Worker)> Again => !File.Exists(Path + ".again") ? []
        : [.. File.ReadLines(Path + ".again").Select(static line => line.Split(' ')).Select(static parts => (int.Parse(parts[0]), ushort.Parse(parts[1]), ushort.Parse(parts[2])))];

    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
