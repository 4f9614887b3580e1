using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace PyIdioms.EventBusWorker;

/// <summary>A Redis of one's own, on a free port, in a temporary folder.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("pyidioms-redis-").FullName;
    readonly bool keepsData;
    Process? process;

    RedisServer(bool keepsData) => this.keepsData = keepsData;

    /// <summary>Where the program is; null where it is not installed.</summary>
    public static string? ProgramPath { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append("/usr/bin").Select(static path => Path.Combine(path, "redis-server")).FirstOrDefault(File.Exists);

    public int Port { get; private set; }

    /// <summary>For <see cref="ConnectionMultiplexer"/>.</summary>
    public string Configuration => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port},allowAdmin=true,abortConnect=false,connectTimeout=20000,syncTimeout=20000,asyncTimeout=20000");

    /// <summary>Starts one.</summary>
    /// <param name="keepsData">Whether what it confirms survives <see cref="KillAsync"/>.</param>
    public static async Task<RedisServer> StartAsync(bool keepsData = false)
    {
        var server = new RedisServer(keepsData);
        await server.RunAsync();
        return server;
    }

    /// <summary>Starts it, again after <see cref="KillAsync"/>; another program may take a free port first, so several are tried.</summary>
    public async Task RunAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            var port = Port == 0 ? FreePort() : Port;
            process = Process.Start(new ProcessStartInfo(ProgramPath ?? throw new InvalidOperationException("redis-server is not installed"))
            {
                ArgumentList =
                {
                    "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--loglevel", "warning",
                    "--appendonly", keepsData ? "yes" : "no", "--appendfsync", "always",
                },
                RedirectStandardOutput = true,
            })!;
            process.OutputDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            if (await AnswersAsync(port))
            {
                Port = port;
                return;
            }
            if (attempt == 5) throw new InvalidOperationException("redis-server does not start");
        }
    }

    /// <summary>Ends it as a crash would.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>How much time its processor has spent.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await KillAsync();
        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    async Task<bool> AnswersAsync(int port)
    {
        while (!process!.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                await using var stream = client.GetStream();
                await stream.WriteAsync("PING\r\n"u8.ToArray());
                var answer = new byte[5];
                await stream.ReadExactlyAsync(answer);
                if (answer.AsSpan().SequenceEqual("+PONG"u8)) return true;
            }
            catch (Exception error) when (error is SocketException or IOException)
            {
                // Not yet.
            }
            await Task.Delay(20);
        }
        return false;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
