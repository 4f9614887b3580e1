namespace PyIdioms.Consuming;

/// <summary>How long to wait before Redis is asked again after a failure: twice as long each time, up to two seconds.</summary>
struct Backoff
{
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(50), Longest = TimeSpan.FromSeconds(2);

    TimeSpan next;

    public void Reset() => next = default;

    public Task WaitAsync(CancellationToken cancel)
    {
        next = next == default ? First : next >= Longest / 2 ? Longest : next * 2;
        return Task.Delay(next, cancel);
    }
}
