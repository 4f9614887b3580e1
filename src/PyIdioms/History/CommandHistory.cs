namespace PyIdioms;

/// <summary>What has been done, to be undone and redone in order.</summary>
/// <remarks>
/// Handbook, Design Patterns, "Command pattern", <c>CommandHistory</c>. A command that fails is not recorded and leaves what can be redone; one that succeeds clears it. A command whose undoing
/// fails is gone from the history. What a command does through the history while it runs is a part of it and not recorded on its own. Not for several threads at once.
/// </remarks>
public sealed class CommandHistory
{
    readonly LinkedList<object> done = new();
    readonly Stack<object> undone = new();
    readonly AsyncLocal<bool> isInside = new();
    int running;

    /// <summary>A history that keeps a number of commands; the oldest falls off.</summary>
    /// <param name="maxSize">How many commands can be undone at most.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSize"/> is negative.</exception>
    public CommandHistory(int maxSize = 50)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxSize);
        MaxSize = maxSize;
    }

    /// <summary>How many commands can be undone at most.</summary>
    public int MaxSize { get; }

    /// <summary>How many commands can be undone now.</summary>
    public int UndoCount => done.Count;

    /// <summary>How many commands can be redone now.</summary>
    public int RedoCount => undone.Count;

    /// <summary>Whether there is something to undo.</summary>
    public bool CanUndo => done.Count > 0;

    /// <summary>Whether there is something to redo.</summary>
    public bool CanRedo => undone.Count > 0;

    /// <summary>The command that would be undone, an <see cref="ICommand"/> or <see cref="IAsyncCommand"/>; null for none. Its text is its name.</summary>
    public object? NextUndo => done.Last?.Value;

    /// <summary>The command that would be redone, an <see cref="ICommand"/> or <see cref="IAsyncCommand"/>; null for none. Its text is its name.</summary>
    public object? NextRedo => undone.TryPeek(out var next) ? next : null;

    /// <summary>Raised when what can be undone or redone has changed.</summary>
    public event EventHandler? Changed;

    /// <summary>Executes a command and records it.</summary>
    /// <param name="command">What to do. What it throws leaves this method, and nothing is recorded.</param>
    public void Do(ICommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var isPart = IsPart;
        Run(command, isUndo: false);
        if (!isPart) Record(command);
    }

    /// <summary>Does something and records how it is taken back.</summary>
    /// <param name="execute">Does it, the first time or again.</param>
    /// <param name="undo">Takes it back.</param>
    public void Do(Action execute, Action undo)
    {
        ArgumentNullException.ThrowIfNull(execute);
        ArgumentNullException.ThrowIfNull(undo);
        Do(new DelegateCommand(execute, undo));
    }

    /// <summary>Executes an asynchronous command and records it when it has ended.</summary>
    /// <param name="command">What to do. What it throws leaves this method, and nothing is recorded.</param>
    /// <param name="cancel">Stops it.</param>
    public async ValueTask DoAsync(IAsyncCommand command, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var isPart = IsPart;
        await RunAsync(command, isUndo: false, cancel).ConfigureAwait(false);
        if (!isPart) Record(command);
    }

    /// <summary>Does something asynchronous and records how it is taken back.</summary>
    /// <param name="execute">Does it, the first time or again.</param>
    /// <param name="undo">Takes it back.</param>
    /// <param name="cancel">Stops it.</param>
    public ValueTask DoAsync(Func<CancellationToken, ValueTask> execute, Func<CancellationToken, ValueTask> undo, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(execute);
        ArgumentNullException.ThrowIfNull(undo);
        return DoAsync(new AsyncDelegateCommand(execute, undo), cancel);
    }

    /// <summary>Takes back the last command.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidOperationException">The last command is asynchronous.</exception>
    public bool Undo()
    {
        if (done.Last is not { } last) return false;
        var command = Now(last.Value, nameof(UndoAsync));
        done.RemoveLast();
        Run(command, isUndo: true);
        undone.Push(command);
        Changed?.Invoke(this, EventArgs.Empty);
        return true;
    }

    /// <summary>Takes back the last command, asynchronous or not.</summary>
    /// <param name="cancel">Stops it; a command that was stopped is gone from the history.</param>
    /// <returns>Whether there was one.</returns>
    public async ValueTask<bool> UndoAsync(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        if (done.Last is not { Value: var command }) return false;
        done.RemoveLast();
        await RunAsync(command, isUndo: true, cancel).ConfigureAwait(false);
        undone.Push(command);
        Changed?.Invoke(this, EventArgs.Empty);
        return true;
    }

    /// <summary>Does again what was undone last.</summary>
    /// <returns>Whether there was something. A command that fails can be redone still.</returns>
    /// <exception cref="InvalidOperationException">The command is asynchronous.</exception>
    public bool Redo()
    {
        if (!undone.TryPeek(out var next)) return false;
        Run(Now(next, nameof(RedoAsync)), isUndo: false);
        MoveBack(next);
        return true;
    }

    /// <summary>Does again what was undone last, asynchronous or not.</summary>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Whether there was something. A command that fails can be redone still.</returns>
    public async ValueTask<bool> RedoAsync(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        if (!undone.TryPeek(out var next)) return false;
        await RunAsync(next, isUndo: false, cancel).ConfigureAwait(false);
        MoveBack(next);
        return true;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        done.Clear();
        undone.Clear();
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Whether a command of this history is running around the caller.</summary>
    bool IsPart => running > 0 || isInside.Value;

    static ICommand Now(object command, string other) => command as ICommand
        ?? throw new InvalidOperationException($"'{command}' is asynchronous: await {other}");

    void Run(ICommand command, bool isUndo)
    {
        running++;
        try
        {
            if (isUndo) command.Undo();
            else command.Execute();
        }
        finally
        {
            running--;
        }
    }

    /// <summary>What is set here does not leave an asynchronous method: another command may run beside this one and is no part of it.</summary>
    async ValueTask RunAsync(object command, bool isUndo, CancellationToken cancel)
    {
        if (command is not IAsyncCommand later)
        {
            Run((ICommand)command, isUndo);
            return;
        }
        isInside.Value = true;
        await (isUndo ? later.UndoAsync(cancel) : later.ExecuteAsync(cancel)).ConfigureAwait(false);
    }

    void Record(object command)
    {
        undone.Clear();
        Keep(command);
    }

    void MoveBack(object command)
    {
        // What ran may have cleared the history.
        if (ReferenceEquals(NextRedo, command)) undone.Pop();
        Keep(command);
    }

    void Keep(object command)
    {
        done.AddLast(command);
        if (done.Count > MaxSize) done.RemoveFirst();
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
