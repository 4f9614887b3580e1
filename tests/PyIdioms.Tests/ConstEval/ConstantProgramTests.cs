using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.ConstEval;
using PyIdioms.Tests.Decorators;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.ConstEval;

/// <summary>What the compiler evaluates is what the method returns when it runs. PYIDIOMS_CONSTANTS=10000:7 asks more programs of another seed.</summary>
public class ConstantProgramTests(ITestOutputHelper output)
{
    const int Batch = 100;

    static (int Count, int Seed) Size { get; } = (Environment.GetEnvironmentVariable("PYIDIOMS_CONSTANTS") ?? "300:1").Split(':') switch
    {
        [var count, var seed] => (int.Parse(count, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture)),
        [var count, ..] => (int.Parse(count, CultureInfo.InvariantCulture), 1),
        _ => throw new InvalidOperationException(),
    };

    [Fact]
    public async Task ConstantsAreWhatTheirCoresReturn()
    {
        var (values, exceptions, refused) = (0, 0, 0);
        for (var batch = 0; batch * Batch < Size.Count; batch++)
        {
            var random = new Random(Size.Seed * 1_000_000 + batch);
            var members = Compiling(Enumerable.Range(0, Batch).Select(i => ConstantProgram.Member(i, random)).ToList());
            var run = await Run.Of(new ConstEvalGenerator(), new ConstEvalRules(), Program(members));
            var errors = run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
            Assert.True(errors.Count == 0, string.Join('\n', errors.Take(5).Select(e => $"{e}\n{LineOf(e.Location)}")));
            var context = new AssemblyLoadContext("Constants", isCollectible: true);
            try
            {
                using var image = new MemoryStream();
                Assert.True(run.Compilation.Emit(image).Success);
                image.Position = 0;
                var type = context.LoadFromStream(image).GetType("Programs")!;
                for (var i = 0; i < Batch; i++)
                {
                    if (members[i].Length == 0) continue;
                    var refusal = run.Refusals.FirstOrDefault(r => MemberOf(r) == i);
                    var expected = Ask(() => type.GetMethod($"C{i}Core", BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, null));
                    if (refusal is { Id: "PYG2105" or "PYG2106" })
                    {
                        // What C# leaves open is refused; nothing else here should be.
                        Assert.True(refusal.Id == "PYG2106" || refusal.GetMessage().Contains("C# does not say", StringComparison.Ordinal), $"{refusal}\n{LineOf(refusal.Location)}\n{members[i]}");
                        refused++;
                        continue;
                    }
                    var actual = refusal is { Id: "PYG2107" } ? "throws " + refusal.GetMessage().Split("throws ")[1].Split(':')[0] : refusal is not null ? refusal.ToString() : Ask(() => type.GetProperty($"C{i}")!.GetValue(null));
                    Assert.True(expected == actual, $"batch {batch}, seed {Size.Seed}\n{members[i]}\nruns:      {expected}\nevaluated: {actual}\n{string.Join('\n', run.Files.Where(f => f.FilePath.Contains($".C{i}.g", StringComparison.Ordinal)))}");
                    if (refusal is null) values++;
                    else exceptions++;
                }
            }
            finally
            {
                context.Unload();
            }
        }
        output.WriteLine($"{Size}: {values} values, {exceptions} exceptions, {refused} refused");
        Assert.True(values > Size.Count / 3 && exceptions > 0, $"{values} {exceptions} {refused}");
    }

    static string Program(IEnumerable<string> members) => ConstantProgram.Frame + "public static partial class Programs\n{\n" + string.Concat(members) + "}\n";

    /// <summary>The compiler refuses some: constants that overflow, patterns that never match. Such members are left empty.</summary>
    static List<string> Compiling(List<string> members)
    {
        while (true)
        {
            // CS9248: the part that is to be generated.
            var errors = Generated.Compile(Program(members)).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS9248").ToList();
            if (errors.Count == 0) return members;
            var kept = new List<string>(members);
            foreach (var error in errors)
            {
                var at = error.Location.SourceSpan.Start - Program([]).Length + 2;
                var member = 0;
                for (; at >= members[member].Length; member++) at -= members[member].Length;
                kept[member] = "";
            }
            members = kept;
        }
    }

    /// <summary>Which member a refusal is about: its message names it, or it stands in its Core.</summary>
    static int MemberOf(Diagnostic refusal)
    {
        if (refusal.GetMessage().Split('\'') is [_, ['C', .. var named], ..] && int.TryParse(named, out var number)) return number;
        var line = refusal.Location.GetLineSpan().StartLinePosition.Line;
        var text = refusal.Location.SourceTree!.GetText().Lines;
        for (; line >= 0; line--)
        {
            var at = text[line].ToString();
            if (at.Contains("public static partial ", StringComparison.Ordinal) && at.Contains("ConstEval(", StringComparison.Ordinal)) return int.Parse(at[(at.IndexOf("{ get;", StringComparison.Ordinal) - 6)..].Split('C', ' ').First(p => p.Length > 0 && char.IsAsciiDigit(p[0])), CultureInfo.InvariantCulture);
        }
        return -1;
    }

    internal static string LineOf(Location location) => location.SourceTree?.GetText().Lines[location.GetLineSpan().StartLinePosition.Line].ToString() ?? "";

    internal static string Ask(Func<object?> ask)
    {
        try
        {
            return Shown(ask());
        }
        catch (TargetInvocationException e)
        {
            return "throws " + e.InnerException!.GetType().Name;
        }
    }

    static string Shown(object? value) => value switch
    {
        null => "null",
        double number => BitConverter.DoubleToInt64Bits(number) is var bits && double.IsNaN(number) ? "double NaN" : $"double {bits:x} {number.ToString("R", CultureInfo.InvariantCulture)}",
        float number => float.IsNaN(number) ? "float NaN" : $"float {BitConverter.SingleToInt32Bits(number):x}",
        string text => $"\"{text}\"",
        char c => $"char {(int)c}",
        Array array => $"{array.GetType().Name} {array.Length} [{string.Join(", ", array.Cast<object?>().Select(Shown))}]",
        System.Runtime.CompilerServices.ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Shown(tuple[i])))})",
        IFormattable number => $"{number.GetType().Name} {number.ToString(null, CultureInfo.InvariantCulture)}",
        _ => value.ToString()!,
    };
}
