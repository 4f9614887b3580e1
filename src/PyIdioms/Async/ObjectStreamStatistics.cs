namespace PyIdioms;

/// <summary>What an <see cref="ObjectStream"/> was like at one moment.</summary>
/// <param name="CurrentBufferUsed">How many items are in the buffer.</param>
/// <param name="MaxBuffer">How many there may be.</param>
/// <param name="OpenSendStreams">How many sending ends are open.</param>
/// <param name="OpenReceiveStreams">How many receiving ends are open.</param>
/// <param name="TasksWaitingSend">How many wait until somebody takes what they send.</param>
/// <param name="TasksWaitingReceive">How many wait for an item.</param>
public sealed record ObjectStreamStatistics(int CurrentBufferUsed, int MaxBuffer, int OpenSendStreams, int OpenReceiveStreams, int TasksWaitingSend, int TasksWaitingReceive);
