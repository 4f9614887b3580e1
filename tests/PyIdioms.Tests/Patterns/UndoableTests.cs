namespace PyIdioms.Tests.Patterns;

/// <summary>Generated commands do, undo and redo what the method does.</summary>
public partial class UndoableTests
{
    readonly List<string> items = [];
    readonly CommandHistory history = new(10);
    string title = "";

    [Undoable(Undo = nameof(Remove))] internal partial void Add(string item);

    void AddCore(string item) => items.Add(item);

    [Undoable(Undo = nameof(Add))] internal partial void Remove(string item);

    void RemoveCore(string item) => items.Remove(item);

    /// <summary>The method returns nothing, the Core what was there before.</summary>
    [Undoable] internal partial void Rename(string title);

    string RenameCore(string title) => (this.title, title) is var (old, next) && (this.title = next) is not null ? old : "";

    void UndoRename(string before) => title = before;

    [Undoable(Undo = nameof(TakeOut))] internal partial int Insert(int at, params string[] all);

    int InsertCore(int at, params string[] all)
    {
        items.InsertRange(at, all);
        return all.Length;
    }

    void TakeOut(int at, int count, bool isLoud = false) => items.RemoveRange(at, isLoud ? 0 : count);

    [Undoable(Undo = nameof(LeaveAsync))] internal partial Task<int> EnterAsync<T>(T item, CancellationToken cancel = default) where T : notnull;

    async Task<int> EnterAsyncCore<T>(T item, CancellationToken cancel) where T : notnull
    {
        await Task.Delay(1, cancel);
        items.Add(item.ToString()!);
        return items.Count;
    }

    async ValueTask LeaveAsync<T>(int index, CancellationToken cancel)
    {
        await Task.Delay(1, cancel);
        items.RemoveAt(index - 1);
    }

    [Undoable(Undo = nameof(Forget))] internal partial ValueTask NoteAsync(string item);

    ValueTask<string> NoteAsyncCore(string item)
    {
        items.Add(item);
        return new(item + "!");
    }

    void Forget(string item, string noted) => items.Remove(noted[..^1] == item ? item : "");

    [Fact]
    public void AnUndoThatIsACommandItselfIsNotRecorded()
    {
        Add("a");
        Add("b");
        Remove("a");
        Assert.Equal(["b"], items);
        Assert.Equal((3, "Remove"), (history.UndoCount, history.NextUndo!.ToString()));
        history.Undo();
        Assert.Equal(["b", "a"], items);
        history.Undo();
        Assert.Equal(["a"], items);
        Assert.Equal((1, 2), (history.UndoCount, history.RedoCount));
        history.Redo();
        Assert.Equal(["a", "b"], items);
    }

    [Fact]
    public void WhatCoreReturnsIsGivenToTheUndo()
    {
        Rename("one");
        Rename("two");
        history.Undo();
        Assert.Equal("one", title);
        history.Redo();
        history.Undo();
        history.Undo();
        Assert.Equal("", title);
        Assert.Equal(2, Insert(0, "x", "y"));
        history.Undo();
        Assert.Empty(items);
    }

    [Fact]
    public async Task AsynchronousMethodsAreCommandsToo()
    {
        var cancel = TestContext.Current.CancellationToken;
        Assert.Equal(1, await EnterAsync(7, cancel));
        await NoteAsync("n");
        Assert.Equal(["7", "n"], items);
        Assert.True(await history.UndoAsync(cancel));
        Assert.True(await history.UndoAsync(cancel));
        Assert.Empty(items);
        Assert.True(await history.RedoAsync(cancel));
        Assert.Equal(["7"], items);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EnterAsync(8, new(canceled: true)));
        Assert.Equal((1, 1), (history.UndoCount, history.RedoCount));
    }

    [Fact]
    public void AClassWithoutAHistoryGetsOne()
    {
        var counter = new Derived();
        counter.Increment();
        counter.Twice();
        Assert.Equal(4, counter.Value);
        counter.History.Undo();
        Assert.Equal(1, counter.Value);
        counter.History.Undo();
        Assert.Equal((0, 50), (counter.Value, counter.History.MaxSize));
    }

    internal partial class Counter
    {
        public int Value { get; set; }

        [Undoable(Undo = nameof(Back))] public partial void Increment(int by = 1);

        [Undoable(Undo = nameof(Back))] public partial void Other(int by);

        void IncrementCore(int by) => Value += by;

        void OtherCore(int by) => Value += by;

        protected void Back(int by) => Value -= by;
    }

    internal sealed partial class Derived : Counter
    {
        /// <summary>Calls a command inside of one: it is undone as a whole.</summary>
        [Undoable(Undo = nameof(TwiceBack))] public partial void Twice();

        void TwiceCore()
        {
            Increment(2);
            Value++;
        }

        void TwiceBack() => Value -= 3;
    }
}
