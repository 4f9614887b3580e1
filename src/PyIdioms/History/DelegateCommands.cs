namespace PyIdioms;

/// <summary>A command of two functions.</summary>
sealed class DelegateCommand(Action execute, Action undo) : ICommand
{
    public void Execute() => execute();

    public void Undo() => undo();
}

/// <summary>A command of two asynchronous functions.</summary>
sealed class AsyncDelegateCommand(Func<CancellationToken, ValueTask> execute, Func<CancellationToken, ValueTask> undo) : IAsyncCommand
{
    public ValueTask ExecuteAsync(CancellationToken cancel) => execute(cancel);

    public ValueTask UndoAsync(CancellationToken cancel) => undo(cancel);
}
