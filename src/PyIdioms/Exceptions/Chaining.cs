using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PyIdioms;

/// <summary>How exceptions follow from one another, and notes on them: Python's <c>__cause__</c>, <c>__context__</c>, <c>__suppress_context__</c> and <c>add_note</c>.</summary>
/// <remarks>
/// Handbook, Exception Mastery, "traceback Module"; PEP 3134, PEP 415, PEP 678. .NET keeps one link, <see cref="Exception.InnerException"/>, which is the cause. What
/// was being handled when an exception was thrown is not recorded by .NET: <see cref="ExceptStar"/> and <c>From</c> of an <c>[Exception]</c> do it.
/// </remarks>
public static class Chaining
{
    static readonly ConditionalWeakTable<Exception, Links> Known = [];

    extension(Exception exception)
    {
        /// <summary>The exception that this one is the direct consequence of: <c>raise … from cause</c>. Without one that was set, the inner exception; a group's are its children.</summary>
        public Exception? Cause
        {
            get => Of(exception) is { HasCause: true } links ? links.Cause : exception is AggregateException ? null : exception.InnerException;
            set
            {
                var links = Made(exception);
                (links.Cause, links.HasCause, links.SuppressesContext) = (value, true, true);
            }
        }

        /// <summary>The exception that was being handled when this one was thrown.</summary>
        public Exception? Context
        {
            get => Of(exception)?.Context ?? exception.Cause;
            set => Made(exception).Context = value;
        }

        /// <summary>Whether <see cref="Traceback"/> leaves the context out: so where there is a cause, or where there shall be none, <c>from None</c>.</summary>
        public bool SuppressContext
        {
            get => Of(exception)?.SuppressesContext ?? exception.Cause is not null;
            set => Made(exception).SuppressesContext = value;
        }

        /// <summary>What was noted about it, in order.</summary>
        public IReadOnlyList<string> Notes => Of(exception)?.Notes is { } notes ? [.. notes] : [];

        /// <summary>Adds a note, which <see cref="Traceback"/> shows behind the message.</summary>
        /// <param name="note">The note; it may have several lines.</param>
        /// <exception cref="ArgumentNullException">The note is null.</exception>
        public void AddNote(string note)
        {
            ArgumentNullException.ThrowIfNull(note);
            var links = Made(exception);
            lock (links) links.Notes = [.. links.Notes ?? [], note];
        }
    }

    /// <summary>Notes that an exception was thrown while another was handled, unless that is known, or they are the same.</summary>
    internal static void Handling(Exception thrown, Exception handled)
    {
        if (ReferenceEquals(thrown, handled) || Of(thrown)?.Context is not null) return;
        // The link must not lead back: that is how a trace would be printed without end.
        for (var (at, steps) = (handled, 0); at is not null && steps < 1000; at = at.Context, steps++)
        {
            if (ReferenceEquals(at, thrown)) return;
        }
        Made(thrown).Context = handled;
    }

    /// <summary>What .NET and Python keep of a group beside its message and children, for a half of it.</summary>
    internal static T Carry<T>(AggregateException from, T half) where T : Exception
    {
        foreach (System.Collections.DictionaryEntry entry in from.Data) half.Data[entry.Key] = entry.Value;
        half.HelpLink ??= from.HelpLink;
        half.HResult = from.HResult;
        if (Of(from) is { } links) Known.AddOrUpdate(half, new(links));
        if (half.StackTrace is null && from.StackTrace is { } trace)
        {
            ExceptionDispatchInfo.SetRemoteStackTrace(half, trace);
            Made(half).Frames = [.. FramesOf(from), .. StackWalk.Of(from)];
        }
        return half;
    }

    /// <summary>The frames that a half was given, innermost last.</summary>
    internal static IReadOnlyList<FrameSummary> FramesOf(Exception exception) => Of(exception)?.Frames ?? [];

    static Links? Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Known.TryGetValue(exception, out var links) ? links : null;
    }

    static Links Made(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Known.GetValue(exception, static _ => new());
    }

    sealed class Links
    {
        public Links()
        {
        }

        public Links(Links other) => (Cause, HasCause, Context, SuppressesContext, Notes, Frames) = (other.Cause, other.HasCause, other.Context, other.SuppressesContext, other.Notes, other.Frames);

        public Exception? Cause { get; set; }

        public bool HasCause { get; set; }

        public Exception? Context { get; set; }

        public bool? SuppressesContext { get; set; }

        public string[]? Notes { get; set; }

        public FrameSummary[]? Frames { get; set; }
    }
}
