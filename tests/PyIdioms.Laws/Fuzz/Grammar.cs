using System.Globalization;
using System.Reflection;

namespace PyIdioms.Laws.Fuzz;

/// <summary>Writes random programs about what the rules are about: tasks, exceptions, look-ups, locks, patterns, decorated methods.</summary>
public sealed class Grammar(Random random)
{
    /// <summary>Our own attributes, found by reflection: generators are fed from the day they are written.</summary>
    static readonly string[] Attributes = [.. Assembly.Load("PyIdioms").GetExportedTypes()
        .Where(type => typeof(Attribute).IsAssignableFrom(type) && !type.IsAbstract && !type.IsGenericType)
        .Select(type => "global::" + type.FullName!.Replace('+', '.')).Append("Obsolete")];

    static readonly string[] Types = ["int", "string", "Task", "Task<int>", "ValueTask", "ValueTask<string?>", "IAsyncEnumerable<int>", "void", "bool?", "T", "ref int", "ReadOnlySpan<char>", "(int A, string B)", "Missing", "dynamic"];

    static readonly string[] Arguments = ["", "int n", "in int n, CancellationToken ct = default", "ref T item, params ReadOnlySpan<int> rest", "out string text", "this int n", "scoped Span<int> span", "[System.Runtime.CompilerServices.CallerMemberName] string @class = \"\""];

    static readonly string[] Modifiers = ["public", "public async", "static async", "public static", "public virtual", "public partial", "public static partial", "private unsafe", "protected override async", "public abstract"];

    int depth;

    /// <summary>One program of a few members.</summary>
    public string Program()
    {
        var kind = Pick("class", "sealed class", "partial class", "static partial class", "record", "struct", "readonly ref struct", "interface", "partial record struct");
        var members = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Member()));
        return $"{Pick("", "namespace N;\n", "using static System.Math;\n")}public {kind} C{Pick("", "<T>", "<T>(int x)", "<T> where T : class")}\n{{\n    readonly Dictionary<string, int> map = new();\n    readonly object gate = new();\n    event Func<Task>? Done;\n{members}}}\n";
    }

    string Member()
    {
        var name = Pick("M", "RunAsync", "Get", "Core", "@event", "Dispose");
        var head = $"    {Pick("", "", $"[{Pick(Attributes)}] ", $"[{Pick(Attributes)}, {Pick(Attributes)}] ")}{Pick(Modifiers)} {Pick(Types)} {name}{Pick("", "", "<T>", "<U>")}({Pick(Arguments)})";
        return random.Next(6) == 0 ? head + ";\n" : random.Next(5) == 0 ? $"{head} => {Expression()};\n" : $"{head}\n    {{\n{Statements()}    }}\n";
    }

    string Statements() => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => "        " + Statement() + "\n"));

    string Statement()
    {
        if (depth > 3) return $"{Expression()};";
        depth++;
        var statement = random.Next(20) switch
        {
            0 => $"try {{ {Statement()} }} catch (Exception e) {{ {Pick("throw e;", "throw;", "throw new InvalidOperationException(\"x\");", Statement())} }}",
            1 => $"try {{ {Statement()} }} catch (AggregateException e) when ({Expression()}) {{ throw e.InnerException!; }} finally {{ {Statement()} }}",
            2 => $"if (map.ContainsKey({Expression()})) {{ {Statement()} var v = map[\"k\"]; }} else {Statement()}",
            3 => $"foreach (var item in {Expression()}) {{ {Statement()} }}",
            4 => $"await foreach (var (a, b) in {Expression()}) {Statement()}",
            5 => $"var t{random.Next(3)} = {Expression()};",
            6 => $"lock (gate) {{ {Statement()} }}",
            7 => $"await using var r = {Expression()};",
            8 => $"using (var r = {Expression()}) {{ return {Expression()}; }}",
            9 => $"switch ({Expression()}) {{ case > 0: {Statement()} break; case {{ Length: 1 }} s: goto default; default: {Statement()} break; }}",
            10 => $"for (var i = 0; i < {Expression()}; {Expression()}) {{ {Statement()} if (i == 3) continue; }}",
            11 => $"while ({Expression()}) {{ {Statement()} break; }}",
            12 => $"return {Expression()};",
            13 => $"yield return {Expression()};",
            14 => $"async Task Local() {{ {Statement()} }} _ = Local();",
            15 => $"goto end; end: {Statement()}",
            16 => $"if (!map.TryGetValue(\"k\", out var found)) map.Add(\"k\", {Expression()});",
            _ => $"{Expression()};",
        };
        depth--;
        return statement;
    }

    string Expression()
    {
        if (depth > 4) return Pick("0", "null", "default", "\"s\"", "this", "map");
        depth++;
        var expression = random.Next(24) switch
        {
            0 => $"await {Expression()}",
            1 => $"Task.Run(async () => {{ {Statement()} }})",
            2 => $"Task.WhenAll({Expression()}, {Expression()})",
            3 => $"({Expression()})?.ToString()",
            4 => $"map[{Expression()}]",
            5 => $"x is {Pick("null", "int n", "{ A: 1 } or [_, .. var rest]", "not string", "(1, > 2)")}",
            6 => $"{Expression()} switch {{ 1 => {Expression()}, _ when {Expression()} => {Expression()}, _ => throw new Exception() }}",
            7 => $"Done?.Invoke() ?? {Expression()}",
            8 => $"$\"{{{Pick("map", "this", "1 + 1")}}} {{{Pick("x", "y!")}:N2}}\"",
            9 => $"[{Expression()}, .. {Pick("map", "x", "[]")}]",
            10 => $"new List<Task> {{ {Expression()} }}.Select(async t => await t)",
            11 => $"{Pick("M", "RunAsync", "Get")}({Pick("", "1", "ref x", "out var o", "out _", "in x")})",
            12 => $"_ = {Expression()}",
            13 => $"x = {Expression()}",
            14 => $"x ??= {Expression()}",
            15 => $"{Expression()}.ConfigureAwait(false)",
            16 => $"(Action)(async () => {Expression()})",
            17 => $"{Expression()} {Pick("+", "==", "&&", "??", "<<", "..")} {Expression()}",
            18 => $"x with {{ A = {Expression()} }}",
            19 => $"from a in map where {Expression()} select {Expression()}",
            20 => random.Next(100).ToString(CultureInfo.InvariantCulture),
            21 => Pick("Thread.Sleep(1)", "Task.Delay(1)", "Task.CompletedTask", "map.Count", "Task.FromResult(1).Result", "stackalloc int[3]", "nameof(M)", "typeof(C<>)", "base.M()"),
            _ => Pick("x", "t0", "t1", "n", "e", "item", "v", "map", "\"s\"", "default", "this"),
        };
        depth--;
        return expression;
    }

    string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
