using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Symbols;

/// <summary>What a call does to a lock that only the thread that took it may release.</summary>
public enum LockAction
{
    /// <summary>Takes it.</summary>
    Take,

    /// <summary>Takes it and returns whether it did.</summary>
    TryTake,

    /// <summary>Releases it.</summary>
    Release,
}

/// <summary>A call that takes or releases a lock owned by a thread: <c>Monitor</c>, <c>Lock</c>, <c>ReaderWriterLockSlim</c>, <c>Mutex</c> and their like.</summary>
/// <param name="Action">What it does.</param>
/// <param name="Owner">The lock.</param>
/// <param name="Mode">Which of the locks that a reader-writer lock has; empty elsewhere.</param>
/// <param name="Taken">The <c>ref bool</c> that says whether it was taken; null without one.</param>
public readonly record struct LockCall(LockAction Action, IOperation Owner, string Mode, IOperation? Taken)
{
    /// <summary>A cheap question: whether a method of this name may be one.</summary>
    public static bool MayTake(string method) => method is "Enter" or "TryEnter" or "WaitOne"
        or "EnterReadLock" or "EnterWriteLock" or "EnterUpgradeableReadLock" or "TryEnterReadLock" or "TryEnterWriteLock" or "TryEnterUpgradeableReadLock"
        or "AcquireReaderLock" or "AcquireWriterLock" or "UpgradeToWriterLock";

    /// <summary>What a call does to a lock; null where it does nothing.</summary>
    public static LockCall? Of(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.ContainingType is not { ContainingNamespace: { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } type) return null;
        // A Mutex waits by a method of its base class.
        var name = type.Name == "WaitHandle" ? call.Instance?.Type?.Name : type.Name;
        var owner = name == "Monitor" ? call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value : call.Instance;
        if (owner is null || Effect(name, method.Name) is not { } effect) return null;
        var taken = call.Arguments.FirstOrDefault(a => a.Parameter is { RefKind: RefKind.Ref, Type.SpecialType: SpecialType.System_Boolean })?.Value;
        var action = effect.Action == LockAction.Take && method.ReturnType.SpecialType == SpecialType.System_Boolean ? LockAction.TryTake : effect.Action;
        return new(action, owner, effect.Mode, taken);
    }

    static (LockAction Action, string Mode)? Effect(string? type, string method) => (type, method) switch
    {
        ("Monitor" or "Lock" or "SpinLock", "Enter" or "TryEnter") => (LockAction.Take, ""),
        ("Monitor" or "Lock" or "SpinLock", "Exit") => (LockAction.Release, ""),
        ("Mutex", "WaitOne") => (LockAction.Take, ""),
        ("Mutex", "ReleaseMutex") => (LockAction.Release, ""),
        ("ReaderWriterLockSlim", "EnterReadLock" or "TryEnterReadLock") => (LockAction.Take, "read"),
        ("ReaderWriterLockSlim", "EnterWriteLock" or "TryEnterWriteLock") => (LockAction.Take, "write"),
        ("ReaderWriterLockSlim", "EnterUpgradeableReadLock" or "TryEnterUpgradeableReadLock") => (LockAction.Take, "upgrade"),
        ("ReaderWriterLockSlim", "ExitReadLock") => (LockAction.Release, "read"),
        ("ReaderWriterLockSlim", "ExitWriteLock") => (LockAction.Release, "write"),
        ("ReaderWriterLockSlim", "ExitUpgradeableReadLock") => (LockAction.Release, "upgrade"),
        ("ReaderWriterLock", "AcquireReaderLock") => (LockAction.Take, "read"),
        ("ReaderWriterLock", "AcquireWriterLock" or "UpgradeToWriterLock") => (LockAction.Take, "write"),
        ("ReaderWriterLock", "ReleaseReaderLock") => (LockAction.Release, "read"),
        ("ReaderWriterLock", "ReleaseWriterLock" or "DowngradeFromWriterLock") => (LockAction.Release, "write"),
        _ => null,
    };
}
