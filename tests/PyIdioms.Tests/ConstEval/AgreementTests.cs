using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.ConstEval;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.ConstEval;

/// <summary>Corners of the language, by hand: what the compiler evaluates is what the method returns when it runs.</summary>
public class AgreementTests
{
    static readonly (string Type, string Body)[] Programs =
    [
        ("int", "int i = 5; int a = i++ * 10 + i; int b = ++i * 10 + i--; return a * 1000 + b + i;"),
        ("string", "byte b = 255; try { checked { b++; } return \"no\"; } catch (OverflowException) { return \"overflow \" + b; }"),
        ("int", "sbyte b = -128; unchecked { b--; } return b;"),
        ("int", "int m = int.MinValue, n = -1; try { return m % n; } catch (OverflowException) { return 7; }"),
        ("int", "long m = long.MinValue, n = -1; try { return (int)(m % n); } catch (OverflowException) { return 7; }"),
        ("int", "int n = 0; do n++; while (n < 0); return n;"),
        ("string", "var log = \"\"; try { try { log += \"a\"; throw new InvalidOperationException(); } catch (InvalidOperationException) { log += \"b\"; throw new ArgumentException(); } finally { log += \"c\"; } } catch (ArgumentException) { log += \"d\"; } return log;"),
        ("string", "try { try { throw new InvalidOperationException(\"outer\"); } catch (InvalidOperationException) { try { throw new ArgumentException(\"inner\"); } catch (ArgumentException) { } throw; } } catch (InvalidOperationException e) { return e.Message; } catch (ArgumentException e) { return \"wrong \" + e.Message; }"),
        ("int", "int F() { for (var i = 0; ; i++) { try { if (i == 3) return i; } finally { for (var k = 0; k < 2; k++) { if (k == 1) break; } } } } return F();"),
        ("int", "var n = 0; again: try { n++; if (n < 3) goto again; } finally { switch (n) { case 1: goto case 2; case 2: break; } } return n;"),
        ("string", "var s = \"\"; for (var i = 0; i < 3; i++) { foreach (var c in \"xyz\") { if (c == 'y') continue; if (i == 1) break; s += c; } s += i; } return s;"),
        ("int", "int[] a = [1, 2, 3, 4, 5]; return a is [1, .., var x, 5] ? x : -1;"),
        ("int", "int[] a = [1, 2, 3, 4, 5]; return a is [_, .. var rest, _] ? rest.Length * 10 + rest[0] : -1;"),
        ("int", "return \"abc\" is [var first, .., var last] ? first * 1000 + last : 0;"),
        ("int", "var g = new int[2, 3, 4]; g[1, 2, 3] = 5; g[1, 0, 3] = 7; g[0, 2, 1] = 9; var s = 0; foreach (var x in g) s = unchecked(s * 3 + x); return s;"),
        ("int[,]", "var g = new int[2, 3]; for (var i = 0; i < 2; i++) { for (var k = 0; k < 3; k++) g[i, k] = i * 10 + k; } return g;"),
        ("int", "object o = 5L; return o is > 3 ? 1 : o is > 3L ? 2 : 3;"),
        ("double", "double z = 0; return -z;"),
        ("float", "float z = 0; return -z;"),
        ("decimal", "return 1.10m + 2.200m;"),
        ("decimal", "return -0.00m;"),
        ("string", "var s = \"\"; for (var i = 0; i < 3; i++) { switch (i) { case 0: s += \"a\"; goto case 2; case 1: s += \"b\"; goto default; case 2: s += \"c\"; break; default: s += \"d\"; break; } } return s;"),
        ("int", "var p = new Point(1, 2); Point Get() { return p; } Get().Move(5); var q = Get(); q.Move(7); return p.X * 100 + q.X;"),
        ("int", "var all = new Point[] { new(1, 2) }; all[0].Move(5); var copy = all[0]; copy.Move(5); return all[0].X * 100 + copy.X;"),
        ("int", "object o = 1; try { return (int)(long)o; } catch (InvalidCastException) { return 9; }"),
        ("long", "long s = 0; foreach (long x in new int[] { int.MaxValue, 1 }) s += x * 2; return s;"),
        ("int", "int[] a = [1]; try { return a[1]; } catch (IndexOutOfRangeException) { return 4; }"),
        ("int", "var a = new List<int> { 1 }; try { return a[1]; } catch (ArgumentOutOfRangeException) { return 4; }"),
        ("int", "int? n = null; n ??= 4; n += 2; return n.Value + (n > 5 ? 10 : 0);"),
        ("bool", "double n = double.NaN; return (n, 1) == (n, 1);"),
        ("bool", "return new Real(double.NaN) == new Real(double.NaN);"),
        ("bool", "return new RealValue(double.NaN, -0.0) == new RealValue(double.NaN, 0.0);"),
        ("bool", "return new Loose(\"ab\") == new Loose(\"cd\") && new Loose(\"a\") != new Loose(\"cd\");"),
        ("bool", "return new Keyed(new Key(12)) == new Keyed(new Key(2));"),
        ("bool", "var k = new Key(1); return k == new Key(1) || !k.Equals(new Key(11)) || !new List<Key> { k }.Contains(new Key(21));"),
        ("bool", "return new List<double> { double.NaN }.Contains(double.NaN) && Array.IndexOf(new[] { 1.0, double.NaN }, double.NaN) == 1 && new[] { double.NaN }.SequenceEqual(new[] { double.NaN });"),
        ("int", "var all = new HashSet<Pair> { new(1, \"a\"), new(1, \"a\"), new(2, \"a\") }; return all.Count * 10 + (all.Contains(new(2, \"a\")) ? 1 : 0);"),
        ("int", "var all = new Dictionary<Pair, int> { [new(1, \"a\")] = 5 }; all[new(1, \"a\")] += 2; return all[new(1, \"a\")] * 10 + all.Count;"),
        ("int", "var all = new HashSet<(Pair, int)> { (new(1, \"a\"), 2), (new(1, \"a\"), 2) }; return all.Count;"),
        ("int", "return new[] { new Loose(\"a\"), new Loose(\"b\"), new Loose(\"cd\") }.Distinct().Count();"),
        ("int", "return new[] { new Money(1, \"a\"), new Money(1, \"b\"), new Money(2, \"a\") }.ToHashSet().Count;"),
        ("bool", "return new Pair(1, \"a\") == new Pair(1, \"a\") && new Pair(1, \"a\") != new Pair(1, \"b\");"),
    ];

    const string Types = """
        public sealed record Real(double Value);
        public readonly record struct RealValue(double Value, double Other);
        public sealed record Loose(string Text) { public bool Equals(Loose other) => other is not null && Text.Length == other.Text.Length; public override int GetHashCode() => Text.Length; }
        public sealed class Key(int n) { public int N => n; public override bool Equals(object o) => o is Key key && key.N % 10 == N % 10; public override int GetHashCode() => N % 10; }
        public sealed record Keyed(Key Key);
        public readonly struct Money(int amount, string note) : IEquatable<Money> { public int Amount { get; } = amount; public string Note { get; } = note; public bool Equals(Money other) => Amount == other.Amount; public override bool Equals(object o) => throw new NotSupportedException(); public override int GetHashCode() => Amount; }

        """;

    [Fact]
    public async Task ConstantsAreWhatTheirCoresReturn()
    {
        var members = Programs.Select(static (p, i) => $"[ConstEval] public static partial {p.Type} C{i} {{ get; }} static {p.Type} C{i}Core() {{ {p.Body} }}\n");
        var run = await Run.Of(new ConstEvalGenerator(), new ConstEvalRules(), ConstantProgram.Frame + Types + "public static partial class Programs\n{\n" + string.Concat(members) + "}\n");
        var errors = run.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Concat(run.Refusals).Select(static d => $"{d}\n{ConstantProgramTests.LineOf(d.Location)}").ToList();
        Assert.True(errors.Count == 0, string.Join('\n', errors));
        var context = new AssemblyLoadContext("Agreement", isCollectible: true);
        try
        {
            using var image = new MemoryStream();
            Assert.True(run.Compilation.Emit(image).Success);
            image.Position = 0;
            var type = context.LoadFromStream(image).GetType("Programs")!;
            for (var i = 0; i < Programs.Length; i++)
            {
                var runs = ConstantProgramTests.Ask(() => type.GetMethod($"C{i}Core", BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, null));
                var evaluated = ConstantProgramTests.Ask(() => type.GetProperty($"C{i}")!.GetValue(null));
                Assert.True(runs == evaluated, $"{Programs[i].Body}\nruns:      {runs}\nevaluated: {evaluated}");
            }
        }
        finally
        {
            context.Unload();
        }
    }
}
