namespace PyIdioms.Tests.Decorators;

/// <summary>Hooks that write to whatever list the decorated method has, and show arguments.</summary>
sealed class NoteAttribute : DecoratorAttribute, IHooks<List<string>, List<string>>, IArguments<List<string>>
{
    public List<string> OnEnter(in CallSite site, List<string> need)
    {
        need.Add(">" + site.Method);
        return need;
    }

    public void OnExit(in CallSite site, ref List<string> state, Exception? error) => state.Add("<" + site.Method + (error is null ? "" : ":" + error.Message));

    public bool WantsArguments(ref List<string> state) => true;

    public void OnArgument<T>(ref List<string> state, string name, T value) => state.Add($"{name}={value}:{typeof(T).Name}");
    public void OnArgumentsShown(ref List<string> state) { }
}

/// <summary>Marks a parameter that <see cref="TagAttribute"/>'s hooks are shown.</summary>
sealed class MarkAttribute(string? name = null) : ArgumentMarkAttribute(name);

/// <summary>Hooks that can be off, that work without what they need, and are shown marked arguments.</summary>
sealed class TagAttribute : DecoratorAttribute, IHooks<string, List<string>?>, ISwitch<List<string>?>, IArguments<string, MarkAttribute>
{
    public bool IsOn<TMethod>(List<string>? need) where TMethod : struct => need is not null;

    public string OnEnter(in CallSite site, List<string>? need)
    {
        Seen.Add($"{site.Method}>{(need is null ? "nothing" : "list")}");
        return site.Method;
    }

    public void OnExit(in CallSite site, ref string state, Exception? error) => Seen.Add($"{state}<{error?.Message}");

    public bool WantsArguments(ref string state) => state != "Uninteresting";

    public void OnArgument<T>(ref string state, string name, T value) => Seen.Add($"{state}.{name}={value}");
    public void OnArgumentsShown(ref string state) { }
}

/// <summary>Hooks that a test turns on and off, one protocol behind its interface.</summary>
sealed class SwitchedAttribute(string label = "switched") : DecoratorAttribute, IHooks<int>, ISwitch
{
    static readonly AsyncLocal<bool> On = new();

    public static void Turn(bool on) => On.Value = on;

    bool ISwitch.IsOn => On.Value;

    public int OnEnter(in CallSite site)
    {
        Seen.Add($"{label}>{site.Method}");
        return 1;
    }

    public void OnExit(in CallSite site, ref int state, Exception? error) => Seen.Add($"{label}<{site.Method}{(error is null ? "" : ":" + error.Message)}");
}

/// <summary>Supplies a text: the handbook's <c>with_logging</c>.</summary>
sealed class PrefixAttribute(string prefix = "[LOG]") : DecoratorAttribute, IConcatenate<string>, IAsyncConcatenate<string>
{
    public TResult Around<TCall, TResult>(scoped ref TCall call)
        where TCall : struct, IConcatenateCall<string, TResult>, allows ref struct
        where TResult : allows ref struct => call.Invoke(prefix);

    public ValueTask<TResult> AroundAsync<TCall, TResult>(TCall call) where TCall : struct, IAsyncConcatenateCall<string, TResult> => call.InvokeAsync(prefix);
}

/// <summary>Supplies a number that grows with each run, and runs the method twice.</summary>
sealed class CounterAttribute : DecoratorAttribute, IConcatenate<int>
{
    public TResult Around<TCall, TResult>(scoped ref TCall call)
        where TCall : struct, IConcatenateCall<int, TResult>, allows ref struct
        where TResult : allows ref struct
    {
        call.Invoke(1);
        return call.Invoke(2);
    }
}

/// <summary>Runs the method with a token of its own, on whatever list the method has.</summary>
sealed class CancelledAttribute : DecoratorAttribute, IDecorator<List<string>>, IAsyncDecorator<List<string>>
{
    static readonly CancellationToken Ended = new(canceled: true);

    public TResult Around<TCall, TResult>(scoped ref TCall call, List<string> need)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct
    {
        need.Add(TCall.IsCancellable ? "can" : "cannot");
        return call.Invoke(Ended);
    }

    public ValueTask<TResult> AroundAsync<TCall, TResult>(TCall call, List<string> need) where TCall : struct, IAsyncCall<TResult>
    {
        need.Add(TCall.IsCancellable ? "can" : "cannot");
        return call.InvokeAsync(Ended);
    }
}
