using System.Diagnostics;
using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Benchmarks.Incrementality;
using PyIdioms.Generators.ConstEval;

namespace PyIdioms.Benchmarks.Evaluation;

/// <summary>What a compiled formula costs beside the expression written in C# and beside a compiled expression tree; literals beside JSON; and constants of the compiler per edit.</summary>
static class EvalBenchmark
{
    const int Calls = 20_000;
    const int Rounds = 200;

    static double sum;
    static object? held;

    public static int Run()
    {
        var laps = Formulas();
        Literals();
        var (first, elsewhere) = Edits();
        Console.WriteLine();
        var figures = new (string Text, bool Holds)[]
        {
            ($"a compiled formula allocates {laps[2].Bytes.ToString("0.#", CultureInfo.InvariantCulture)} B", laps[2].Bytes == 0),
            ($"an edit elsewhere takes {elsewhere:F2} ms, the evaluation of a constant of 700,000 operations {first:F0} ms (at most a twentieth)", elsewhere * 20 <= first),
        };
        foreach (var (text, holds) in figures) Console.WriteLine($"{(holds ? "held" : "MISSED")}: {text}");
        return figures.All(static f => f.Holds) ? 0 : 1;
    }

    static List<Lap> Formulas()
    {
        const string Text = "max(x, 10) * 2 + (x - y) / (y + 1) if x > y else x ** 2";
        var (compiled, tree, formula) = (Formula.Compile(Text), Tree(), new Formula { X = 12, Y = 5 });
        Debug.Assert(compiled.Evaluate(formula) == tree(formula) && tree(formula) == ByHand(formula));
        var laps = Race.Run(Calls, Rounds,
            new("C# by hand", n => { var total = 0.0; for (var i = 0; i < n; i++) total += ByHand(formula); sum = total; }),
            new("System.Linq.Expressions, compiled", n => { var total = 0.0; for (var i = 0; i < n; i++) total += tree(formula); sum = total; }),
            new("Formula.Compile, evaluated", n => { var total = 0.0; for (var i = 0; i < n; i++) total += compiled.Evaluate(formula); sum = total; }));
        Race.Print("A formula is evaluated", laps);

        Race.Print("A formula is read and evaluated once", Race.Run(200, 40,
            new("Formula.Evaluate", n => { for (var i = 0; i < n; i++) sum += formula.Evaluate(Text); }),
            new("System.Linq.Expressions: made and compiled", n => { for (var i = 0; i < n; i++) sum += Tree()(formula); })));
        return laps;
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static double ByHand(Formula f) => f.X > f.Y ? Math.Max(f.X, 10) * 2 + (f.X - f.Y) / (f.Y + 1) : Math.Pow(f.X, 2);

    static Func<Formula, double> Tree()
    {
        var f = Expression.Parameter(typeof(Formula));
        var (x, y) = (Expression.Property(f, nameof(Formula.X)), Expression.Property(f, nameof(Formula.Y)));
        var max = Expression.Call(typeof(Math).GetMethod(nameof(Math.Max), [typeof(double), typeof(double)])!, x, Expression.Constant(10.0));
        var sum = Expression.Add(Expression.Multiply(max, Expression.Constant(2.0)), Expression.Divide(Expression.Subtract(x, y), Expression.Add(y, Expression.Constant(1.0))));
        return Expression.Lambda<Func<Formula, double>>(Expression.Condition(Expression.GreaterThan(x, y), sum, Expression.Power(x, Expression.Constant(2.0))), f).Compile();
    }

    static void Literals()
    {
        var rows = Enumerable.Range(0, 40).Select(static i => $"{{\"id\": {i}, \"name\": \"row {i}\", \"price\": {i}.25, \"tags\": [\"a\", \"b\", {i * 1000}]}}").ToList();
        var text = $"[{string.Join(", ", rows)}]";
        Race.Print($"The same data of {text.Length} characters is read", Race.Run(100, 100,
            new("JsonDocument.Parse", n => { for (var i = 0; i < n; i++) { using var document = JsonDocument.Parse(text); held = document.RootElement.GetArrayLength(); } }),
            new("JsonNode.Parse, every value looked at", n => { for (var i = 0; i < n; i++) held = Walk(System.Text.Json.Nodes.JsonNode.Parse(text)); }),
            new("Literal.Parse", n => { for (var i = 0; i < n; i++) held = Literal.Parse(text); })));
    }

    static object? Walk(System.Text.Json.Nodes.JsonNode? node) => node switch
    {
        System.Text.Json.Nodes.JsonArray array => array.Select(Walk).ToList(),
        System.Text.Json.Nodes.JsonObject entries => entries.ToDictionary(static e => e.Key, static e => Walk(e.Value)),
        System.Text.Json.Nodes.JsonValue value => value.TryGetValue<long>(out var whole) ? whole : value.TryGetValue<double>(out var number) ? number : value.GetValue<string>(),
        _ => null,
    };

    /// <summary>Milliseconds of the first evaluation, and of the generator after an edit of a body elsewhere.</summary>
    static (double First, double Elsewhere) Edits()
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        const string Constant = """
            public static partial class Tables
            {
                [PyIdioms.ConstEval(Fuel = 5_000_000)] public static partial int Sum { get; }
                static int SumCore() { var sum = 0; for (var i = 0; i < 80_000; i++) sum += i & 3; return sum; }
            }
            """;
        var trees = new[] { Constant, Elsewhere(0) }.Concat(Enumerable.Range(0, 200).Select(static i => $"class Filler{i} {{ int M() {{ return {i}; }} }}")).Select((text, i) => CSharpSyntaxTree.ParseText(text, options, $"{i}.cs")).ToList();
        Compilation compilation = CSharpCompilation.Create("Edited", trees, Subject.Framework.Append(MetadataReference.CreateFromFile(typeof(ConstEvalAttribute).Assembly.Location)), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ConstEvalGenerator().AsSourceGenerator()], parseOptions: options);
        var first = Timed(() => driver = driver.RunGenerators(compilation));
        if (driver.GetRunResult().GeneratedTrees is not [var made] || !made.ToString().Contains("=> 120000;", StringComparison.Ordinal)) throw new InvalidOperationException("The constant is another one.");
        var elsewhere = double.MaxValue;
        var edited = trees[1];
        for (var edit = 1; edit < 40; edit++)
        {
            var next = CSharpSyntaxTree.ParseText(Elsewhere(edit), options, "1.cs");
            compilation = compilation.ReplaceSyntaxTree(edited, next);
            edited = next;
            elsewhere = Math.Min(elsewhere, Timed(() => driver = driver.RunGenerators(compilation)));
        }
        Console.WriteLine($"\nA constant of the compiler in 200 files\n\n| | ms |\n|---|--:|\n| evaluated first | {first:F1} |\n| after an edit of a body elsewhere | {elsewhere:F2} |");
        return (first, elsewhere);

        static string Elsewhere(int edit) => $"class Elsewhere {{ int M() {{ return {edit}; }} }}";

        static double Timed(Action action)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }
}

/// <summary>What the formulas can name.</summary>
[SafeEval(Builtins = SafeBuiltins.Numbers)]
public sealed partial class Formula
{
    /// <summary>A number.</summary>
    [Var]
    public double X { get; init; }

    /// <summary>Another one.</summary>
    [Var]
    public double Y { get; init; }
}
