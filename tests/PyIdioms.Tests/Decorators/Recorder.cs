namespace PyIdioms.Tests.Decorators;

/// <summary>What decorators of these tests saw, in order, in this test only.</summary>
static class Seen
{
    static readonly AsyncLocal<List<string>?> Current = new();

    public static List<string> Start() => Current.Value = [];
    public static void Add(string what)
    {
        if (Current.Value is { } list) lock (list) list.Add(what);
    }
}

/// <summary>Hooks that write down entries and exits.</summary>
sealed class WatchAttribute(string label = "watch") : DecoratorAttribute, IHooks<int>
{
    public int OnEnter(in CallSite site)
    {
        Seen.Add($"{label}>{site.Method}");
        return 42;
    }

    public void OnExit(in CallSite site, ref int state, Exception? error)
    {
        Assert.Equal(42, state);
        Seen.Add($"{label}<{site.Method}{(error is null ? "" : ":" + error.Message)}");
    }
}

/// <summary>An around decorator of every protocol that writes down entries and exits.</summary>
sealed class WrapAttribute(string label = "wrap") : DecoratorAttribute, IDecorator, IAsyncDecorator, IStreamDecorator
{
    public TResult Around<TCall, TResult>(scoped ref TCall call)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct
    {
        Seen.Add($"{label}>{TCall.Site.Method}");
        var result = call.Invoke();
        Seen.Add($"{label}<{TCall.Site.Method}");
        return result;
    }

    public async ValueTask<TResult> AroundAsync<TCall, TResult>(TCall call) where TCall : struct, IAsyncCall<TResult>
    {
        Seen.Add($"{label}>{TCall.Site.Method}");
        var result = await call.InvokeAsync();
        Seen.Add($"{label}<{TCall.Site.Method}");
        return result;
    }

    public async IAsyncEnumerable<T> AroundStream<TCall, T>(TCall call) where TCall : struct, IStreamCall<T>
    {
        Seen.Add($"{label}>{TCall.Site.Method}");
        await foreach (var item in call.Invoke()) yield return item;
        Seen.Add($"{label}<{TCall.Site.Method}");
    }
}

/// <summary>Runs the call twice.</summary>
sealed class TwiceAttribute : DecoratorAttribute, IDecorator
{
    public TResult Around<TCall, TResult>(scoped ref TCall call)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct
    {
        call.Invoke();
        return call.Invoke();
    }
}

/// <summary>Writes down the arguments of any signature.</summary>
sealed class ShowArgsAttribute : DecoratorAttribute, IArgsDecorator, IAsyncArgsDecorator
{
    public TResult Around<TCall, TArgs, TResult>(scoped ref TCall call) where TCall : struct, ICall<TArgs, TResult>
    {
        Seen.Add(call.Args?.ToString() ?? "");
        return call.Invoke();
    }

    public ValueTask<TResult> AroundAsync<TCall, TArgs, TResult>(TCall call) where TCall : struct, IAsyncCall<TArgs, TResult>
    {
        Seen.Add(call.Args?.ToString() ?? "");
        return call.InvokeAsync();
    }
}

/// <summary>A generic decorator for one signature: replaces a result by its argument when they are equal enough.</summary>
sealed class ClampAttribute<T>(string least) : DecoratorAttribute, IArgsDecorator<ValueTuple<T>, T> where T : IComparable<T>, IParsable<T>
{
    readonly T least = T.Parse(least, null);

    public T Around<TCall>(scoped ref TCall call) where TCall : struct, ICall<ValueTuple<T>, T>
    {
        var result = call.Invoke();
        return result.CompareTo(least) < 0 ? least : result;
    }
}

/// <summary>Implements its protocol explicitly.</summary>
sealed class HiddenAttribute : DecoratorAttribute, IHooks<string>
{
    string IHooks<string>.OnEnter(in CallSite site) => site.Name;
    void IHooks<string>.OnExit(in CallSite site, ref string state, Exception? error) => Seen.Add(state);
}
