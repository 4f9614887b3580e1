namespace PyIdioms.Tests.Profiling;

/// <summary>Bodies made to break a twin: each runs with marks as it does without.</summary>
[Collection(nameof(LineProfileTests))]
public class TwinTests
{
    /// <summary>A class C with [LineProfiled] partial methods, and Program.Run() that calls them; the longest ones stand in files of their own.</summary>
    public static TheoryData<string> Bodies() =>
    [
        // statements
        "static partial class C { [LineProfiled] public static partial int M(int n); static int MCore(int n) { var a = 1; for (var i = 0; i < n; i++) a += i; while (a > 20) a--; do a++; while (a < 10); foreach (var x in new[] { 1, 2 }) if (x > 1) continue; else a += x; return a; } } public static class Program { public static object Run() => C.M(7); }",
        "static partial class C { [LineProfiled] public static partial int M(int n); static int MCore(int n)\n{\n    var a = 0;\nagain:\n    a++;\n    if (a < n) goto again;\n    switch (a)\n    {\n        case 1: return 1;\n        case 5:\n            a += 2;\n            goto case 9;\n        case 9: a += 3; break;\n        default: goto done;\n    }\n    return a;\ndone:\n    return -a;\n} } public static class Program { public static object Run() => (C.M(1), C.M(5), C.M(7)); }",
        "static partial class C { [LineProfiled] public static partial string M(int n); static string MCore(int n)\n{\n    try\n    {\n        if (n == 0) throw new InvalidOperationException(\"zero\");\n        using var stream = new System.IO.MemoryStream(n);\n        using (stream) using (new System.IO.MemoryStream()) lock (stream) checked { n += 1; }\n        return $\"{n}\";\n    }\n    catch (InvalidOperationException e) when (e.Message == \"zero\") { return e.Message; }\n    catch { throw; }\n    finally\n    {\n        n = -1;\n    }\n} } public static class Program { public static object Run() => C.M(0) + C.M(4); }",
        "static partial class C { [LineProfiled] public static partial int M(object o); static int MCore(object o)\n{\n    if (o is not string { Length: > 1 } text) return -1;\n    while (o is string again && again.Length > 3) { o = again[1..]; }\n    if (!int.TryParse(text, out var n)) return text switch { [_, 'x', ..] => 1, \"ab\" or \"cd\" when text != \"q\" => 2, _ => ((string)o).Length };\n    return n;\n} } public static class Program { public static object Run() => (C.M(1), C.M(\"12\"), C.M(\"ax\"), C.M(\"ab\"), C.M(\"abcdefg\")); }",
        "static partial class C { [LineProfiled] public static partial int M(int n); static int MCore(int n) { int F(int x) { return x <= 1 ? 1 : x * F(x - 1); } static int G(int x) { var y = x; return y + 1; } Func<int, int> h = static x => { var z = x; return z * 2; }; Func<int> k = () => { n++; return n; }; return F(n) + G(n) + h(n) + k(); } } public static class Program { public static object Run() => C.M(5); }",
        "static partial class C { [LineProfiled] public static partial int M(int n); static int MCore(int n) => n switch { 0 => throw new ArgumentException(nameof(n)), > 3 => n * 2, _ => n }; [LineProfiled] public static partial void N(); static void NCore() => throw new NotSupportedException(\"n\"); } public static class Program { public static object Run() { try { C.N(); } catch (NotSupportedException e) { return e.Message + C.M(2) + C.M(4); } return \"\"; } }",
        "static partial class C { [LineProfiled] public static partial int M(int[] a); static int MCore(int[] a) { ref var first = ref a[0]; ref readonly var last = ref a[^1]; first += 5; Span<int> s = stackalloc int[3]; s[0] = first; foreach (ref var x in a.AsSpan()) x++; for (int i = 0, j = 1; i < 3; i++, j += 2) s[i] += j; (var p, var q) = (s[0], s[1]); var (r, _) = (s[2], 0); const int K = 3; return p + q + r + last + K; } } public static class Program { public static object Run() => C.M([1, 2, 3]); }",
        "static partial class C { [LineProfiled] public static unsafe partial int M(int* p, int n); static unsafe int MCore(int* p, int n) { var sum = 0; fixed (char* c = \"abc\") fixed (char* d = \"x\") sum += *c + *d; for (int* e = p + n; p < e; p++) sum += *p; return sum; } } public static unsafe class Program { public static object Run() { var x = stackalloc int[] { 1, 2, 3 }; return C.M(x, 3); } }",
        "unsafe partial class C { [LineProfiled] public partial int M(); int MCore() { int x = 3; int* p = &x; *p += 1; return x; } } public static class Program { public static object Run() => new C().M(); }",

        // what goes in and comes out
        "partial class C { int f = 3; [LineProfiled] public partial ref int M(); ref int MCore() { f++; return ref f; } [LineProfiled] public partial ref readonly int N(in int x); ref readonly int NCore(in int x) => ref f; } public static class Program { public static object Run() { var c = new C(); c.M() += 10; return c.M() + c.N(1); } }",
        "partial class C { [LineProfiled] public partial bool M(ref int a, out string b, in long c, params ReadOnlySpan<int> d); bool MCore(ref int a, out string b, in long c, params ReadOnlySpan<int> d) { a += d.Length; if (a > 3) { b = \"x\"; return true; } b = c.ToString(); return false; } } public static class Program { public static object Run() { var a = 1; return (new C().M(ref a, out var b, 7, 1, 2, 3), a, b); } }",
        "partial class C { [LineProfiled] public partial ReadOnlySpan<char> M(ReadOnlySpan<char> s, scoped Span<int> t); ReadOnlySpan<char> MCore(ReadOnlySpan<char> s, scoped Span<int> t) { t[0] = 1; return s[t[0]..]; } } public static class Program { public static object Run() => new C().M(\"abc\", stackalloc int[1]).ToString(); }",
        "partial struct C { int f; [LineProfiled] public partial int M(int x); int MCore(int x) { f += x; return f; } [LineProfiled] public readonly partial int N(); readonly int NCore() { return f; } } public static class Program { public static object Run() { var c = new C(); c.M(2); c.M(3); return c.N(); } }",
        "partial struct C { int f; [LineProfiled, System.Diagnostics.CodeAnalysis.UnscopedRef] public partial ref int M(); [System.Diagnostics.CodeAnalysis.UnscopedRef] ref int MCore() { return ref f; } public int F => f; } public static class Program { public static object Run() { var c = new C(); c.M() = 4; return c.F; } }",
        "ref partial struct C { Span<int> f; [LineProfiled] public partial int M(Span<int> x); int MCore(Span<int> x) { f = x; return f.Length; } } public static class Program { public static object Run() => new C().M(new int[3]); }",
        "readonly partial record struct C(int X) { [LineProfiled] public partial int M(int x); int MCore(int x) { var y = this with { X = x }; return y.X + X; } } public static class Program { public static object Run() => new C(2).M(3); }",
        "partial class C(int x, string y) { [LineProfiled] public partial string M(); string MCore() { return y + x; } } public static class Program { public static object Run() => new C(2, \"a\").M(); }",
        "partial class C { [LineProfiled] public partial int @class(int @int, int @event); int classCore(int @int, int @event) { var @lock = @int; return @lock + @event; } } public static class Program { public static object Run() => new C().@class(1, 2); }",
        "partial class C { [LineProfiled] public partial int M(int __lines, int __linesResult0); int MCore(int __lines, int __linesResult0) { var __lines_ = __lines; return __lines_ + __linesResult0; } int __MLines => 1; int __MTwin() => 2; } public static class Program { public static object Run() => new C().M(1, 2); }",
        "partial class C { [LineProfiled] public partial int M(int MCore, int LineProfile, int System, int global); int MCore(int MCore, int LineProfile, int System, int global) { return MCore + LineProfile + System + global; } } public static class Program { public static object Run() => new C().M(1, 2, 3, 4); }",

        // generics and places
        "partial class C<T, U> where T : class where U : IEnumerable<T> { [LineProfiled] public partial string M<V>(T x, U y, V z) where V : struct; string MCore<V>(T x, U y, V z) where V : struct { V? w = z; List<Dictionary<T, V>> all = [new() { [x] = z }]; foreach (var t in y) all.Add(new() { [t] = w.Value }); return string.Join(\",\", all.SelectMany(d => d).Select(p => $\"{p.Key}{p.Value}\")); } } public static class Program { public static object Run() => new C<string, List<string>>().M(\"a\", [\"b\", \"c\"], 3); }",
        "partial class C<T> { partial class D<U> { partial struct E<V> where V : struct { [LineProfiled] internal partial string M(T a, U b); string MCore(T a, U b) { V v = default; return $\"{a}{b}{v}\"; } } internal static string Go(T t, U u) => new E<int>().M(t, u); } public static string Go(T t) => D<int>.Go(t, 2); } public static class Program { public static object Run() => C<string>.Go(\"x\"); }",
        "partial class C { [LineProfiled] public partial int M(int x); int MCore(int x) { return x; } [LineProfiled] public partial string M(string x); string MCore(string x) { return x; } [LineProfiled] public partial int M<T>(T x); int MCore<T>(T x) { return typeof(T).Name.Length; } } public static class Program { public static object Run() { var c = new C(); return (c.M(1), c.M(\"a\"), c.M(1.5)); } }",
        "partial interface C { [LineProfiled] public partial int M(int x); private int MCore(int x) { return x + 1; } [LineProfiled] public static partial int S(); private static int SCore() { return 1; } } class D : C; public static class Program { public static object Run() => ((C)new D()).M(2) + C.S(); }",
        "abstract partial class B { public abstract int M(int x); } partial class C : B { [LineProfiled] public override partial int M(int x); int MCore(int x) { return x + ToString()!.Length + base.ToString()!.Length; } } public static class Program { public static object Run() => new C().M(2); }",
        "abstract partial class B { protected virtual int MCore<T>(T x) where T : struct => 1; } sealed partial class C : B { [LineProfiled] public partial int M<T>(T x) where T : struct; protected override int MCore<T>(T x) { T? y = x; return y.Value.GetHashCode() + base.MCore(x); } } public static class Program { public static object Run() => new C().M(2); }",
        "static partial class C { [LineProfiled] public static partial int M(this string s, int n = 4); static int MCore(this string s, int n) { return s.Length + n; } } public static class Program { public static object Run() => \"abc\".M(); }",
        "partial class C { [Timed, LineProfiled, Profiled] public partial int M(int x); int MCore(int x) { return x; } [LineProfiled] [LruCache] public partial long F(int n); long FCore(int n) { if (n < 2) return n; return F(n - 1) + F(n - 2); } } public static class Program { public static object Run() => new C().M(3) + new C().F(50); }",

        // names that the file gives a meaning
        "using A = System.Collections.Generic.List<(int x, string y)>; using static System.Math; using T = System.Text; using unsafe P = int*; partial class C { [LineProfiled] public partial string M(A a); string MCore(A a) { var b = new T.StringBuilder(); foreach (var (x, y) in a) b.Append(Abs(x)).Append(y); return b.ToString(); } } public static class Program { public static object Run() => new C().M([(-1, \"a\")]); }",
        "namespace N { using S = System.String; namespace M.O { using System.Globalization; partial class C { [LineProfiled] public partial S M(); S MCore() { return CultureInfo.InvariantCulture.Name + Inner.K; } } static class Inner { public const string K = \"k\"; } } } public static class Program { public static object Run() => new N.M.O.C().M(); }",
        "using System.Text; namespace N.PyIdioms; using X = System.Int32; partial class C { class System { } [LineProfiled] public partial string M(X x); string MCore(X x) { return new StringBuilder().Append(x).ToString(); } public static string Go() => new C().M(3); } class D { public static string Go() => C.Go(); }\n",
        "#define ON\n#if ON\nusing A = System.Text.StringBuilder;\n#else\nusing A = Nothing;\n#endif\npartial class C { [LineProfiled] public partial string M(); string MCore()\n{\n#if ON\n    var a = new A(); // on\n#else\n    var a = new B();\n#endif\n#region r\n#pragma warning disable CS0168\n    int unused;\n#pragma warning restore CS0168\n#endregion\n#line 7 \"other.cs\"\n    /* a */ a.Append(1 /* b */);\n#nullable disable\n    string s = null;\n#nullable restore\n    return a + s;\n} } public static class Program { public static object Run() => new C().M(); }",

        // text
        "partial class C { [LineProfiled] public partial string M(int n); string MCore(int n)\n{\n    var a = @\"x\n  y\";\n    var b = \"\"\"\n        p\n          q \"r\"\n        \"\"\";\n    var c = $@\"{n}\n {{z}}\";\n    var d = $$\"\"\"\n        {{n + 1}} {s}\n          t\n        \"\"\";\n    var e = \"\"\"\n        u\n        \"\"\"u8;\n    return a + b + c + d + e.Length + $\"{(n > 1 ? \"y\" : \"n\"):D3}\" + $\"{DateTime.MinValue:yyyy}\" + 'c' + '\\n';\n} } public static class Program { public static object Run() => new C().M(3); }",
        "partial class C { [LineProfiled] public partial string M(); string MCore()\r\n{\r\n    var a = @\"x\r\n  y\";\r\n    var b = \"\"\"\r\n        p\r\n        q\r\n        \"\"\";\r\n    return a + b;\r\n} } public static class Program { public static object Run() => new C().M(); }",
        "using System.Runtime.CompilerServices; partial class C { static string Where(string x, [CallerMemberName] string m = \"\", [CallerLineNumber] int l = 0, [CallerFilePath] string f = \"\", [CallerArgumentExpression(nameof(x))] string e = \"\") => $\"{x} {m} {l} {f} {e}\"; class D([CallerLineNumber] int l = 0) { public int L => l; } string this[int i, [CallerLineNumber] long l = 0] => $\"{i}{l}\";\n[LineProfiled] public partial string M();\nstring MCore()\n{\n    var a = Where(\"a\");\n    var b = Where(\n        \"b\" + 1, l: 5);\n    Func<string> c = () =>\n        Where(\"c\");\n    D d = new();\n    return a + b + c() + d.L + new D().L + new D { }.L + this[3] + Where(x: \"q\")\n        + Where(Where(\"in\"));\n} } public static class Program { public static object Run() => new C().M(); }",

        // tasks, iterators, streams
        "partial class C { [LineProfiled] public partial Task<int> M(int n); async Task<int> MCore(int n) { var sum = 0; for (var i = 0; i < n; i++) { await Task.Yield(); sum += i; } await foreach (var x in S()) sum += x; await using var d = new D(); return sum; } static async IAsyncEnumerable<int> S() { yield return 1; await Task.Yield(); yield return 2; } class D : IAsyncDisposable { public ValueTask DisposeAsync() => default; } [LineProfiled] public partial ValueTask V(); async ValueTask VCore() => await Task.Yield(); } public static class Program { public static async Task<string> Run() { await new C().V(); return (await new C().M(4)).ToString(); } }",
        "partial class C { [LineProfiled] public partial IEnumerable<string?> M(int n); IEnumerable<string?> MCore(int n)\n{\n    if (n == 0) yield break;\n    for (var i = 0; i < n; i++) yield return i == 1 ? null : $\"{i}\";\n    try { yield return \"try\"; }\n    finally { n = 0; }\n    yield return new('x', 2);\n} [LineProfiled] public partial System.Collections.IEnumerable N(); System.Collections.IEnumerable NCore() { yield return 1; yield return default; yield return \"a\"; } } public static class Program { public static object Run() => string.Join(\",\", new C().M(3)) + string.Join(\",\", new C().M(0)) + new C().M(9).First() + string.Join(\",\", new C().N().Cast<object?>()); }",
        "partial class C { [LineProfiled] public partial IAsyncEnumerable<int> M(int n, CancellationToken c = default); async IAsyncEnumerable<int> MCore(int n, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken c) { for (var i = 0; i < n; i++) { await Task.Delay(1, c); yield return i; if (c.CanBeCanceled) yield return -1; } } } public static class Program { public static async Task<string> Run() { using var s = new CancellationTokenSource(); var all = new List<int>(); await foreach (var x in new C().M(2).WithCancellation(s.Token)) all.Add(x); return string.Join(\",\", all); } }",
        "partial class C { [LineProfiled] public partial Task<int> M(ReadOnlySpan<char> s); Task<int> MCore(ReadOnlySpan<char> s) { return Task.FromResult(s.Length); } [LineProfiled, System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] public partial Task N(); [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized), Obsolete] Task NCore() { return Task.CompletedTask; } } public static class Program { public static async Task<string> Run() { await new C().N(); return (await new C().M(\"abc\")).ToString(); } }",
        "partial class C { [LineProfiled] public partial Task<string> M(); async Task<string> MCore()\n{\n    try\n    {\n        await Task.FromException(new TimeoutException(\"t\"));\n    }\n    catch (TimeoutException e)\n    {\n        await Task.Yield();\n        return e.Message;\n    }\n    finally { await Task.Yield(); }\n    return \"\";\n} } public static class Program { public static Task<string> Run() => new C().M(); }",
        "partial class C { [LineProfiled] public partial string M(string d); string MCore(string d) { dynamic? nothing = null; var x = d.Length; System.Linq.Expressions.Expression<Func<int, int>> e = n => n + 1; var q = from c in \"abc\" where c > 'a' let u = char.ToUpper(c) orderby u descending select u; return x + e.ToString() + (object?)nothing + string.Concat(q); } } public static class Program { public static object Run() => new C().M(\"abc\"); }",
    ];

    [Theory, MemberData(nameof(Bodies))]
    public async Task RunsAsWithout(string source)
    {
        if (!source.Contains("class Program", StringComparison.Ordinal)) source += "public static class Program { public static object Run() => D.Go(); }";
        var program = await TwinProgram.From("using System.Linq;\n" is var linq && source.StartsWith("#define", StringComparison.Ordinal) ? source : linq + source);
        Assert.True(program.Refusals.IsEmpty, string.Join("\n", program.Refusals));
        Assert.True(!program.Complaints.Any(), string.Join("\n", program.Complaints) + "\n" + program.Text);
        var (plain, measured, lines) = program.Run();
        Assert.Equal(plain, measured);
        Assert.NotEmpty(lines);
    }

    [Theory]
    [InlineData("partial class C { [LineProfiled] public partial int M(); protected virtual int MCore() { return 1; } }", "'MCore' can be overridden")]
    [InlineData("abstract partial class C { [LineProfiled] public partial int M(); protected abstract int MCore(); } class D : C { protected override int MCore() => 1; }", "'MCore' is abstract")]
    [InlineData("partial class C { [LineProfiled] public partial int M(); int MCore() { return F.X; } } file static class F { public static int X => 1; }", "it names 'F', which exists in its file only")]
    [InlineData("partial class C { [LineProfiled] public partial int M(); int MCore() { return new List<F>().Count + \"\".E(); } } file class F { } file static class X { public static int E(this string s) => 1; }", "it names 'F'")]
    [InlineData("partial class C { [LineProfiled] public partial int M(); int MCore() { return \"\".E(); } } file static class X { public static int E(this string s) => 1; }", "it names 'X'")]
    [InlineData("partial class C { [LineProfiled] public partial string M(int n); string MCore(int n) { return $@\"{n}\r\nx\"; } }", "an interpolated text goes over lines that end with a carriage return")]
    [InlineData("partial class C { [LineProfiled] public partial int M(); private partial int MCore(); private partial int MCore() => 1; }", "'MCore' has no body of its own here")]
    public async Task WhatHasNoTwinRunsAsItIs(string source, string message)
    {
        var program = await TwinProgram.From(source);
        var refusal = Assert.Single(program.Refusals);
        Assert.Equal("PYG1201", refusal.Id);
        Assert.Equal("LineProfiled", refusal.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(refusal.Location.SourceSpan));
        Assert.StartsWith($"[LineProfiled] measures nothing here, 'M' runs as it is: {message}", refusal.GetMessage(null));
        Assert.Empty(program.Complaints);
    }

    public static TheoryData<string> Signatures() => Decorators.NastySignatures.Signatures();

    [Theory, MemberData(nameof(Signatures))]
    public async Task EverySignatureHasATwinOrIsRefused(string signature)
    {
        foreach (var decorators in (string[])["LineProfiled", "Profiled, LineProfiled"])
        {
            var program = await TwinProgram.From(signature.Replace("$", decorators, StringComparison.Ordinal));
            Assert.True(!program.Complaints.Any(), string.Join("\n", program.Complaints) + "\n" + program.Text);
            Assert.Subset(new HashSet<string>(["PYG1201"]), program.Refusals.Select(r => r.Id).ToHashSet());
            Assert.True(program.Refusals.IsEmpty || signature.Contains("abstract", StringComparison.Ordinal), string.Join("\n", program.Refusals));
        }
    }

    /// <summary>What a decorator supplies goes through to the body.</summary>
    [Fact]
    public async Task SuppliedArgumentsReachTheTwin()
    {
        var program = await TwinProgram.From("""
            public sealed class NumberedAttribute : DecoratorAttribute, IConcatenate<int>
            {
                public R Around<C, R>(scoped ref C call) where C : struct, IConcatenateCall<int, R>, allows ref struct where R : allows ref struct => call.Invoke(41);
            }
            partial class C { [Numbered, LineProfiled] public partial string M(string a); string MCore(int n, string a) { n++; return a + n; } }
            public static class Program { public static object Run() => new C().M("x"); }
            """);
        Assert.True(!program.Complaints.Any(), string.Join("\n", program.Complaints) + "\n" + program.Text);
        var (plain, measured, lines) = program.Run();
        Assert.Equal(("x42", "x42"), (plain, measured));
        Assert.Single(lines);
    }

    /// <summary>What is wrong with the method itself is told by the decorators' rules, once.</summary>
    [Theory]
    [InlineData("partial class C { [LineProfiled] public int M() => 1; }", "PYG0101")]
    [InlineData("partial class C { [LineProfiled] public partial int M(); }", "PYG0103")]
    [InlineData("partial class C { [LineProfiled] public partial int M(); long MCore() => 1; }", "PYG0104")]
    [InlineData("class C { [LineProfiled] public partial int M(); int MCore() => 1; }", "PYG0102")]
    public async Task RefusedAsADecorator(string source, string id) => Assert.Equal([id], (await TwinProgram.From(source)).Refusals.Select(r => r.Id));

    [Fact]
    public async Task ABodyInAnotherFile()
    {
        var program = await TwinProgram.From(
            "partial class C { [LineProfiled] public partial int M(); }\npublic static class Program { public static object Run() => new C().M(); }",
            "using A = System.Math;\n\npartial class C\n{\n    int MCore()\n    {\n        return A.Abs(-1);\n    }\n}");
        Assert.Empty(program.Complaints);
        var lines = Assert.Single(program.Run().Lines);
        Assert.Equal(("C.M", "User1.cs"), (lines.Method, lines.File));
        Assert.Equal([(5, 0L), (6, 0L), (7, 1L), (8, 0L)], lines.Lines.Select(line => (line.Number, line.Hits)));
    }
}
