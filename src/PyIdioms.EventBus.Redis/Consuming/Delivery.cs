using StackExchange.Redis;

namespace PyIdioms.Consuming;

/// <summary>An event in hand.</summary>
/// <param name="Entry">What Redis has of it.</param>
/// <param name="Count">Which delivery this is; 1 for the first.</param>
sealed record Delivery(StreamEntry Entry, int Count)
{
    public RedisValue Id => Entry.Id;

    public string Name => Entry[Wire.Event].ToString();

    public ReadOnlyMemory<byte> Data => (ReadOnlyMemory<byte>)Entry[Wire.Data];

    public string? TraceParent => Entry[Wire.TraceParent];
}
