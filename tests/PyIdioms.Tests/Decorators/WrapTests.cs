using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.Tests.Decorators;

/// <summary>What an editor offers at a caret (§), and the text that comes of it.</summary>
public class WrapTests
{
    const string Own = """
        namespace Mine
        {
            public sealed class AuditedAttribute(params string[] tags) : DecoratorAttribute, IHooks<int>
            {
                public int OnEnter(in CallSite site) => tags.Length;
                public void OnExit(in CallSite site, ref int state, Exception? error) { }
            }
            public sealed class NamedAttribute(string name) : DecoratorAttribute, IHooks<int>
            {
                public int OnEnter(in CallSite site) => name.Length;
                public void OnExit(in CallSite site, ref int state, Exception? error) { }
            }
            public class Stack<T>;
            public class OpenAttribute : DecoratorAttribute, IHooks<int>
            {
                public int OnEnter(in CallSite site) => 1;
                public void OnExit(in CallSite site, ref int state, Exception? error) { }
            }
        }
        """;

    public static TheoryData<string, string, string> Layouts() => new()
    {
        {
            "[Timed]",
            """
            public class Service
            {
                /// <summary>Loads.</summary>
                /// <param name="id">Which.</param>
                public string Lo§ad(string id)
                {
                    return id.Length == 0 ? id : Load(id[1..]);
                }
            }
            """,
            """
            public partial class Service
            {
                /// <summary>Loads.</summary>
                /// <param name="id">Which.</param>
                [Timed]
                public partial string Load(string id);

                private string LoadCore(string id)
                {
                    return id.Length == 0 ? id : Load(id[1..]);
                }
            }
            """
        },
        {
            "[Retry]",
            """
            namespace Shop;

            static class Outer
            {
                internal readonly ref struct Inner
                {
                    // A remark.
                    [Obsolete("old")]
                    static async Task<T> §Get<T>(
                        [System.Diagnostics.CodeAnalysis.NotNull] T value, // the value
                        CancellationToken cancel = default)
                        where T : class // of any kind
                        => await Task.FromResult(value);
                }
            }
            """,
            """
            namespace Shop;

            static partial class Outer
            {
                internal readonly ref partial struct Inner
                {
                    // A remark.
                    [Retry]
                    [Obsolete("old")]
                    private static partial Task<T> Get<T>(
                        [System.Diagnostics.CodeAnalysis.NotNull] T value, // the value
                        CancellationToken cancel = default)
                        where T : class;

                    [Obsolete("old")]
                    static async Task<T> GetCore<T>([System.Diagnostics.CodeAnalysis.NotNull] T value,
                        CancellationToken cancel) where T : class // of any kind
                        => await Task.FromResult(value);
                }
            }
            """
        },
        {
            "[Audited]",
            """
            namespace Shop
            {
                public interface IFeed
                {
                    async IAsyncEnumerable<int> Read§(int count = 1, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default) { await Task.Yield(); yield return count; }
                }
            }
            """,
            """
            using Mine;

            namespace Shop
            {
                public partial interface IFeed
                {
                    [Audited]
                    public virtual partial IAsyncEnumerable<int> Read(int count = 1, CancellationToken cancel = default);
                    private async IAsyncEnumerable<int> ReadCore(int count, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel) { await Task.Yield(); yield return count; }
                }
            }
            """
        },
        {
            "[Timed]",
            "static class Texts { public static int §Words(this string text, params int[] skip) => text.Length; }",
            "static partial class Texts { [Timed] public static partial int Words(this string text, params int[] skip); private static int WordsCore(string text, params int[] skip) => text.Length; }"
        },
        {
            "[Audited]",
            """
            // A licence.

            /// <summary>Counts.</summary>
            class Counter
            {
                public int §Next() => 1;
            }
            """,
            """
            // A licence.

            using Mine;

            /// <summary>Counts.</summary>
            partial class Counter
            {
                [Audited]
                public partial int Next();
                private int NextCore() => 1;
            }
            """
        },
        {
            "[Audited]",
            """
            class Counter
            {
                public Stack<int> §Next() => new();
            }
            """,
            """
            partial class Counter
            {
                [global::Mine.Audited]
                public partial Stack<int> Next();
                private Stack<int> NextCore() => new();
            }
            """
        },
        {
            "[LruCache]",
            """
            partial class Sums
            {
                [Timed, Obsolete]
                public partial int §Of(int n);
                private int OfCore(int n) => n;
            }
            """,
            """
            partial class Sums
            {
                [LruCache]
                [Timed, Obsolete]
                public partial int Of(int n);
                private int OfCore(int n) => n;
            }
            """
        },
        {
            "[Timed]",
            """
            class TimedAttribute : Attribute;
            class C
            {
                unsafe int* §M(int* p) => p;
            }
            """,
            """
            class TimedAttribute : Attribute;
            partial class C
            {
                [global::PyIdioms.Timed]
                private unsafe partial int* M(int* p);
                unsafe int* MCore(int* p) => p;
            }
            """
        },
    };

    [Theory, MemberData(nameof(Layouts))]
    public async Task WrappedCodeIsLaidOutAsItWas(string title, string before, string after)
    {
        var (editor, at) = Open(before);
        var offer = Assert.Single(await editor.Wraps(at), action => action.Title == title);
        var text = await (await editor.Apply(offer)).Text();
        Assert.Equal(after, text);
        var generated = await Generated.From(Own, text);
        Assert.Empty(generated.Refusals);
        Assert.Empty(generated.Complaints);
    }

    public static TheoryData<string, string> Joined() => new()
    {
        {
            """
            partial class C
            {
                [Timed, Obsolete, Retry]
                public partial int §M(int x = 1);

                public int Other() => MCore(2);

                [System.Runtime.CompilerServices.MethodImpl(1)]
                int MCore(int x)
                {
                    return x;
                }

                public int Last;
            }
            """,
            """
            partial class C
            {
                [Obsolete]
                [System.Runtime.CompilerServices.MethodImpl(1)]
                public int M(int x = 1)
                {
                    return x;
                }

                public int Other() => M(2);

                public int Last;
            }
            """
        },
        {
            "partial class C { [Timed] [Retry] public static partial Task M(); private async static Task M§Core() { await Task.Yield(); } }",
            "partial class C { public async static Task M() { await Task.Yield(); } }"
        },
        {
            "partial interface I { [Timed] public partial int §M(); private int MCore() => 1; }",
            "partial interface I { sealed int M() => 1; }"
        },
    };

    [Theory, MemberData(nameof(Joined))]
    public async Task ADeclarationGetsItsBodyBack(string before, string after)
    {
        var (editor, at) = Open(before);
        var offer = Assert.Single(await editor.Unwraps(at));
        Assert.Equal("Unwrap 'M'", offer.Title);
        Assert.Equal(after, await (await editor.Apply(offer)).Text());
    }

    [Theory]
    [InlineData("partial class C { [Timed] public partial int §M(int x); int MCore(int y) => y; }")]
    [InlineData("partial class C { [Timed] public partial int §M(); public int MCore() => 1; }")]
    [InlineData("partial class C { [Timed] public partial int §M(); string N => nameof(MCore); int MCore() => 1; }")]
    [InlineData("partial class C { [Timed] public partial int §M(); }\npartial class C\n{\n    // why\n    int MCore() => 1;\n}")]
    [InlineData("partial class C { public int N() => 1; int §NCore() => 1; }")]
    [InlineData("partial class C { public int §MCore() => 1; }")]
    public async Task WhatCannotBeOneIsLeft(string source)
    {
        var (editor, at) = Open(source);
        Assert.Empty(await editor.Unwraps(at));
    }

    [Theory]
    [InlineData("class C { int §M() => 1; int MCore; }")]
    [InlineData("class C { int §M() => 1; int MCore() => 2; }")]
    [InlineData("class B { protected void MCore() { } } class C : B { int §M() => 1; }")]
    [InlineData("class MCore { int §M() => 1; }")]
    [InlineData("abstract class C { public abstract int §M(); }")]
    [InlineData("interface I { int §M(); }")]
    [InlineData("interface I<out T> { int §M() => 1; }")]
    [InlineData("file class C { int §M() => 1; }")]
    [InlineData("class C : IDisposable { void IDisposable.§Dispose() { } }")]
    [InlineData("static class C { extension(string s) { public int §M() => 1; } }")]
    [InlineData("class C { int N() { return M(); int §M() => 1; } }")]
    [InlineData("class C { [System.Runtime.InteropServices.DllImport(\"x\")] static extern int §M(); }")]
    [InlineData("class C { int §M( => 1; }")]
    [InlineData("class C { int M() => §1; }")]
    [InlineData("class C { [Timed] public int §M() => 1; }")]
    [InlineData("class C { public /* why */ int §M() => 1; }")]
    [InlineData("class C<T> { int §M<T>() => 1; }")]
    public async Task NothingIsOfferedElsewhere(string source)
    {
        var (editor, at) = Open(source);
        Assert.Empty(await editor.Wraps(at));
    }

    [Theory]
    [InlineData("class C { int §M(int x) => 1; }", "[Timed] [Logged] [Traced] [Metered] [Profiled] [Retry] [CircuitBreaker] [LruCache] [Audited]")]
    [InlineData("class C { void §M() { } }", "[Timed] [Logged] [Traced] [Metered] [Profiled] [Retry] [CircuitBreaker] [Once] [Audited]")]
    [InlineData("class C { int §M(int[] x) => 1; }", "[Timed] [Logged] [Traced] [Metered] [Profiled] [Retry] [CircuitBreaker] [Audited]")]
    [InlineData("class C { int f; ref int §M() => ref f; }", "[Timed] [Logged] [Traced] [Metered] [Profiled] [Audited]")]
    [InlineData("class C { IAsyncEnumerable<int> §M() => null!; }", "[Timed] [Logged] [Traced] [Metered] [Profiled] [Audited]")]
    [InlineData("partial class C { [Mine.Audited, Timed] public partial int §M(); int MCore() => 1; }", "[Logged] [Traced] [Metered] [Profiled] [Retry] [CircuitBreaker] [LruCache] [Once]")]
    [InlineData("partial class C { int §M(int x) => 1; [LruCache] public partial int M(string x); int MCore(string x) => 1; }", "[Timed] [Logged] [Traced] [Metered] [Profiled] [Retry] [CircuitBreaker] [Audited]")]
    public async Task OfferedIsWhatFits(string source, string titles)
    {
        var (editor, at) = Open(source);
        Assert.Equal(titles, string.Join(" ", (await editor.Wraps(at)).Select(action => action.Title)));
    }

    static (Editor Editor, TextSpan At) Open(string source) => (Editor.Open(Own, source.Replace("§", "")), new(source.IndexOf('§'), 0));
}
