namespace PyIdioms.Benchmarks.Patterns;

/// <summary>What a chain is asked.</summary>
public sealed record Request(int User, int Key);

/// <summary>A link that answers, or leaves it to the next.</summary>
public sealed class Auth
{
    public string? Handle(Request request) => request.User == 0 ? "denied" : null;

    public string? HandleThen(Request request, Limit next, Cache then) => Handle(request) ?? next.HandleThen(request, then);
}

/// <summary>A link around the rest of the chain.</summary>
public sealed class Limit
{
    int asked;

    public int Asked => asked;

    public string? Handle<TNext>(Request request, TNext next) where TNext : INext<Request, string>
    {
        asked++;
        return next.Handle(request);
    }

    public string? HandleThen(Request request, Cache next)
    {
        asked++;
        return next.Handle(request);
    }
}

/// <summary>The last link.</summary>
public sealed class Cache
{
    public string? Handle(Request request) => request.Key == 1 ? "hit" : null;
}

/// <summary>The three, as generated.</summary>
[Chain<Request, string>]
public sealed partial class Pipeline
{
    [Link(1)] readonly Auth auth;
    [Link(2)] readonly Limit limit;
    [Link(3)] readonly Cache cache;
}

/// <summary>The three, as nested calls by hand.</summary>
public sealed class NestedCalls(Auth auth, Limit limit, Cache cache)
{
    public string? Handle(Request request) => auth.HandleThen(request, limit, cache);
}

/// <summary>The three, as the handbook links them: each knows the next.</summary>
public abstract class Handler
{
    Handler? next;

    public Handler SetNext(Handler handler) => next = handler;

    public abstract string? Handle(Request request);

    protected string? PassToNext(Request request) => next?.Handle(request);
}

public sealed class AuthHandler : Handler
{
    public override string? Handle(Request request) => request.User == 0 ? "denied" : PassToNext(request);
}

public sealed class LimitHandler : Handler
{
    int asked;

    public int Asked => asked;

    public override string? Handle(Request request)
    {
        asked++;
        return PassToNext(request);
    }
}

public sealed class CacheHandler : Handler
{
    public override string? Handle(Request request) => request.Key == 1 ? "hit" : PassToNext(request);
}
