using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Text;

namespace PyIdioms;

/// <summary>Several unrelated exceptions that leave together: Python's <c>ExceptionGroup</c> (PEP 654).</summary>
/// <remarks>
/// Handbook, Exception Mastery, "ExceptionGroup". It is an <see cref="AggregateException"/>, so all that catches or logs those does the same with it; other
/// than there a group is never empty, <see cref="Message"/> stays what it was given, and trees keep their shape and order. A nested
/// <see cref="AggregateException"/> is a group too. <see cref="OperationCanceledException"/> may be a child: .NET has no <c>BaseException</c>.
/// </remarks>
[DebuggerDisplay("{Summary,nq}")]
public class ExceptionGroup : AggregateException
{
    /// <summary>A group of exceptions under one message.</summary>
    /// <param name="message">What the exceptions have in common; it may be empty.</param>
    /// <param name="exceptions">The exceptions, at least one.</param>
    /// <exception cref="ArgumentNullException">The message or the sequence is null.</exception>
    /// <exception cref="ArgumentException">There are no exceptions, or one of them is null.</exception>
    public ExceptionGroup(string message, IEnumerable<Exception> exceptions) : this(message, Listed(exceptions))
    {
    }

    /// <inheritdoc cref="ExceptionGroup(string, IEnumerable{Exception})"/>
    public ExceptionGroup(string message, params Exception[] exceptions) : base(message, Checked(message, exceptions)) => Message = message;

    /// <summary>The message it was made with, without those of its exceptions.</summary>
    public override string Message { get; }

    /// <summary>The exceptions it holds directly, in order; some may be groups themselves.</summary>
    public ReadOnlyCollection<Exception> Exceptions => InnerExceptions;

    /// <summary>The exceptions of the whole tree that are no groups, depth first and from left to right: the order in which a reader meets them.</summary>
    public IEnumerable<Exception> Leaves => LeavesOf(this);

    /// <summary>Throws the group again out of a handler of <see cref="ExceptStar"/>: Python's bare <c>raise</c> in an <c>except*</c>. It leaves in the tree that it was in.</summary>
    [DoesNotReturn]
    [StackTraceHidden]
    public void Reraise()
    {
        IsReraised = true;
        ExceptionDispatchInfo.Throw(this);
    }

    /// <summary>Whether it was thrown by <see cref="Reraise"/>, not as an exception of its own.</summary>
    internal bool IsReraised { get; set; }

    internal static IEnumerable<Exception> LeavesOf(Exception tree)
    {
        var pending = new Stack<Exception>([tree]);
        while (pending.TryPop(out var next))
        {
            if (next is AggregateException { InnerExceptions: { Count: > 0 } children })
            {
                for (var i = children.Count - 1; i >= 0; i--) pending.Push(children[i]);
            }
            else
            {
                yield return next;
            }
        }
    }

    /// <summary>Divides the group: what the predicate holds for, and the rest, each in a tree of the shape of this one; null for nothing.</summary>
    /// <param name="predicate">Asked about groups before what they hold: one that matches goes as a whole.</param>
    /// <returns>Both halves keep the leaves themselves. A half that is the whole of this group is the group itself where the predicate held for it.</returns>
    /// <exception cref="ArgumentNullException">The predicate is null.</exception>
    public ExceptionSplit Split(Func<Exception, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var (match, rest) = GroupSplit.Of(this, predicate, wantsRest: true);
        return new((ExceptionGroup?)match, (ExceptionGroup?)rest);
    }

    /// <summary>Divides the group into the exceptions of a type, with those derived from it, and the rest.</summary>
    /// <inheritdoc cref="Split(Func{Exception, bool})"/>
    public ExceptionSplit Split<TException>() where TException : Exception => Split(static e => e is TException);

    /// <summary>Divides the group into the exceptions of some types, with those derived from them, and the rest.</summary>
    /// <inheritdoc cref="Split(Func{Exception, bool})"/>
    public ExceptionSplit Split(params Type[] types) => Split(OneOf(types));

    /// <summary>The part of the group that the predicate holds for, in a tree of the same shape; null for nothing.</summary>
    /// <inheritdoc cref="Split(Func{Exception, bool})" path="/param"/>
    /// <inheritdoc cref="Split(Func{Exception, bool})" path="/exception"/>
    public ExceptionGroup? Subgroup(Func<Exception, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return (ExceptionGroup?)GroupSplit.Of(this, predicate, wantsRest: false).Match;
    }

    /// <summary>The exceptions of a type, with those derived from it, in a tree of the same shape; null for none.</summary>
    public ExceptionGroup? Subgroup<TException>() where TException : Exception => Subgroup(static e => e is TException);

    /// <summary>The exceptions of some types, with those derived from them, in a tree of the same shape; null for none.</summary>
    public ExceptionGroup? Subgroup(params Type[] types) => Subgroup(OneOf(types));

    /// <summary>A group like this one with other exceptions: what <see cref="Split(Func{Exception, bool})"/> and <see cref="Subgroup(Func{Exception, bool})"/> make their halves with.</summary>
    /// <remarks>A derived group overrides it to stay of its own type; what .NET keeps beside the message (data, stack trace, help link, source) is carried over by the caller.</remarks>
    /// <param name="exceptions">The exceptions, at least one.</param>
    public virtual ExceptionGroup Derive(IEnumerable<Exception> exceptions) => new(Message, exceptions);

    /// <summary>The message as Python shows it, <c>several failed (2 sub-exceptions)</c>, the stack trace, and all exceptions.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(GetType()).Append(": ").Append(Summary);
        if (StackTrace is { } trace) text.AppendLine().Append(trace);
        if (written >= MostWritten) return text.Append(" …").ToString();
        written++;
        try
        {
            for (var i = 0; i < Exceptions.Count; i++) text.AppendLine().Append(" ---> (Sub-exception #").Append(i).Append(") ").Append(Exceptions[i]).Append("<---");
        }
        finally
        {
            written--;
        }
        return text.ToString();
    }

    /// <summary>So many groups within one another are written out: each one's text is in that of the one around it.</summary>
    const int MostWritten = 100;

    [ThreadStatic]
    static int written;

    /// <summary>Python's <c>str</c> of the group.</summary>
    string Summary => $"{Message} ({Exceptions.Count} sub-exception{(Exceptions.Count == 1 ? "" : "s")})";

    /// <summary>The half of a split, with what this group carries beside its message.</summary>
    internal ExceptionGroup Half(List<Exception> exceptions)
    {
        var half = Derive(exceptions);
        return ReferenceEquals(half, this) ? half : Chaining.Carry(this, half);
    }

    static Exception[] Listed(IEnumerable<Exception> exceptions)
    {
        ArgumentNullException.ThrowIfNull(exceptions);
        return [.. exceptions];
    }

    static Exception[] Checked(string message, Exception[] exceptions)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(exceptions);
        if (exceptions.Length == 0) throw new ArgumentException("A group holds at least one exception.", nameof(exceptions));
        if (Array.IndexOf(exceptions, null) is >= 0 and var at) throw new ArgumentException($"Exception {at} of the group is null.", nameof(exceptions));
        return exceptions;
    }

    static Func<Exception, bool> OneOf(Type[] types)
    {
        ArgumentNullException.ThrowIfNull(types);
        foreach (var type in types)
        {
            if (!typeof(Exception).IsAssignableFrom(type) && type is not { IsInterface: true }) throw new ArgumentException($"{type?.ToString() ?? "null"} is no type of exceptions.", nameof(types));
        }
        return e => Array.Exists(types, type => type.IsInstanceOfType(e));
    }
}
