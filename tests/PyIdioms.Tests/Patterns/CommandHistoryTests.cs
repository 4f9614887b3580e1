using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Patterns;

/// <summary>A history does, undoes and redoes as the handbook's (truth.json, "command_history").</summary>
public class CommandHistoryTests
{
    public static TheoryData<string> Cases => [.. Truth.Of("patterns", "command_history").GetProperty("cases").EnumerateArray().Select(static c => c.GetProperty("id").GetString()!)];

    [Theory, MemberData(nameof(Cases))]
    public void AsInPython(string id)
    {
        var one = Truth.Of("patterns", "command_history").GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        var history = new CommandHistory(one.GetProperty("max_size").GetInt32());
        var state = new List<string>();
        foreach (var step in one.GetProperty("steps").EnumerateArray())
        {
            var result = ResultOf(() => Take(history, state, step.GetProperty("op")));
            Assert.Equal(step.GetProperty("result").ToString(), result);
            Assert.Equal(step.GetProperty("state").EnumerateArray().Select(static s => s.GetString()), state);
            Assert.Equal((step.GetProperty("undo_count").GetInt32(), step.GetProperty("redo_count").GetInt32()), (history.UndoCount, history.RedoCount));
        }
    }

    static string ResultOf(Func<string> step)
    {
        try
        {
            return step();
        }
        catch (InvalidDataException e)
        {
            return "error: " + e.Message;
        }
    }

    static string Take(CommandHistory history, List<string> state, JsonElement op)
    {
        switch (op[0].GetString())
        {
            case "undo": return history.Undo().ToString();
            case "redo": return history.Redo().ToString();
            default:
                history.Do(new Append(state, op[1].GetString()!, op.GetArrayLength() > 2 ? op[2].GetString() : null));
                return "ok";
        }
    }

    sealed class Append(List<string> state, string item, string? fails) : ICommand
    {
        public void Execute()
        {
            if (fails == "do") throw new InvalidDataException($"do {item}");
            state.Add(item);
        }

        public void Undo()
        {
            if (fails == "undo") throw new InvalidDataException($"undo {item}");
            state.Remove(item);
        }
    }

    [Fact]
    public void ANegativeSizeIsRefused() => Assert.Throws<ArgumentOutOfRangeException>(static () => new CommandHistory(-1));

    [Fact]
    public void AHistoryOfNothingKeepsNothing()
    {
        var history = new CommandHistory(0);
        history.Do(static () => { }, static () => { });
        Assert.Equal((0, false), (history.UndoCount, history.Undo()));
    }

    [Fact]
    public void WhatACommandDoesThroughTheHistoryIsAPartOfIt()
    {
        var (history, log) = (new CommandHistory(), new List<string>());
        history.Do(() => { log.Add("outer"); history.Do(() => log.Add("inner"), () => log.Add("inner back")); }, () => { log.Add("outer back"); history.Do(() => log.Add("helper"), static () => { }); });
        Assert.Equal(1, history.UndoCount);
        Assert.True(history.Undo());
        Assert.Equal((0, 1), (history.UndoCount, history.RedoCount));
        Assert.True(history.Redo());
        Assert.Equal(["outer", "inner", "outer back", "helper", "outer", "inner"], log);
        Assert.Equal((1, 0), (history.UndoCount, history.RedoCount));
    }

    [Fact]
    public void WhatComesAfterAFailureIsRecorded()
    {
        var history = new CommandHistory();
        Assert.Throws<InvalidDataException>(() => history.Do(static () => throw new InvalidDataException(), static () => { }));
        history.Do(static () => { }, static () => { });
        Assert.Equal(1, history.UndoCount);
    }

    [Fact]
    public void ARedoMayClearTheHistory()
    {
        var (history, clears) = (new CommandHistory(), false);
        history.Do(() => { if (clears) history.Clear(); }, static () => { });
        history.Undo();
        clears = true;
        Assert.True(history.Redo());
        Assert.Equal((1, 0), (history.UndoCount, history.RedoCount));
    }

    [Fact]
    public void ARedoThatFailsCanBeTriedAgain()
    {
        var (history, fails) = (new CommandHistory(), false);
        history.Do(() => { if (fails) throw new InvalidDataException(); }, static () => { });
        history.Undo();
        fails = true;
        Assert.Throws<InvalidDataException>(() => history.Redo());
        Assert.Equal((0, 1), (history.UndoCount, history.RedoCount));
        fails = false;
        Assert.True(history.Redo());
    }

    [Fact]
    public async Task AsynchronousCommandsAreAwaited()
    {
        var (history, log) = (new CommandHistory(), new List<string>());
        await history.DoAsync(async ct => { await Task.Yield(); log.Add("do"); history.Do(() => log.Add("part"), static () => { }); }, async ct => { await Task.Yield(); log.Add("undo"); }, TestContext.Current.CancellationToken);
        Assert.Equal(1, history.UndoCount);
        Assert.Contains("UndoAsync", Assert.Throws<InvalidOperationException>(() => history.Undo()).Message);
        Assert.Equal(1, history.UndoCount);
        Assert.True(await history.UndoAsync(TestContext.Current.CancellationToken));
        Assert.Contains("RedoAsync", Assert.Throws<InvalidOperationException>(() => history.Redo()).Message);
        Assert.True(await history.RedoAsync(TestContext.Current.CancellationToken));
        Assert.False(await history.RedoAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["do", "part", "undo", "do", "part"], log);
    }

    [Fact]
    public async Task OneThatRunsBesideAnotherIsNoPartOfIt()
    {
        var (history, gate) = (new CommandHistory(), new TaskCompletionSource());
        var slow = history.DoAsync(async _ => await gate.Task, static _ => default, TestContext.Current.CancellationToken);
        history.Do(static () => { }, static () => { });
        await history.DoAsync(static _ => default, static _ => default, TestContext.Current.CancellationToken);
        Assert.Equal(2, history.UndoCount);
        gate.SetResult();
        await slow;
        Assert.Equal(3, history.UndoCount);
    }

    [Fact]
    public void AMenuKnowsWhatIsNext()
    {
        var (history, changes) = (new CommandHistory(), 0);
        history.Changed += (_, _) => changes++;
        Assert.Equal((null, null, false, false), (history.NextUndo, history.NextRedo, history.CanUndo, history.CanRedo));
        var command = new Append([], "a", null);
        history.Do(command);
        Assert.Same(command, history.NextUndo);
        Assert.Equal((true, false), (history.CanUndo, history.CanRedo));
        history.Undo();
        Assert.Equal((false, true), (history.CanUndo, history.CanRedo));
        Assert.Same(command, history.NextRedo);
        history.Clear();
        Assert.Equal((3, 0, 0), (changes, history.UndoCount, history.RedoCount));
    }
}
