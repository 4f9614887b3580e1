using System.Buffers;

namespace Handbook.DesignPatterns;

/// <summary>Handbook 12.1: the sin is an event that leaves its process as a dictionary of whatever keys; the idiom is a type that knows its bytes.</summary>
static partial class TravellingEvents
{
    [StreamEvent("order-created")]
    public sealed partial record OrderCreated(long Number, string Email, IReadOnlyList<string> Items);

    /// <summary>The same event, a version later, in a program that was deployed first.</summary>
    [StreamEvent("order-created")]
    public sealed partial record OrderCreatedNow(long Number, string Email, IReadOnlyList<string> Items, string Channel = "shop");

    public static void Run()
    {
        var bytes = Write(new OrderCreated(42, "a@b.com", ["tea", "cup"]));
        Console.WriteLine($"order-created in {bytes.WrittenCount} bytes");
        var read = Read<OrderCreatedNow>(bytes.WrittenSpan);
        Console.WriteLine($"order {read.Number} by {read.Email}: {string.Join(", ", read.Items)}, from the {read.Channel}");
    }

    static ArrayBufferWriter<byte> Write<T>(T value) where T : IStreamEvent<T>
    {
        var output = new ArrayBufferWriter<byte>();
        T.Write(output, value);
        return output;
    }

    static T Read<T>(ReadOnlySpan<byte> bytes) where T : IStreamEvent<T> => T.Read(bytes);
}
