using System.Runtime.CompilerServices;
using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Exceptions;

/// <summary>Chains print as CPython prints them; frames are those that people wrote.</summary>
public partial class TracebackTests
{
    [Exception] sealed partial class A;
    [Exception] sealed partial class B;
    [Exception] sealed partial class C;

    static JsonElement Case(string id) => Truth.Of("exceptions", "chaining").GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);

    public static IEnumerable<TheoryDataRow<string>> Ids() => Truth.Of("exceptions", "chaining").GetProperty("cases").EnumerateArray().Select(c => new TheoryDataRow<string>(c.GetProperty("id").GetString()!));

    static string[] Order(Exception exception) => [.. Traceback.Format(exception).Split('\n').Select(static l => l.TrimEnd('\r')).Where(static l => l.Length > 0 && !l.StartsWith(' ') && !l.StartsWith("Traceback", StringComparison.Ordinal))
        .Select(static l => l.StartsWith("The above", StringComparison.Ordinal) ? "--cause--" : l.StartsWith("During", StringComparison.Ordinal) ? "--context--" : l.Split('.')[^1])];

    [Theory]
    [MemberData(nameof(Ids))]
    public void ChainsAsPython(string id)
    {
        var expected = Case(id);
        var inner = new A("inner");
        if (id == "cycle-prints-once")
        {
            var other = B.From(inner, "other");
            inner.Cause = other;
            Assert.Equal(expected.GetProperty("lines").GetInt32(), Order(inner).Count(static l => !l.StartsWith("--", StringComparison.Ordinal)));
            return;
        }
        Exception raised = id switch
        {
            "chain1-from" => B.From(inner, "outer"),
            "chain3-from-none" => Within(inner, B.FromNone("outer")),
            "chain5-none-cuts-print-keeps-context" => Within(Within(new A("1"), new B("2")), C.FromNone("3")),
            "chain7-from-other" => Within(inner, B.From(new C("other"), "outer")),
            "chain9-set-cause" => Within(inner, new B("outer") { Cause = inner }),
            _ => throw new InvalidOperationException(id),
        };
        Assert.Equal(expected.GetProperty("cause").GetString(), raised.Cause?.Message);
        Assert.Equal(expected.GetProperty("context").GetString(), raised.Context?.Message);
        Assert.Equal(expected.GetProperty("suppress_context").GetBoolean(), raised.SuppressContext);
        Assert.Equal(expected.GetProperty("print_order").EnumerateArray().Select(static l => l.GetString()), Order(raised));

        static Exception Within(Exception handled, Exception thrown)
        {
            thrown.Context = handled;
            return thrown;
        }
    }

    [Fact]
    public void WhatWasHandledShowsUnlessSuppressed()
    {
        var thrown = Assert.Throws<B>(() => ExceptStar.Of(new A("inner")).On<A>(static _ => throw new B("outer")).ThrowRest());
        Assert.Equal("--context--", Order(thrown)[^2]);
        Assert.Equal("", Assert.IsType<ExceptionGroup>(thrown.Context).Message);
        thrown.SuppressContext = true;
        Assert.Equal(["B: outer"], Order(thrown));
        thrown.Cause = new C("c");
        Assert.Equal(["C: c", "--cause--", "B: outer"], Order(thrown));
        thrown.Cause = null;
        Assert.Equal(["B: outer"], Order(thrown));
    }

    /// <summary>PEP 415: setting the cause suppresses the context, also where it is None.</summary>
    [Fact]
    public void SettingACauseSuppressesTheContext()
    {
        var thrown = new B("outer") { Context = new A("inner") };
        Assert.False(thrown.SuppressContext);
        thrown.Cause = null;
        Assert.True(thrown.SuppressContext);
        Assert.Equal(["B: outer"], Order(thrown));
        thrown.SuppressContext = false;
        Assert.Equal(["A: inner", "--context--", "B: outer"], Order(thrown));
    }

    [Fact]
    public void NotesAsPython()
    {
        var notes = Truth.Of("exceptions", "chaining").GetProperty("notes");
        var noted = new A("x");
        foreach (var note in notes.GetProperty("notes").EnumerateArray()) noted.AddNote(note.GetString()!);
        Assert.Equal(notes.GetProperty("notes").EnumerateArray().Select(static n => n.GetString()), noted.Notes);
        Assert.Equal(notes.GetProperty("formatted_only").EnumerateArray().Select(static n => n.GetString()), Order(noted));
        Assert.Throws<ArgumentNullException>(() => noted.AddNote(null!));

        var group = new ExceptionGroup("m", noted, new B("b"));
        group.AddNote("n1");
        var half = group.Subgroup<A>()!;
        Assert.Equal(["n1"], half.Notes);
        half.AddNote("n2");
        Assert.Equal(["n1"], group.Notes);
    }

    [Fact]
    public void HalvesKeepCauseAndContext()
    {
        var (cause, context) = (new A("cause"), new A("ctx"));
        var group = new ExceptionGroup("m", new A("a"), new B("b")) { Cause = cause, Context = context };
        var (match, rest) = group.Split<A>();
        Assert.All(new[] { match!, rest! }, half => Assert.Equal((cause, context, true), (half.Cause, half.Context, half.SuppressContext)));
        Assert.Null(group.Derive([new A("a")]).Cause);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Raise() => throw new A("raised");

    [MethodImpl(MethodImplOptions.NoInlining)]
    static async Task RaiseLater()
    {
        await Task.Yield();
        Raise();
    }

    [TracebackHide]
    static async Task Guarded() => await RaiseLater();

    static int Recurse(int depth) => depth == 0 ? throw new A("deep") : Recurse(depth - 1) + 1;

    static string File([CallerFilePath] string path = "") => path;

    [Fact]
    public async Task FramesAreWhatWasWritten()
    {
        async Task Outermost()
        {
            Action act = static () => Raise();
            await Guarded().ContinueWith(_ => act(), TaskScheduler.Default);
        }
        var inLambda = await Assert.ThrowsAsync<A>(Outermost);
        Assert.Contains("<lambda>", Traceback.Extract(inLambda).Select(static f => f.Name.Split('.')[^1]));

        var error = await Assert.ThrowsAsync<A>(static () => Guarded());
        var frames = Traceback.Extract(error);
        Assert.Equal(["RaiseLater", "Raise"], frames.Select(static f => f.Name.Split('.')[^1]).Where(static n => !n.StartsWith('<') && n is not "RecordExceptionAsync" and not "ThrowsAsync"));
        Assert.Equal((File(), "static void Raise() => throw new A(\"raised\");"), (frames[^1].FileName, frames[^1].Line));
        Assert.Equal("PyIdioms.Tests.Exceptions.TracebackTests.Raise", frames[^1].Name);
        var text = Traceback.Format(error).ReplaceLineEndings("\n");
        Assert.StartsWith("Traceback (most recent call last):\n  File \"", text);
        Assert.EndsWith($"\n  File \"{File()}\", line {frames[^1].LineNumber}, in PyIdioms.Tests.Exceptions.TracebackTests.Raise\n    static void Raise() => throw new A(\"raised\");\nPyIdioms.Tests.Exceptions.TracebackTests.A: raised\n", text);
        using var writer = new StringWriter();
        Traceback.Print(error, writer);
        Assert.Equal(Traceback.Format(error), writer.ToString());
        Assert.Empty(Traceback.Extract(new A("never thrown")));
        Assert.Throws<ArgumentNullException>(() => Traceback.Format(null!));
    }

    [Fact]
    public void RepeatedFramesAreCounted() =>
        Assert.Contains("  [Previous line repeated ", Traceback.Format(Assert.Throws<A>(static () => _ = Recurse(20))));

    [Fact]
    public void GroupsAreCutWhereTheyAreWideOrDeep()
    {
        var wide = Traceback.Format(new ExceptionGroup("wide", Enumerable.Range(1, 17).Select(static n => new A($"e{n}"))));
        Assert.Contains("+---------------- ... ----------------", wide);
        Assert.Contains("| and 2 more exceptions", wide);
        Assert.DoesNotContain("e16", wide);
        Exception deep = new A("bottom");
        for (var i = 0; i < 12; i++) deep = new ExceptionGroup($"g{i}", deep);
        Assert.Contains("... (max_group_depth is 10)", Traceback.Format(deep));
    }
}
