using PyIdioms.EventBusWorker;

namespace PyIdioms.Specs;

/// <summary>A private Redis for a page whose programs look for one in the variable <c>REDIS</c>.</summary>
static class NeededRedis
{
    const string Variable = "REDIS";

    /// <summary>Null for the others. Without Redis a machine may skip the page, and CI may not.</summary>
    public static async Task<IAsyncDisposable?> ForAsync(string page)
    {
        if (!page.Contains($"GetEnvironmentVariable(\"{Variable}\")", StringComparison.Ordinal)) return null;
        if (RedisServer.ProgramPath is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "redis-server is not installed (apt-get install redis-server).");
            Assert.Fail("redis-server is not installed, and CI runs the page with it: apt-get install redis-server");
        }
        var server = await RedisServer.StartAsync();
        Environment.SetEnvironmentVariable(Variable, server.Configuration);
        return server;
    }
}
