using System.Diagnostics;

namespace PyIdioms;

// Code that is awaited: each run begins when the one before has ended.
partial class TimeIt
{
    /// <inheritdoc cref="Time(Action, int, TimeProvider?)"/>
    public static Task<TimeItResult> TimeAsync(Func<Task> action, int number = DefaultNumber, TimeProvider? timer = null) => RepeatAsync(action, 1, number, timer);

    /// <inheritdoc cref="Repeat(Action, int, int, TimeProvider?)"/>
    public static async Task<TimeItResult> RepeatAsync(Func<Task> action, int repeat = DefaultRepeat, int number = DefaultNumber, TimeProvider? timer = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeat, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        var runs = new TimeSpan[repeat];
        for (var i = 0; i < repeat; i++) runs[i] = await LoopAsync(action, number, timer).ConfigureAwait(false);
        return new(number, [.. runs]);
    }

    /// <inheritdoc cref="Autorange(Action, int, Action{int, TimeSpan}?, TimeProvider?)"/>
    public static async Task<TimeItResult> AutorangeAsync(Func<Task> action, int repeat = DefaultRepeat, Action<int, TimeSpan>? tried = null, TimeProvider? timer = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfNegative(repeat);
        foreach (var number in Numbers())
        {
            var took = await LoopAsync(action, number, timer).ConfigureAwait(false);
            tried?.Invoke(number, took);
            if (took >= LongEnough || number == LastNumber) return repeat == 0 ? new(number, [took]) : await RepeatAsync(action, repeat, number, timer).ConfigureAwait(false);
        }
        throw new UnreachableException();
    }

    /// <summary>Refused: nothing would wait for the task.</summary>
    [Obsolete("Nothing would wait for the task: TimeAsync does.", error: true)]
    public static TimeItResult Time(Func<Task> action, int number = DefaultNumber, TimeProvider? timer = null) => throw new NotSupportedException();

    /// <summary>Refused: nothing would wait for the task.</summary>
    [Obsolete("Nothing would wait for the task: RepeatAsync does.", error: true)]
    public static TimeItResult Repeat(Func<Task> action, int repeat = DefaultRepeat, int number = DefaultNumber, TimeProvider? timer = null) => throw new NotSupportedException();

    /// <summary>Refused: nothing would wait for the task.</summary>
    [Obsolete("Nothing would wait for the task: AutorangeAsync does.", error: true)]
    public static TimeItResult Autorange(Func<Task> action, int repeat = DefaultRepeat, Action<int, TimeSpan>? tried = null, TimeProvider? timer = null) => throw new NotSupportedException();

    static async Task<TimeSpan> LoopAsync(Func<Task> action, int number, TimeProvider? timer)
    {
        var clock = timer ?? TimeProvider.System;
        var start = clock.GetTimestamp();
        for (var i = 0; i < number; i++) await action().ConfigureAwait(false);
        return clock.GetElapsedTime(start);
    }
}
