namespace Handbook.TypeSystem;

/// <summary>Type System Mastery, "ParamSpec": decorators that keep the signature.</summary>
static partial class Decorators
{
    public static async Task RunAsync()
    {
        Console.WriteLine("## Decorators");

        // The sin: a wrapper of delegates loses names, defaults and overloads, allocates a closure, and this one reports nothing when the function throws.
        var connect = Sin.Timed<string, int, string>(Sin.Connect);
        Console.WriteLine(connect("db.example", 80));

        // The idiom: the signature stays what it was. Named arguments, defaults, and a report also when it throws.
        Timings.Sink = static (in site, elapsed, error) => Console.WriteLine($"  {site.Method}: {elapsed.TotalSeconds:F4}s{(error is null ? "" : " " + error.GetType().Name)}");
        Console.WriteLine(Connect(host: "db.example", port: 80));
        try
        {
            Connect("");
        }
        catch (ArgumentException)
        {
            Console.WriteLine("  it threw, and was timed");
        }

        Console.WriteLine($"fetched {await FetchAsync("orders")} after {attempts} attempts");
        Console.WriteLine($"fib(90) = {Fib(90)}, {FibCacheInfo()}");
        Console.WriteLine($"discount = {Discount(120)}");
        Console.WriteLine($"greeting = {Greet("Ada")}");
        Timings.Sink = null;
    }

    [Timed]
    private static partial string Connect(string host, int port = 443, bool ssl = false);

    static string ConnectCore(string host, int port, bool ssl)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        return $"{(ssl ? "tls" : "tcp")}://{host}:{port}";
    }

    static int attempts;

    // As in Python the lowest decorator is the innermost: this times all attempts together.
    [Timed]
    [Retry(5, Delay = 0.01, Backoff = Backoff.Exponential, Jitter = true, On = [typeof(HttpRequestException)])]
    private static partial Task<string> FetchAsync(string name, CancellationToken cancel = default);

    static async Task<string> FetchAsyncCore(string name, CancellationToken cancel)
    {
        await Task.Delay(1, cancel);
        return ++attempts < 3 ? throw new HttpRequestException("busy") : name;
    }

    [LruCache]
    private static partial long Fib(int n);

    static long FibCore(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);

    [AtMost(100)]
    private static partial int Discount(int percent);

    static int DiscountCore(int percent) => percent;

    [Logged("[LOG]")]
    private static partial string Greet(string name);

    static string GreetCore(string name) => $"hello {name}";

    static class Sin
    {
        public static Func<T1, T2, TResult> Timed<T1, T2, TResult>(Func<T1, T2, TResult> func) => (a, b) =>
        {
            var start = DateTime.UtcNow;
            var result = func(a, b);
            Console.WriteLine($"  {func.Method.Name}: {(DateTime.UtcNow - start).TotalSeconds:F4}s");
            return result;
        };

        public static string Connect(string host, int port) => $"tcp://{host}:{port}";
    }
}

/// <summary>A decorator of one's own that observes: hooks.</summary>
sealed class LoggedAttribute(string prefix) : DecoratorAttribute, IHooks<Unit>
{
    public Unit OnEnter(in CallSite site)
    {
        Console.WriteLine($"  {prefix} {site.Name}");
        return default;
    }

    public void OnExit(in CallSite site, ref Unit state, Exception? error) => Console.WriteLine($"  {prefix} {site.Method} {(error is null ? "done" : "failed")}");
}

/// <summary>A decorator of one's own that decides: it gets the call, typed for methods from int to int.</summary>
sealed class AtMostAttribute(int most) : DecoratorAttribute, IArgsDecorator<ValueTuple<int>, int>
{
    public int Around<TCall>(scoped ref TCall call) where TCall : struct, ICall<ValueTuple<int>, int> => Math.Min(most, call.Invoke());
}
