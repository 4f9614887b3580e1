using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PyIdioms.TestKit;

namespace PyIdioms.Kernel.Tests.Execution;

/// <summary>The values at a point of a program: of x, y, z, b, c.</summary>
readonly record struct Observation(int Point, int X, int Y, int Z, bool B, bool C);

/// <summary>Random methods, compiled together: to be analysed and to be run.</summary>
sealed class RandomPrograms
{
    const string Frame = """
        public class First : Exception;
        public class FirstDerived : First;
        public class Second : Exception;

        public sealed class Scope : IDisposable
        {
            public void Dispose() => Log.MayThrow();
        }

        public static class Log
        {
            [ThreadStatic] public static Action<int, int, int, int, bool, bool> Seen;
            [ThreadStatic] public static int Left;
            [ThreadStatic] public static bool ThrowDerived;

            public static void At(int point, int x, int y, int z, bool b, bool c)
            {
                Seen(point, x, y, z, b, c);
                MayThrow();
            }

            public static void Set(ref int value)
            {
                MayThrow();
                value = 3;
            }

            public static void MayThrow()
            {
                if (--Left == 0) throw ThrowDerived ? new FirstDerived() : new Second();
            }
        }

        """;

    readonly CSharpCompilation compilation;
    readonly FieldInfo seen;
    readonly FieldInfo left;
    readonly FieldInfo derived;

    public RandomPrograms(int count, int seed)
    {
        var random = new Random(seed);
        var methods = Enumerable.Range(0, count).Select(i => ProgramText.Method(i, random)).ToArray();
        Points = [.. methods.Select(m => m.Points)];
        Code = [.. methods.Select(m => m.Code)];
        var bare = Workbench.Compile(Frame + $"public static class Programs\n{{\n{string.Concat(Code)}}}\n");
        compilation = bare.WithOptions(bare.Options.WithNullableContextOptions(NullableContextOptions.Disable).WithOptimizationLevel(OptimizationLevel.Debug));
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5)));
        var assembly = Assembly.Load(stream.ToArray());
        var log = assembly.GetType("Log", throwOnError: true)!;
        (seen, left, derived) = (log.GetField("Seen")!, log.GetField("Left")!, log.GetField("ThrowDerived")!);
        Methods = [.. Enumerable.Range(0, count).Select(i => assembly.GetType("Programs")!.GetMethod("P" + i)!.CreateDelegate<Action<int, bool>>())];
        var tree = compilation.SyntaxTrees[0];
        var model = compilation.GetSemanticModel(tree);
        Graphs = [.. tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Last().Members.OfType<MethodDeclarationSyntax>().Select(m => ControlFlowGraph.Create(m, model)!)];
    }

    public ImmutableArray<string> Code { get; }
    public ImmutableArray<int> Points { get; }
    public ImmutableArray<ControlFlowGraph> Graphs { get; }
    public Compilation Compilation => compilation;
    ImmutableArray<Action<int, bool>> Methods { get; }

    /// <summary>Runs a program once; what is called may throw at the n-th call. Returns the exception that escaped, if one did.</summary>
    public Exception? Run(int program, int a, bool p, int throwAt, Action<Observation> observe)
    {
        seen.SetValue(null, (Action<int, int, int, int, bool, bool>)((point, x, y, z, b, c) => observe(new(point, x, y, z, b, c))));
        left.SetValue(null, throwAt);
        derived.SetValue(null, (throwAt & 1) == 0);
        try
        {
            Methods[program](a, p);
            return null;
        }
        catch (Exception escaped)
        {
            return escaped;
        }
    }
}
