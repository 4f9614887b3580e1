namespace PyIdioms.EventBusTests;

/// <summary>Waiting for what happens sooner or later, on a machine that may be busy.</summary>
static class Waiting
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    public static async Task Until(Func<Task<bool>> holds, Func<string>? what = null)
    {
        var end = DateTime.UtcNow + Longest;
        while (!await holds())
        {
            Assert.True(DateTime.UtcNow < end, what?.Invoke() ?? "it did not happen");
            await Task.Delay(20);
        }
    }

    public static Task Until(Func<bool> holds, Func<string>? what = null) => Until(() => Task.FromResult(holds()), what);
}
