using System.Buffers;

namespace PyIdioms;

/// <summary>The events that a program sends or receives, by their types and by their names on the wire.</summary>
/// <remarks>Named one by one, so that nothing is searched for at run time and a trimmer sees all of them.</remarks>
public sealed class StreamEvents
{
    readonly Dictionary<Type, StreamEventType> byType = [];
    readonly Dictionary<string, StreamEventType> byName = new(StringComparer.Ordinal);

    /// <summary>Adds an event that knows its bytes.</summary>
    /// <exception cref="ArgumentException">The type or its name is there already.</exception>
    public StreamEvents Add<TEvent>() where TEvent : IStreamEvent<TEvent> => Add(new OwnSerializer<TEvent>());

    /// <summary>Adds an event whose bytes another knows.</summary>
    /// <exception cref="ArgumentException">The type or its name is there already, or the name is empty.</exception>
    public StreamEvents Add<TEvent>(IEventSerializer<TEvent> serializer) where TEvent : notnull
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentException.ThrowIfNullOrWhiteSpace(serializer.Name);
        if (byName.TryGetValue(serializer.Name, out var taken)) throw new ArgumentException($"The name '{serializer.Name}' belongs to {taken.Type} already; {typeof(TEvent)} needs another");
        var type = new StreamEventType<TEvent>(serializer);
        if (!byType.TryAdd(typeof(TEvent), type)) throw new ArgumentException($"{typeof(TEvent)} is there already");
        byName.Add(serializer.Name, type);
        return this;
    }

    /// <summary>How many there are.</summary>
    public int Count => byType.Count;

    /// <summary>The event of a type.</summary>
    /// <exception cref="InvalidOperationException">Nobody has added it.</exception>
    public StreamEventType<TEvent> Of<TEvent>() where TEvent : notnull =>
        byType.TryGetValue(typeof(TEvent), out var type) ? (StreamEventType<TEvent>)type
        : throw new InvalidOperationException($"{typeof(TEvent)} is no event of this bus: add it to its StreamEvents");

    /// <summary>The event of a name; null where nobody has added one.</summary>
    public StreamEventType? Named(string name) => byName.GetValueOrDefault(name);

    sealed class OwnSerializer<TEvent> : IEventSerializer<TEvent> where TEvent : IStreamEvent<TEvent>
    {
        public string Name => TEvent.Name;

        public void Write(IBufferWriter<byte> output, in TEvent value) => TEvent.Write(output, value);

        public TEvent Read(ReadOnlySpan<byte> bytes) => TEvent.Read(bytes);
    }
}

/// <summary>An event of a transport, of whatever type.</summary>
public abstract class StreamEventType
{
    private protected StreamEventType(string name, Type type)
    {
        Name = name;
        Type = type;
    }

    /// <summary>What it is called on the wire.</summary>
    public string Name { get; }

    /// <summary>The type of its values.</summary>
    public Type Type { get; }

    /// <summary>Reads an event and hands it to a bus.</summary>
    /// <exception cref="StreamEventException">The bytes are no such event. It is thrown at once and not by the task, so it is never one of a handler.</exception>
    public abstract ValueTask HandAsync(IEventBus bus, ReadOnlyMemory<byte> bytes, CancellationToken cancel);
}

/// <summary>An event of a transport.</summary>
public sealed class StreamEventType<TEvent> : StreamEventType where TEvent : notnull
{
    readonly IEventSerializer<TEvent> serializer;

    internal StreamEventType(IEventSerializer<TEvent> serializer) : base(serializer.Name, typeof(TEvent)) => this.serializer = serializer;

    /// <summary>Its bytes.</summary>
    /// <exception cref="StreamEventException">It holds what cannot be carried.</exception>
    public ReadOnlyMemory<byte> Write(in TEvent value)
    {
        var output = new ArrayBufferWriter<byte>(64);
        serializer.Write(output, value);
        return output.WrittenMemory;
    }

    /// <inheritdoc/>
    public override ValueTask HandAsync(IEventBus bus, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return HandlerAsync(bus, Read(bytes.Span), cancel);
    }

    TEvent Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return serializer.Read(bytes);
        }
        catch (Exception error) when (error is not StreamEventException)
        {
            throw EventReader.Refused(Name, error);
        }
    }

    // A StreamEventException of a handler is one of its task.
    static async ValueTask HandlerAsync(IEventBus bus, TEvent value, CancellationToken cancel) => await bus.EmitAsync(value, cancel).ConfigureAwait(false);
}
