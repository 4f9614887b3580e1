namespace PyIdioms.Tests.Profiling;

/// <summary>A clock that only the test moves. One tick is a nanosecond.</summary>
sealed class ManualTimer : TimeProvider
{
    long now;

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => Interlocked.Read(ref now);

    public void Pass(TimeSpan time) => Interlocked.Add(ref now, time.Ticks * 100);

    public void Pass(double seconds) => Pass(TimeSpan.FromSeconds(seconds));

    public void PassNanoseconds(long nanoseconds) => Interlocked.Add(ref now, nanoseconds);
}
