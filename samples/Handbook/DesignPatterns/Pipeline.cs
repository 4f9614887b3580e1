using PyIdioms;

namespace Handbook.DesignPatterns;

public sealed record Request(string? User, string Path);

public sealed record Response(int Status, string Text);

/// <summary>Design Patterns, "Chain of Responsibility": who may answer, in order.</summary>
[Chain<Request, Response>]
public sealed partial class Pipeline
{
    [Link(1)] readonly Auth _auth;
    [Link(2)] readonly RateLimit _rate;
    [Link(3)] readonly Pages _pages;

    static Response HandleCore(Request request) => new(404, $"no {request.Path}");
}

public sealed class Auth
{
    public Response? Handle(Request request) => request.User is null ? new(401, "who are you?") : null;
}

/// <summary>Stands around the rest of the chain.</summary>
public sealed class RateLimit(int most)
{
    int asked;

    public Response? Handle<TNext>(Request request, TNext next) where TNext : INext<Request, Response> =>
        ++asked > most ? new(429, "slow down") : next.Handle(request);
}

public sealed class Pages
{
    public Response? Handle(Request request) => request.Path is "/" ? new(200, $"hello {request.User}") : null;
}
