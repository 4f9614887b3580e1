[assembly: AssemblyFixture(typeof(PyIdioms.EventBusTests.PrivateRedis))]

namespace PyIdioms.EventBusTests;

/// <summary>One Redis for all tests; each has streams of its own.</summary>
public sealed class PrivateRedis : IAsyncLifetime
{
    RedisServer? server;
    ConnectionMultiplexer? connection;

    public ConnectionMultiplexer Connection
    {
        get
        {
            Need();
            return connection!;
        }
    }

    public string Configuration
    {
        get
        {
            Need();
            return server!.Configuration;
        }
    }

    /// <summary>Without Redis a machine may skip these tests, and CI may not.</summary>
    public static void Need()
    {
        if (RedisServer.ProgramPath is not null) return;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("redis-server is not installed, and CI tests with it: apt-get install redis-server");
        Assert.Skip("redis-server is not installed (apt-get install redis-server).");
    }

    public async ValueTask InitializeAsync()
    {
        if (RedisServer.ProgramPath is null) return;
        server = await RedisServer.StartAsync();
        connection = await ConnectionMultiplexer.ConnectAsync(server.Configuration);
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
    }
}
