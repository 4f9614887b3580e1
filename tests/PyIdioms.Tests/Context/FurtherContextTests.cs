using System.Text.Json;
using System.Text.Json.Nodes;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Context;

/// <summary>Tokens, snapshots and tasks in further programs do what CPython's do.</summary>
public class FurtherContextTests
{
    readonly ContextVar<int> v = new("v", 0), w = new("w");
    readonly ContextVar<string> n = new("n", "none");

    public static IEnumerable<TheoryDataRow<string>> Ids(string section) => Truth.Of("asked", section).EnumerateArray().Select(c => new TheoryDataRow<string>(c.GetProperty("id").GetString()!));

    static string Answer(string section, string id) => JsonNode.Parse(Truth.Of("asked", section).EnumerateArray().Single(c => c.GetProperty("id").GetString() == id).GetProperty("result").GetRawText())!.ToJsonString();

    /// <summary>LookupError and the KeyError of a mapping are one here.</summary>
    static string NameOf(Exception error) => error switch
    {
        KeyNotFoundException => "LookupError",
        ArgumentException => "ValueError",
        InvalidOperationException => "RuntimeError",
        _ => error.ToString(),
    };

    [Theory, MemberData(nameof(Ids), "contextvar")]
    public async Task SynchronousAsPython(string id)
    {
        JsonObject given;
        try
        {
            given = new() { ["ok"] = JsonSerializer.SerializeToNode(await Task.Run(() => Tokens(id) ?? Snapshots(id))) };
        }
        catch (Exception error)
        {
            given = new() { ["raised"] = new JsonArray(NameOf(error), "") };
        }
        Assert.Equal(Answer("contextvar", id).Replace("KeyError", "LookupError"), given.ToJsonString());
    }

    [Theory, MemberData(nameof(Ids), "contextvar_tasks")]
    public async Task TasksAsPython(string id) => Assert.Equal(Answer("contextvar_tasks", id), new JsonObject { ["ok"] = JsonSerializer.SerializeToNode(await Tasks(id)) }.ToJsonString());

    object? Tokens(string id)
    {
        switch (id)
        {
            case "get-with-a-fallback-beats-the-default": return new[] { v.Get(5), w.Get(6) };
            case "set-beats-the-fallback":
                v.Set(1);
                return v.Get(5);
            case "reset-to-nothing":
                w.Reset(w.Use(1));
                return w.TryGet(out var there) ? there : "unset";
            case "reset-to-nothing-then-read":
                w.Reset(w.Use(1));
                return w.Value;
            case "old-value-missing-with-a-default": return !v.Use(1).HasOldValue;
            case "variable-of-the-token": return ReferenceEquals(v.Use(1).Variable, v);
            case "nested-in-order":
                var (outer, inner) = (v.Use(1), v.Use(2));
                var seen = new List<int> { v.Value };
                inner.Dispose();
                seen.Add(v.Value);
                outer.Dispose();
                seen.Add(v.Value);
                return seen;
            case "reset-of-the-first-then-set-then-the-second":
                var (first, second) = (v.Use(1), v.Use(2));
                first.Dispose();
                v.Set(9);
                second.Dispose();
                return v.Value;
            case "used-token-behind-a-new-set":
                var used = v.Use(1);
                used.Dispose();
                v.Set(2);
                v.Reset(used);
                return null;
            case "token-of-another-variable":
                v.Reset(w.Use(1));
                return null;
            case "token-of-outside-used-inside":
                var outside = v.Use(1);
                ContextSnapshot.Copy().Run(outside.Dispose);
                return null;
            case "token-of-inside-used-in-the-next-run":
                var snapshot = ContextSnapshot.Copy();
                var token = snapshot.Run(() => v.Use(5));
                snapshot.Run(token.Dispose);
                return snapshot.Run(() => v.Value);
            case "token-of-inside-used-outside":
                ContextSnapshot.Copy().Run(() => v.Use(5)).Dispose();
                return null;
            default: return null;
        }
    }

    object? Snapshots(string id)
    {
        var (a, b) = (ContextSnapshot.Copy(), ContextSnapshot.Copy());
        switch (id)
        {
            case "changes-stay-when-the-code-raises":
                Assert.Throws<FormatException>(() => a.Run(() =>
                {
                    v.Set(3);
                    throw new FormatException();
                }));
                return new[] { a[v], v.Value };
            case "two-snapshots-within-one-another":
                var got = a.Run(() =>
                {
                    v.Set(1);
                    var inner = b.Run(() =>
                    {
                        v.Set(2);
                        return v.Value;
                    });
                    return new List<object?> { inner, v.Value };
                });
                return got.Concat([v.Value, a[v], b[v]]);
            case "the-same-snapshot-within-itself": return a.Run(() => a.Run(() => v.Value));
            case "the-same-snapshot-below-another": return a.Run(() => b.Run(() => a.Run(() => v.Value)));
            case "the-same-snapshot-on-two-threads":
                using (ManualResetEventSlim inside = new(), leave = new())
                {
                    var thread = new Thread(() => a.Run(() =>
                    {
                        inside.Set();
                        leave.Wait();
                    }));
                    thread.Start();
                    inside.Wait();
                    Assert.Throws<InvalidOperationException>(() => a.Run(() => v.Value));
                    leave.Set();
                    thread.Join();
                    return new object[] { "refused", a.Run(() => v.Value) };
                }
            case "threads-begin-with-nothing":
                v.Set(1);
                var read = new List<int>();
                var bare = new Thread(() => read.Add(v.Value));
                bare.UnsafeStart();
                bare.Join();
                return read;
            case "copy-inside-a-run-sees-its-changes":
                return a.Run(() =>
                {
                    v.Set(4);
                    return ContextSnapshot.Copy();
                })[v];
            case "reset-removes-it-from-the-snapshot":
                return a.Run(() =>
                {
                    var token = w.Use(4);
                    var isIn = ContextSnapshot.Copy().ContainsKey(w);
                    token.Dispose();
                    return new[] { isIn, ContextSnapshot.Copy().ContainsKey(w) };
                }).Append(a.ContainsKey(w));
            case "size-and-order-of-a-snapshot":
                var before = a.Count;
                v.Set(1);
                w.Set(2);
                var both = ContextSnapshot.Copy();
                return new object[] { both.Count - before, both.Where(p => p.Key == v || p.Key == w).OrderBy(p => p.Key.Name).Select(p => new[] { p.Key.Name, p.Value }) };
            case "empty-snapshot": return new object[] { a.Count, a.ContainsKey(v) };
            case "get-of-a-snapshot":
                v.Set(1);
                return new object?[] { a.TryGetValue(v, out var none) ? none : null, a.Get(v, 7) };
            case "missing-in-a-snapshot": return a[v];
            case "what-a-run-gives": return a.Run(() => 1 + 2);
            default: throw new NotSupportedException(id);
        }
    }

    async Task<object?> Tasks(string id)
    {
        switch (id)
        {
            case "a-task-sees-what-was-set-before-it":
                n.Set("a");
                var task = Task.Run(() => n.Value);
                n.Set("b");
                return new[] { await task, n.Value };
            case "a-task-of-a-task":
                n.Set("a");
                var both = await Task.Run(async () =>
                {
                    n.Set(n.Value + "b");
                    var leaf = await Task.Run(() =>
                    {
                        n.Set(n.Value + "c");
                        return n.Value;
                    });
                    return new[] { leaf, n.Value };
                });
                return both.Append(n.Value);
            case "children-of-a-group-have-copies":
                n.Set("p");
                var children = new List<TaskHandle<string>>();
                await TaskGroup.RunAsync(tg =>
                {
                    foreach (var x in "abc") children.Add(tg.Start(_ => AddAsync(x)));
                });
                return children.Select(c => c.Result).Append(n.Value);
            case "children-see-what-was-set-at-their-start":
                var seen = new List<string>();
                await TaskGroup.RunAsync(tg =>
                {
                    foreach (var x in "123")
                    {
                        n.Set($"{x}");
                        if (x == '3') continue;
                        tg.Start(_ =>
                        {
                            lock (seen) seen.Add(n.Value);
                            return Task.CompletedTask;
                        });
                    }
                });
                return seen;
            case "to-thread-takes-them-along":
                n.Set("p");
                return await Task.Run(() => n.Value);
            case "two-tasks-in-one-context":
                var snapshot = ContextSnapshot.Copy();
                await snapshot.RunAsync(_ => AddAsync('a'));
                await snapshot.RunAsync(_ => AddAsync('b'));
                return new[] { snapshot[n], n.Value };
            case "a-timeout-keeps-what-was-set-around-it":
                n.Set("p");
                return await CancelScope.FailAfter(TimeSpan.FromMinutes(1), async _ =>
                {
                    await Task.Yield();
                    return n.Value;
                });
            case "set-across-an-await":
                string inside;
                using (n.Use("x"))
                {
                    await Task.Yield();
                    inside = n.Value;
                }
                return new[] { inside, n.Value };
            case "call-later-snapshots":
                n.Set("p");
                var got = new TaskCompletionSource<string>();
                await using (new Timer(_ => got.SetResult(n.Value), null, 1, Timeout.Infinite))
                {
                    n.Set("q");
                    return await got.Task;
                }
            default: throw new NotSupportedException(id);
        }
    }

    async Task<string> AddAsync(char x)
    {
        n.Set(n.Value + x);
        await Task.Yield();
        return n.Value;
    }
}
