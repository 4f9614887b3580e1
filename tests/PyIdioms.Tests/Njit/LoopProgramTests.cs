using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Njit;
using PyIdioms.Tests.Decorators;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Njit;

/// <summary>A loop over vectors does what the loop that it was made of does, bit for bit. PYIDIOMS_LOOPS=500:4000:7 asks more loops, more often, of another seed.</summary>
public class LoopProgramTests(ITestOutputHelper output)
{
    const int Batch = 50;

    delegate long Loop(Span<double> d0, Span<double> d1, Span<float> f0, Span<float> f1, Span<int> i0, Span<int> i1, Span<uint> u0, Span<uint> u1, Span<long> l0, Span<long> l1, Span<byte> b0, Span<byte> b1, Span<short> s0, Span<short> s1, int n, int m, double x, float y);

    static int[] Size { get; } = [.. (Environment.GetEnvironmentVariable("PYIDIOMS_LOOPS") ?? "200:250:1").Split(':').Select(static s => int.Parse(s, CultureInfo.InvariantCulture))];

    [Fact]
    public async Task VectorsDoWhatTheLoopDoes()
    {
        var (vector, scalar, cases, thrown) = (0, 0, 0, 0);
        for (var batch = 0; batch * Batch < Size[0]; batch++)
        {
            var random = new Random(Size[2] * 1_000_000 + batch);
            var methods = Enumerable.Range(0, Batch).Select(i => LoopProgram.Method("L" + i, random, "[Njit]")).ToList();
            var good = methods.Where(static m => Generated.Compile($"public static partial class Loops {{ {LoopProgram.Helpers} {m} }}").GetDiagnostics().All(static d => d.Severity != DiagnosticSeverity.Error || d.Id == "CS8795")).ToList();
            var run = await Run.Of(new NjitGenerator(), new NjitRules(), $"public static partial class Loops {{ {LoopProgram.Helpers} {string.Join('\n', good)} }}");
            var errors = run.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).ToList();
            Assert.True(errors.Count == 0, string.Join('\n', errors.Take(5).Select(static e => $"{e}\n{e.Location.SourceTree!.GetText().Lines[e.Location.GetLineSpan().StartLinePosition.Line]}")));
            var context = new AssemblyLoadContext("Loops", isCollectible: true);
            try
            {
                using var image = new MemoryStream();
                Assert.True(run.Compilation.Emit(image).Success);
                image.Position = 0;
                var type = context.LoadFromStream(image).GetType("Loops")!;
                foreach (var method in type.GetMethods(BindingFlags.Static | BindingFlags.Public).Where(static m => !m.Name.EndsWith("Core", StringComparison.Ordinal)))
                {
                    var file = run.Files.Single(f => f.FilePath.Contains($".{method.Name}.", StringComparison.Ordinal)).ToString();
                    if (!file.Contains("the iterations are lanes", StringComparison.Ordinal) && !file.Contains(": a formula", StringComparison.Ordinal))
                    {
                        scalar++;
                        continue;
                    }
                    vector++;
                    var (core, fast) = (type.GetMethod(method.Name + "Core")!.CreateDelegate<Loop>(), method.CreateDelegate<Loop>());
                    for (var k = 0; k < Size[1]; k++, cases++)
                    {
                        var seed = HashCode.Combine(Size[2], batch, k);
                        var (expected, actual) = (new LoopData(new(seed)), new LoopData(new(seed)));
                        var (first, second) = (Call(core, expected), Call(fast, actual));
                        if (first.Contains("Exception", StringComparison.Ordinal)) thrown++;
                        if (first == second && expected.Differs(actual) is null) continue;
                        var source = good.Single(m => m.Contains($" {method.Name}(", StringComparison.Ordinal));
                        Assert.Fail($"batch {batch}, case {k}, n {expected.N}, m {expected.M}: {first} {second} {expected.Differs(actual)}\n{source}\n{file}");
                    }
                }
            }
            finally
            {
                context.Unload();
            }
        }
        output.WriteLine($"{vector} loops over vectors, {scalar} scalar, {cases} cases, {thrown} threw");
        Assert.True(vector > scalar / 2, $"{vector} of {vector + scalar} loops run over vectors");
    }

    static string Call(Loop loop, LoopData data)
    {
        try
        {
            return loop(data.D.First, data.D.Second, data.F.First, data.F.Second, data.I.First, data.I.Second, data.U.First, data.U.Second, data.L.First, data.L.Second, data.B.First, data.B.Second, data.S.First, data.S.Second, data.N, data.M, data.X, data.Y).ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IndexOutOfRangeException or NullReferenceException or OverflowException or DivideByZeroException)
        {
            return e.GetType().Name;
        }
    }
}
