using System.Diagnostics;

namespace PyIdioms;

/// <summary>Measures small pieces of code: Python's <c>timeit</c>.</summary>
/// <remarks>
/// Handbook, Performance, "Profiling". The code runs <c>number</c> times in a loop between two looks at the clock; the call of the delegate (one or two
/// nanoseconds) is part of what is measured. Python switches its collector off meanwhile; here collections are part of what code costs, and
/// <see cref="GcScope.NoCollect"/> keeps them out where they should be.
/// </remarks>
public static partial class TimeIt
{
    /// <summary>How often the code runs unless said otherwise: <c>timeit.default_number</c>.</summary>
    public const int DefaultNumber = 1_000_000;

    /// <summary>How often the loop is repeated unless said otherwise: <c>timeit.default_repeat</c>.</summary>
    public const int DefaultRepeat = 5;

    /// <summary>A loop of at least this long is long enough to be measured.</summary>
    static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(0.2);

    /// <summary>Runs the code so often: <c>timeit.timeit</c>.</summary>
    /// <param name="action">The code.</param>
    /// <param name="number">How often it runs.</param>
    /// <param name="timer">The clock; null is the system's.</param>
    public static TimeItResult Time(Action action, int number = DefaultNumber, TimeProvider? timer = null) => Repeat(action, 1, number, timer);

    /// <inheritdoc cref="Time(Action, int, TimeProvider?)"/>
    public static TimeItResult Time<T>(Func<T> action, int number = DefaultNumber, TimeProvider? timer = null) => Repeat(action, 1, number, timer);

    /// <summary>Runs the loop several times: <c>timeit.repeat</c>. The fastest is what the code costs, the others what the machine did beside it.</summary>
    /// <param name="action">The code.</param>
    /// <param name="repeat">How many loops.</param>
    /// <param name="number">How often the code runs in each.</param>
    /// <param name="timer">The clock; null is the system's.</param>
    public static TimeItResult Repeat(Action action, int repeat = DefaultRepeat, int number = DefaultNumber, TimeProvider? timer = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Repeated(Loop(action, timer), repeat, number);
    }

    /// <inheritdoc cref="Repeat(Action, int, int, TimeProvider?)"/>
    public static TimeItResult Repeat<T>(Func<T> action, int repeat = DefaultRepeat, int number = DefaultNumber, TimeProvider? timer = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Repeated(Loop(action, timer), repeat, number);
    }

    /// <summary>Finds out how often the code has to run to be measured, then measures it: <c>python -m timeit</c>.</summary>
    /// <remarks>Tries 1, 2, 5, 10, 20, 50 … until a loop takes at least 0.2 seconds, and repeats that one.</remarks>
    /// <param name="action">The code.</param>
    /// <param name="repeat">How often the loop is repeated; with 0 the result is the last loop tried, as of <c>timeit.Timer.autorange</c>.</param>
    /// <param name="tried">Sees every loop that is tried: its number and how long it took.</param>
    /// <param name="timer">The clock; null is the system's.</param>
    public static TimeItResult Autorange(Action action, int repeat = DefaultRepeat, Action<int, TimeSpan>? tried = null, TimeProvider? timer = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Ranged(Loop(action, timer), repeat, tried);
    }

    /// <inheritdoc cref="Autorange(Action, int, Action{int, TimeSpan}?, TimeProvider?)"/>
    public static TimeItResult Autorange<T>(Func<T> action, int repeat = DefaultRepeat, Action<int, TimeSpan>? tried = null, TimeProvider? timer = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Ranged(Loop(action, timer), repeat, tried);
    }

    static Func<int, TimeSpan> Loop(Action action, TimeProvider? timer) => number =>
    {
        var clock = timer ?? TimeProvider.System;
        var start = clock.GetTimestamp();
        for (var i = 0; i < number; i++) action();
        return clock.GetElapsedTime(start);
    };

    static Func<int, TimeSpan> Loop<T>(Func<T> action, TimeProvider? timer) => number =>
    {
        var clock = timer ?? TimeProvider.System;
        var start = clock.GetTimestamp();
        for (var i = 0; i < number; i++) Last<T>.Result = action();
        var took = clock.GetElapsedTime(start);
        Last<T>.Result = default;
        return took;
    };

    /// <summary>Where a result goes: a lambda that is inlined into the loop would not compute what nobody gets.</summary>
    static class Last<T>
    {
        public static T? Result;
    }

    static TimeItResult Repeated(Func<int, TimeSpan> loop, int repeat, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeat, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        var runs = new TimeSpan[repeat];
        for (var i = 0; i < repeat; i++) runs[i] = loop(number);
        return new(number, [.. runs]);
    }

    static TimeItResult Ranged(Func<int, TimeSpan> loop, int repeat, Action<int, TimeSpan>? tried)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(repeat);
        foreach (var number in Numbers())
        {
            var took = loop(number);
            tried?.Invoke(number, took);
            if (took >= LongEnough || number == LastNumber) return repeat == 0 ? new(number, [took]) : Repeated(loop, repeat, number);
        }
        throw new UnreachableException();
    }

    /// <summary>The largest of the numbers that an <see cref="int"/> holds: an empty loop of so many is long enough on any machine.</summary>
    const int LastNumber = 2_000_000_000;

    static IEnumerable<int> Numbers()
    {
        for (long ten = 1; ; ten *= 10)
        {
            foreach (var step in (int[])[1, 2, 5])
            {
                if (ten * step > LastNumber) yield break;
                yield return (int)(ten * step);
            }
        }
    }
}
