using System.Text;

namespace PyIdioms.Kernel.Tests.Execution;

/// <summary>Writes a random method that always ends: locals of int and bool, branches, bounded loops, handlers, and a call of <c>At</c> at every point of interest.</summary>
/// <remarks><c>At</c> is told the point and the values there, and throws when a run asks for it: so does any exception in real code.</remarks>
sealed class ProgramText(Random random)
{
    /// <summary>Expressions as deep as this are variables, constants and comparisons of them.</summary>
    const int MostDepth = 3;

    static readonly string[] Ints = ["x", "y", "z"];
    static readonly string[] Bools = ["b", "c"];
    static readonly string[] Exceptions = ["First", "Second", "FirstDerived"];

    readonly StringBuilder text = new();
    int points;
    int counters;
    int budget;

    /// <summary>Where a statement stands: what it may leave.</summary>
    readonly record struct Around(int Depth, bool InLoop, bool InSwitch, bool InFinally, bool InCatch)
    {
        public Around Deeper => this with { Depth = Depth + 1 };
    }

    /// <summary>The method and the number of its points, which are numbered from 0.</summary>
    public static (string Code, int Points) Method(int number, Random random)
    {
        var writer = new ProgramText(random) { budget = 24 };
        writer.text.Append("    public static void P").Append(number).Append("(int a, bool p)\n    {\n        int x = 0, y = 1, z = 2;\n        bool b = false, c = true;\n");
        writer.Block(default);
        writer.At();
        return (writer.text.Append("    }\n").ToString(), writer.points);
    }

    bool Chance(int percent) => random.Next(100) < percent;

    T Any<T>(params ReadOnlySpan<T> of) => of[random.Next(of.Length)];

    void At() => text.Append("Log.At(").Append(points++).Append(", x, y, z, b, c);\n");

    void Block(Around around)
    {
        for (var left = 1 + random.Next(4); left > 0; left--) Statement(around);
    }

    void Braced(Around around)
    {
        text.Append("{\n");
        Block(around.Deeper);
        text.Append("}\n");
    }

    void Statement(Around around)
    {
        if (budget-- <= 0 || around.Depth > 4)
        {
            Assign();
            return;
        }
        switch (random.Next(20))
        {
            case < 5: Assign(); break;
            case < 8: At(); break;
            case < 11: If(around); break;
            case < 13: Loop(around); break;
            case < 16: Try(around); break;
            case 16: Switch(around); break;
            case 17: text.Append("using (new Scope()) "); Braced(around); break;
            default: Leave(around); break;
        }
    }

    void Assign()
    {
        if (Chance(30)) text.Append(Any(Bools)).Append(Any(" = ", " = ", " |= ", " &= ", " ^= ")).Append(Condition(0)).Append(";\n");
        else if (Chance(15)) text.Append(Any("(x, y) = (y, x);\n", "(z, b) = (x + 1, !b);\n", "x = y = z;\n", "int.TryParse(\"4\", out x);\n", "Log.Set(ref y);\n", $"_ = a is var w{counters++} && (z = w{counters - 1}) > 0;\n"));
        else if (Chance(20)) text.Append(Any(Ints)).Append(Any("++", "--", " += 2", " -= y", " *= 2", " /= z", " %= 3")).Append(";\n");
        else text.Append(Any(Ints)).Append(" = ").Append(Number(0)).Append(";\n");
    }

    string Number(int depth) => random.Next(depth >= MostDepth ? 5 : 14) switch
    {
        0 or 1 => random.Next(4).ToString(),
        2 or 3 or 4 => Any(Ints),
        5 => "a",
        6 => $"({Number(depth + 1)} + {Number(depth + 1)})",
        7 => $"({Number(depth + 1)} - {Number(depth + 1)})",
        8 => $"({Number(depth + 1)} / {Any(Ints)})",
        9 => $"({Condition(depth + 1)} ? {Number(depth + 1)} : {Number(depth + 1)})",
        10 => $"({Any(Ints)} switch {{ 0 => {Number(depth + 1)}, > 2 => {Number(depth + 1)}, _ => {Number(depth + 1)} }})",
        11 => $"({Any(Ints)} = {Number(depth + 1)})",
        12 => Any(Ints) + Any("++", "--"),
        _ => $"({Any("(int?)null", "(int?)x")} ?? {Number(depth + 1)})",
    };

    string Condition(int depth) => random.Next(depth >= MostDepth ? 5 : 11) switch
    {
        0 => Any(Bools),
        1 => "p",
        2 or 3 => $"{Any(Ints)} {Any("==", "!=", "<", "<=", ">", ">=")} {Any("0", "1", "2", "x", "y", "z", "a")}",
        4 => Any("true", "false", "b == c", "b != p", "!b", "x is 1", "y is not (0 or 2)", "z is > 1 and < 4"),
        5 => $"!({Condition(depth + 1)})",
        6 or 7 => $"({Condition(depth + 1)} && {Condition(depth + 1)})",
        8 => $"({Condition(depth + 1)} || {Condition(depth + 1)})",
        9 => $"({Number(depth + 1)} == {Number(depth + 1)})",
        _ => $"(b = {Condition(depth + 1)})",
    };

    void If(Around around)
    {
        text.Append("if (").Append(Condition(0)).Append(") ");
        Braced(around);
        if (!Chance(50)) return;
        text.Append("else ");
        Braced(around);
    }

    /// <summary>The counter is moved first, so that no continue misses it.</summary>
    void Loop(Around around)
    {
        var counter = "i" + counters++;
        var most = 1 + random.Next(3);
        var inside = around.Deeper with { InLoop = true, InSwitch = false };
        switch (random.Next(5))
        {
            case 0:
                text.Append($"for (int {counter} = 0; {counter} < {most}; {counter}++) {{\n");
                Block(inside);
                text.Append("}\n");
                break;
            case 1:
                text.Append($"int {counter} = 0; while (true) {{ if (++{counter} > {most}) break;\n");
                Block(inside);
                text.Append("}\n");
                break;
            case 2:
                text.Append($"int {counter} = 0; do {{ {counter}++;\n");
                Block(inside);
                text.Append($"}} while ({counter} < {most} && {Condition(1)});\n");
                break;
            case 3:
                text.Append($"foreach (var {counter} in new[] {{ 1, 2 }}) {{ {Any("x", "y")} = {counter};\n");
                Block(inside);
                text.Append("}\n");
                break;
            default:
                text.Append($"int {counter} = 0; while ({counter} < {most} && {Condition(1)}) {{ {counter} = {counter} + 1;\n");
                Block(inside);
                text.Append("}\n");
                break;
        }
    }

    void Try(Around around)
    {
        text.Append("try ");
        Braced(around);
        var handlers = random.Next(3);
        var hasFinally = handlers == 0 || Chance(40);
        for (var i = 0; i < handlers; i++)
        {
            // The first handler is the most derived, or the compiler objects.
            text.Append("catch (").Append(handlers == 2 && i == 0 ? "FirstDerived" : Any("First", "Exception")).Append(')');
            // One that assigns nothing: see FlowSolver.Throw.
            if (Chance(30)) text.Append(" when (").Append(Condition(MostDepth)).Append(')');
            Braced(around with { InCatch = true });
        }
        if (!hasFinally) return;
        text.Append("finally ");
        Braced(around with { InFinally = true, InLoop = false, InSwitch = false, InCatch = false });
    }

    void Switch(Around around)
    {
        text.Append("switch (").Append(Any("x", "y", "z", "a")).Append(") {\n");
        foreach (var label in new[] { "case 0:", "case 1: case 2:", "case > 3 when p:", "default:" })
        {
            if (Chance(25)) continue;
            text.Append(label).Append('\n');
            Block(around.Deeper with { InSwitch = true });
            text.Append("break;\n");
        }
        text.Append("}\n");
    }

    void Leave(Around around)
    {
        text.Append("if (").Append(Condition(0)).Append(") ");
        var ways = new List<string> { $"throw new {Any(Exceptions)}();\n" };
        if (around.InLoop) ways.AddRange(["break;\n", "continue;\n"]);
        if (around.InSwitch && !around.InFinally) ways.Add("break;\n");
        if (!around.InFinally) ways.Add("return;\n");
        if (around.InCatch) ways.Add("throw;\n");
        text.Append(ways[random.Next(ways.Count)]);
    }
}
