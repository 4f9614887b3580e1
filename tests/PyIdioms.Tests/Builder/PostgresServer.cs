using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(PyIdioms.Tests.Builder.PostgresServer))]

namespace PyIdioms.Tests.Builder;

/// <summary>A PostgreSQL server of these tests alone: in a folder of its own, on a free port, started when the first test asks.</summary>
public sealed class PostgresServer : IDisposable
{
    const string User = "nobody";

    readonly Lock gate = new();
    string? folder, connection, problem;

    static string? Programs => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Append("/usr/lib/postgresql")
        .SelectMany(static path => path.EndsWith("/postgresql", StringComparison.Ordinal) && Directory.Exists(path) ? Directory.GetDirectories(path).OrderDescending().Select(static p => Path.Combine(p, "bin")) : [path])
        .FirstOrDefault(static path => File.Exists(Path.Combine(path, "initdb")) && File.Exists(Path.Combine(path, "postgres")));

    /// <summary>How to connect. Without a server the test is skipped; where everything has to run (CI=true) it fails.</summary>
    public string Connection
    {
        get
        {
            lock (gate)
            {
                if (connection is null && problem is null) Start();
            }
            if (connection is not null) return connection;
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", problem!);
            throw new InvalidOperationException(problem);
        }
    }

    void Start()
    {
        if (OperatingSystem.IsWindows() || Programs is not { } programs)
        {
            problem = "There is no PostgreSQL here: install Debian's package 'postgresql'.";
            return;
        }
        folder = Directory.CreateTempSubdirectory("pg").FullName;
        if (Environment.IsPrivilegedProcess) Run("chown", User, folder);
        var port = FreePort();
        var data = Path.Combine(folder, "data");
        try
        {
            Run(programs + "/initdb", "-D", data, "-A", "trust", "-U", "tests", "-E", "UTF8", "--locale=C", "--no-sync");
            Run(programs + "/pg_ctl", "-D", data, "-w", "-t", "120", "-l", Path.Combine(folder, "log"), "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off", "start");
            connection = $"Host=127.0.0.1;Port={port};Username=tests;Database=postgres;Timeout=60";
        }
        catch (InvalidOperationException e)
        {
            problem = $"PostgreSQL did not start: {e.Message}";
        }
    }

    /// <summary>Runs a program as a user without privileges: the server refuses any other.</summary>
    static void Run(string program, params string[] arguments)
    {
        var isServer = program.StartsWith('/');
#pragma warning disable PYI1001 // The server that is installed here, found by its file name.
        var start = new ProcessStartInfo(isServer && Environment.IsPrivilegedProcess ? "runuser" : program) { RedirectStandardOutput = isServer && !program.EndsWith("pg_ctl", StringComparison.Ordinal), WorkingDirectory = Path.GetTempPath() };
#pragma warning restore PYI1001
        foreach (var argument in isServer && Environment.IsPrivilegedProcess ? ["-u", User, "--", program, .. arguments] : arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = start.RedirectStandardOutput ? process.StandardOutput.ReadToEnd() : "";
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output}");
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        if (folder is null) return;
        NpgsqlConnection.ClearAllPools();
        if (connection is not null) Run(Programs + "/pg_ctl", "-D", Path.Combine(folder, "data"), "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }
}
