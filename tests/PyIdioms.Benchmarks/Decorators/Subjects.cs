using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Castle.DynamicProxy;

namespace PyIdioms.Benchmarks.Decorators;

/// <summary>Runs the call and does nothing else: what the mechanism itself costs.</summary>
sealed class NoopAttribute : DecoratorAttribute, IDecorator, IAsyncDecorator
{
    public TResult Around<TCall, TResult>(scoped ref TCall call)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct => call.Invoke();

    public ValueTask<TResult> AroundAsync<TCall, TResult>(TCall call) where TCall : struct, IAsyncCall<TResult> => call.InvokeAsync();
}

/// <summary>Counts entries and exits.</summary>
sealed class CountedAttribute : DecoratorAttribute, IHooks<int>
{
    public static int Entered, Left;

    public int OnEnter(in CallSite site) => Entered++;
    public void OnExit(in CallSite site, ref int state, Exception? error) => Left++;
}

/// <summary>Hooks that have nothing to do.</summary>
sealed class SwitchedAttribute : DecoratorAttribute, IHooks<int>, ISwitch
{
    public bool IsOn => CountedAttribute.Entered < 0;
    public int OnEnter(in CallSite site) => 0;
    public void OnExit(in CallSite site, ref int state, Exception? error) { }
}

/// <summary>The interface that proxies need.</summary>
public interface IService
{
    int Add(int a, int b);
}

/// <summary>The method in every form that is measured. None is inlined, so that all pay for one call.</summary>
public sealed partial class Service : IService
{
    readonly int salt = 1;
    readonly Func<int, int, int> wrapped;

    public Service()
    {
        Func<int, int, int> inner = AddCore;
        wrapped = (a, b) => inner(a, b);
    }

    [MethodImpl(MethodImplOptions.NoInlining)] public int Direct(int a, int b) => AddCore(a, b);
    [Noop, MethodImpl(MethodImplOptions.NoInlining)] public partial int Wrapped(int a, int b);
    [Noop, Noop, Noop, MethodImpl(MethodImplOptions.NoInlining)] public partial int WrappedThrice(int a, int b);
    [Counted, MethodImpl(MethodImplOptions.NoInlining)] public partial int Counted(int a, int b);
    [Timed, MethodImpl(MethodImplOptions.NoInlining)] public partial int Timed(int a, int b);
    [LruCache, MethodImpl(MethodImplOptions.NoInlining)] public static partial int Cached(int a, int b);

    [Switched, MethodImpl(MethodImplOptions.NoInlining)] public partial int Switched(int a, int b);
    int SwitchedCore(int a, int b) => AddCore(a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public int CountedByHand(int a, int b)
    {
        CountedAttribute.Entered++;
        try
        {
            return AddCore(a, b);
        }
        finally
        {
            CountedAttribute.Left++;
        }
    }

    public static Action<TimeSpan, Exception?>? Sink { get; set; }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public int TimedByHand(int a, int b)
    {
        var start = Stopwatch.GetTimestamp();
        Exception? error = null;
        try
        {
            return AddCore(a, b);
        }
        catch (Exception e) when ((error = e) is null)
        {
            throw;
        }
        finally
        {
            if (Sink is not null) Sink(Stopwatch.GetElapsedTime(start), error);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] public int Closure(int a, int b) => wrapped(a, b);
    public int Add(int a, int b) => AddCore(a, b);

    [MethodImpl(MethodImplOptions.NoInlining)] int AddCore(int a, int b) => a + b + salt;
    int WrappedCore(int a, int b) => AddCore(a, b);
    int WrappedThriceCore(int a, int b) => AddCore(a, b);
    int CountedCore(int a, int b) => AddCore(a, b);
    int TimedCore(int a, int b) => AddCore(a, b);
    static int CachedCore(int a, int b) => a + b;

    // Async: each awaits a task that is not ready, as real ones are not.

    static async Task<int> AddAsyncCore(int a, int b)
    {
        await Task.Yield();
        return a + b;
    }

    [Noop] public static partial Task<int> WrappedAsync(int a, int b);
    static Task<int> WrappedAsyncCore(int a, int b) => AddAsyncCore(a, b);

    [Timed] public static partial Task<int> TimedAsync(int a, int b);
    static Task<int> TimedAsyncCore(int a, int b) => AddAsyncCore(a, b);

    public static Task<int> DirectAsync(int a, int b) => AddAsyncCore(a, b);

    public static async Task<int> TimedByHandAsync(int a, int b)
    {
        var start = Stopwatch.GetTimestamp();
        Exception? error = null;
        try
        {
            return await AddAsyncCore(a, b).ConfigureAwait(false);
        }
        catch (Exception e) when ((error = e) is null)
        {
            throw;
        }
        finally
        {
            if (Sink is not null) Sink(Stopwatch.GetElapsedTime(start), error);
        }
    }
}

/// <summary>System.Reflection.DispatchProxy around the service.</summary>
public class ForwardingProxy : DispatchProxy
{
    IService? inner;

    public static IService Around(IService inner)
    {
        var proxy = Create<IService, ForwardingProxy>();
        ((ForwardingProxy)(object)proxy).inner = inner;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Invoke(inner, args);
}

/// <summary>Castle's interceptor that goes on.</summary>
public sealed class Proceeding : IInterceptor
{
    public static IService Around(IService inner) => new ProxyGenerator().CreateInterfaceProxyWithTarget(inner, new Proceeding());

    public void Intercept(IInvocation invocation) => invocation.Proceed();
}
