using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Patterns;

/// <summary>A request goes from link to link until one answers (truth.json, "chain").</summary>
public partial class ChainTests
{
    internal sealed record Request(string? User = null, string? Key = null);

    /// <summary>Answers, or leaves it to the next.</summary>
    internal sealed class Auth(List<string> trace)
    {
        public string? Handle(Request request)
        {
            trace.Add("auth");
            return request.User is null ? "denied" : null;
        }
    }

    /// <summary>Stands around the rest of the chain.</summary>
    internal sealed class Rate(List<string> trace)
    {
        public string? Handle<TNext>(Request request, TNext next) where TNext : INext<Request, string>
        {
            trace.Add("rate");
            return next.Handle(request);
        }
    }

    internal sealed class Cache(List<string> trace)
    {
        public string? Handle(Request request)
        {
            trace.Add("cache");
            return request.Key is "c" ? "hit:c" : null;
        }
    }

    internal sealed class Bad
    {
        readonly int zero = int.Parse("0", null);

        public string? Handle(Request request)
        {
            trace.Add("bad");
            return (request.ToString().Length / zero).ToString();
        }

        readonly List<string> trace;

        public Bad(List<string> trace) => this.trace = trace;
    }

    internal sealed class End(List<string> trace)
    {
        public string Handle(Request request)
        {
            trace.Add("end");
            return $"end:{request}";
        }
    }

    [Chain<Request, string>] internal sealed partial class Full
    {
        [Link(4)] readonly End _end;
        [Link(1)] readonly Auth _auth;
        [Link(2)] readonly Rate _rate;
        [Link(3)] readonly Cache _cache;
    }

    [Chain<Request, string>] internal sealed partial class Short(Auth auth, Rate rate)
    {
        [Link(10)] Auth Auth => auth;
        [Link(20)] readonly Rate _rate = rate;
    }

    [Chain<Request, string>] internal sealed partial class Raising
    {
        [Link(1)] readonly Auth _auth;
        [Link(2)] readonly Bad _bad;
        [Link(3)] readonly End _end;
    }

    public static TheoryData<string> Cases => [.. Truth.Of("patterns", "chain").EnumerateArray().Where(static c => c.TryGetProperty("handlers", out _)).Select(static c => c.GetProperty("id").GetString()!)];

    [Theory, MemberData(nameof(Cases))]
    public void AsInPython(string id)
    {
        var one = Truth.Of("patterns", "chain").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        var trace = new List<string>();
        Func<Request, string?> chain = string.Join(" ", one.GetProperty("handlers").EnumerateArray().Select(static h => h.GetString())) switch
        {
            "auth rate cache end" => new Full(new(trace), new(trace), new(trace), new(trace)).Handle,
            "auth rate" => new Short(new(trace), new(trace)).Handle,
            "auth bad end" => new Raising(new(trace), new(trace), new(trace)).Handle,
            var other => throw new InvalidDataException(other),
        };
        var asked = one.GetProperty("request");
        var request = new Request(Text(asked, "user"), Text(asked, "key"));
        string? result;
        try
        {
            result = chain(request);
        }
        catch (DivideByZeroException)
        {
            result = "error: ZeroDivisionError";
        }
        Assert.Equal(one.GetProperty("result").GetString(), result);
        Assert.Equal(one.GetProperty("trace").EnumerateArray().Select(static t => t.GetString()), trace);
    }

    static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var text) ? text.GetString() : null;

    [Chain<int, int?>] internal sealed partial class Steps(List<string> log)
    {
        [Link(-1)] int? Even(int n) => n % 2 == 0 ? n / 2 : null;

        [Link(5)] int? Around<TNext>(TNext next, in int n) where TNext : struct, INext<int, int?>
        {
            log.Add($"before {n}");
            var answer = next.Handle(n + 10);
            log.Add($"after {answer}");
            return answer + 1;
        }

        [Link(7)] static int? Small(int n) => n < 20 ? n : null;

        int HandleCore(int n) => -n;
    }

    [Fact]
    public void MethodsAreLinksAndTheCoreIsTheEnd()
    {
        var log = new List<string>();
        var steps = new Steps(log);
        Assert.Equal((4, 14, -30), (steps.Handle(8), steps.Handle(3), steps.Handle(21)));
        Assert.Equal(["before 3", "after 13", "before 21", "after -31"], log);
    }

    internal sealed class Later
    {
        public async Task<string?> HandleAsync(Request request, CancellationToken cancel)
        {
            await Task.Delay(1, cancel);
            return request.Key is "later" ? "later" : null;
        }
    }

    internal sealed class Watch(List<string> log)
    {
        public async ValueTask<string?> HandleAsync<TNext>(Request request, TNext next, CancellationToken cancel) where TNext : IAsyncNext<Request, string>
        {
            log.Add("in");
            try
            {
                return await next.HandleAsync(request with { User = "watched" }, cancel);
            }
            finally
            {
                log.Add("out");
            }
        }
    }

    [Chain<Request, string>] internal partial class Async
    {
        [Link(1)] readonly Auth _auth;
        [Link(2)] readonly Later _later;
        [Link(3)] readonly Watch _watch;
        [Link(4)] protected readonly Short _inner;

        protected virtual async ValueTask<string?> HandleAsyncCore(Request request)
        {
            await Task.Yield();
            return request.User;
        }
    }

    [Chain<Request, string>] internal sealed partial class Outer
    {
        [Link(1)] readonly Async _async;
    }

    [Fact]
    public async Task AnAsynchronousLinkMakesTheChainAsynchronous()
    {
        var (trace, log) = (new List<string>(), new List<string>());
        var chain = new Outer(new Async(new(trace), new(), new(log), new(new(trace), new(trace))));
        var cancel = TestContext.Current.CancellationToken;
        var denied = chain.HandleAsync(new(), cancel);
        Assert.True(denied.IsCompletedSuccessfully);
        Assert.Equal("denied", await denied);
        Assert.Equal("later", await chain.HandleAsync(new("u", "later"), cancel));
        Assert.Empty(log);
        Assert.Equal("watched", await chain.HandleAsync(new("u"), cancel));
        Assert.Equal(["in", "out"], log);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await chain.HandleAsync(new("u"), new(canceled: true)));
    }

    [Chain<int, string>] internal sealed partial class Tokens
    {
        public List<CancellationToken> Seen { get; } = [];

        [Link(1)] async Task<string?> Waits(int n, CancellationToken cancel)
        {
            Seen.Add(cancel);
            await Task.Yield();
            return null;
        }

        [Link(2)] async ValueTask<string?> Around<TNext>(int n, TNext next, CancellationToken cancel) where TNext : IAsyncNext<int, string>
        {
            Seen.Add(cancel);
            return await next.HandleAsync(n, cancel);
        }

        ValueTask<string?> HandleAsyncCore(int n, CancellationToken cancel)
        {
            Seen.Add(cancel);
            return new("end");
        }
    }

    [Fact]
    public async Task EachLinkHasTheToken()
    {
        using var source = new CancellationTokenSource();
        var tokens = new Tokens();
        Assert.Equal("end", await tokens.HandleAsync(1, source.Token));
        Assert.Equal([source.Token, source.Token, source.Token], tokens.Seen);
    }
}
