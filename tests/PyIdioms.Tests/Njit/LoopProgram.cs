using System.Globalization;
using System.Text;

namespace PyIdioms.Tests.Njit;

/// <summary>A random method with a loop over spans of several types, as somebody might write it.</summary>
sealed class LoopProgram(Random random)
{
    /// <summary>The parameters of every program: two spans of each type, how far to go, and numbers that stay the same.</summary>
    public const string Parameters =
        "Span<double> d0, Span<double> d1, Span<float> f0, Span<float> f1, Span<int> i0, Span<int> i1, Span<uint> u0, Span<uint> u1, Span<long> l0, Span<long> l1, Span<byte> b0, Span<byte> b1, Span<short> s0, Span<short> s1, int n, int m, double x, float y";

    static readonly string[] Types = ["double", "float", "int", "uint", "long", "byte", "short"];
    static readonly string[] Relations = ["<", "<=", ">", ">=", "==", "!="];

    readonly List<(string Name, string Type, bool IsOwn)> locals = [];
    readonly StringBuilder before = new();
    readonly StringBuilder after = new();
    string[] types = [];
    int count;
    int loops;
    bool isSearch;
    bool isGrid;
    bool hasAnswers;

    /// <summary>What the programs call.</summary>
    public const string Helpers = "static bool[] Answers(Span<byte> from, int count) { var answers = new bool[count]; for (var c = 0; c < count && c < from.Length; c++) answers[c] = (from[c] & 1) != 0; return answers; } static double[,] Grid(Span<double> from, int rows, int columns) { var grid = new double[rows, columns]; var at = 0; for (var r = 0; r < rows; r++) for (var c = 0; c < columns && at < from.Length; c++) grid[r, c] = from[at++]; return grid; }";

    /// <summary>A method without its attribute: the partial declaration and the Core.</summary>
    public static string Method(string name, Random random, string attribute) => random.Next(25) == 0 ? new LoopProgram(random).Powers(name, attribute) : new LoopProgram(random).Write(name, attribute);

    string Write(string name, string attribute)
    {
        types = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(Types))];
        isSearch = random.Next(12) == 0;
        var body = new StringBuilder();
        var form = random.Next(12);
        isGrid = form == 8;
        hasAnswers = random.Next(4) == 0;
        if (hasAnswers) before.AppendLine("var w0 = Answers(b0, n + 2);");
        if (hasAnswers) after.AppendLine("foreach (var e in w0) h = h * 31 + (e ? 1 : 2);");
        if (isGrid) before.AppendLine("var g0 = Grid(d0, m + 1, n + 3); var g1 = m == 2 ? g0 : Grid(d1, 4, n + m); var q0 = new[] { i0.ToArray(), i1.ToArray(), m == 3 ? null : [7, 8] };");
        if (isGrid) after.AppendLine("foreach (var e in g0) h = h * 31 + BitConverter.DoubleToInt64Bits(double.IsNaN(e) ? double.NaN : e); foreach (var e in q0) foreach (var y in e ?? []) h = h * 31 + y;");
        if (random.Next(3) == 0) body.AppendLine($"var v = {Pick("d0[i]", "f0[i]", "i0[i]", "l0[i]")};");
        for (var k = random.Next(1, 4); k > 0; k--) Statement(body, 2, canLeave: isSearch);
        var (open, close) = form switch
        {
            0 => ("for (int i = m; i < n; i++) {", "}"),
            1 => ("for (int i = n - 1; i >= 0; i--) {", "}"),
            2 => ("for (long q = 0; q <= n - 2L; q++) { int i = (int)q;", "}"),
            3 => ("int i = 1; while (i < n - 1) {", "i++; }"),
            4 => ($"for (int i = 0; i < {Pick("d0", "i0", "b0", "f0")}.Length; i++) {{", "}"),
            6 => ($"for (int i = {Pick("0", "1", "m")}; i {Pick("<", "<=")} {Pick("n", "n - 1", "n - 4")}; i += {Pick("2", "3", "4", "7")}) {{", "}"),
            7 => ($"for (int i = n - 1; i >{Pick("", "=")} 0; i -= {Pick("2", "3")}) {{", "}"),
            8 => ($"for (int r = 0; r < {Pick("m", "g0.GetLength(0)", "4")}; r++) for (int i = {Pick("0", "1")}; {Pick("i", "i + 1", "i - 2")} < {Pick("n", "g1.GetLength(1)", "n + 1")}; i++) {{", "}"),
            5 => ("for (int r = 0; r < 3; r++) for (int i = 0; i < n - r; i++) {", "}"),
            _ => ("for (int i = 0; i < n; i++) {", "}"),
        };
        if (form == 3) body.Replace("continue;", "{ }");
        return $$"""
            {{attribute}} public static partial long {{name}}({{Parameters}});
            public static long {{name}}Core({{Parameters}})
            {
                {{before}}
                {{open}}
                {{body}}
                {{close}}
                long h = 0;
                {{after}}
                return h;
            }
            """;
    }

    /// <summary>A loop that adds up powers of what it counts.</summary>
    string Powers(string name, string attribute)
    {
        var type = Pick("int", "long", "uint", "ulong");
        var value = $"(({type})i * {Pick("1", "3", "(" + type + ")m", "(" + type + ")i")} {Pick("+", "-", "*")} {Pick("2", $"({type})n", $"({type})i")}) {Pick("+", "*")} ({type})i";
        return $$"""
            {{attribute}} public static partial long {{name}}({{Parameters}});
            public static long {{name}}Core({{Parameters}})
            {
                {{type}} s = 5;
                for ({{Pick("int", "long")}} i = {{Pick("0", "m", "-m", "-9")}}; i {{Pick("<", "<=")}} {{Pick("n", "n * 70000", "m + n")}}; i++) { s += {{value}}; s -= 3; }
                return (long)s;
            }
            """;
    }

    string Pick(params ReadOnlySpan<string> of) => of[random.Next(of.Length)];

    string Some() => Pick(types);

    void Statement(StringBuilder text, int depth, bool canLeave)
    {
        switch (random.Next(depth > 0 ? 16 : 7))
        {
            case 0 or 1: Declare(text); break;
            case 2 or 3: Store(text); break;
            case 4 when locals.Any(static l => l.IsOwn):
                var own = locals.Where(static l => l.IsOwn).ElementAt(random.Next(locals.Count(static l => l.IsOwn)));
                text.AppendLine(Pick($"{own.Name} = {Cast(own.Type, Value(own.Type, 2))};", own.Type is "byte" or "short" ? $"{own.Name}++;" : $"{own.Name} {Pick("+=", "-=", "*=")} {Value(own.Type, 2)};"));
                break;
            case 5 or 6 or 4: Reduce(text); break;
            case 7 or 8:
                text.AppendLine($"if ({Question(2)}) {{");
                Scoped(() => Statement(text, depth - 1, canLeave: false));
                if (random.Next(2) == 0)
                {
                    text.AppendLine("} else {");
                    Scoped(() => Statement(text, depth - 1, canLeave: false));
                }
                text.AppendLine("}");
                break;
            case 9 when canLeave: text.AppendLine($"if ({Question(2)}) {Pick("return i;", "break;", "{ h0 = i; break; }")}"); before.AppendLine(before.ToString().Contains("long h0") ? "" : "long h0 = 0;"); break;
            case 9: text.AppendLine($"if ({Question(1)}) continue;"); break;
            case 10: Inner(text, depth); break;
            case 11: Going(text); break;
            case 12:
                text.AppendLine($"switch ({Value("int", 1)}) {{ case 0: case 3:");
                Scoped(() => Statement(text, 0, canLeave: false));
                text.AppendLine($"break; case > {random.Next(5, 99)}:");
                Scoped(() => Statement(text, 0, canLeave: false));
                text.AppendLine("break; }");
                break;
            case 13: Growing(text); break;
            case 14 when random.Next(2) == 0: Tally(text); break;
            default: Extreme(text); break;
        }
    }

    void Scoped(Action write)
    {
        var known = locals.Count;
        write();
        locals.RemoveRange(known, locals.Count - known);
    }

    void Declare(StringBuilder text)
    {
        var type = Some();
        var name = "t" + count++;
        text.AppendLine($"{type} {name} = {Cast(type, Value(type, 3))};");
        locals.Add((name, type, true));
    }

    void Store(StringBuilder text)
    {
        if (isGrid && random.Next(2) == 0)
        {
            text.AppendLine(random.Next(3) == 0 ? $"q0[r]{Pick("[i]", "[i + 1]", "[n - i]")} = {Cast("int", Value("int", 2))};" : $"g0[r, i] {Pick("=", "=", "+=")} {Value("double", 2)};");
            return;
        }
        if (hasAnswers && random.Next(3) == 0)
        {
            text.AppendLine($"w0[{Pick("i", "i", "i + 1", "2 * i", "b0[i] & 7")}] {Pick("=", "=", "|=", "&=", "^=")} {Question(2)};");
            return;
        }
        var type = Some();
        var target = $"{Span(type)}[{random.Next(9) switch { 0 or 1 => Index(), 2 => Anywhere(), _ => "i" }}]";
        text.AppendLine(random.Next(3) == 0 && type is not ("byte" or "short") ? $"{target} {Pick("+=", "-=", "*=")} {Value(type, 2)};" : $"{target} = {Cast(type, Value(type, 3))};");
    }

    /// <summary>Whole numbers take anything in; floating-point numbers the least and the greatest, in whatever order.</summary>
    void Reduce(StringBuilder text)
    {
        var type = Some() is var some && some is "byte" or "short" ? "int" : some;
        var name = "r" + count++;
        before.AppendLine($"{type} {name} = {(type is "double" or "float" ? Pick("1e300", "0", "-5").Replace("1e300", type == "float" ? "1e30f" : "1e300", StringComparison.Ordinal) : Pick("0", "1", "7"))};");
        After(name, type);
        if (type is "double" or "float") text.AppendLine($"{name} = Math.{Pick("Min", "Max")}({name}, {Value(type, 2)});");
        else text.AppendLine(Pick($"{name} {Pick("+=", "-=", "*=", "&=", "|=", "^=")} {Value(type, 2)};", $"{name}++;", $"{name} = {name} + {Value(type, 2)};", $"{name} = Math.{Pick("Min", "Max")}({Value(type, 2)}, {name});"));
    }

    void After(string name, string type) => after.AppendLine($"h = h * 31 + {(type switch { "double" => $"BitConverter.DoubleToInt64Bits(double.IsNaN({name}) ? double.NaN : {name})", "float" => $"BitConverter.SingleToInt32Bits(float.IsNaN({name}) ? float.NaN : {name})", "bool" => $"({name} ? 1 : 0)", _ => $"(long){name}" })};");

    void Extreme(StringBuilder text)
    {
        var type = Some() is var some && some is "byte" or "short" ? "int" : some;
        var (best, at, value) = ("r" + count++, "r" + count++, $"{Span(type)}[i]");
        var start = type is "uint" ? "5" : Pick("0", "5", "-3");
        before.AppendLine($"{type} {best} = {start};");
        After(best, type);
        if (random.Next(2) == 0)
        {
            text.AppendLine($"if ({value} {Pick("<", ">", "<=", ">=")} {best}) {best} = {value};");
            return;
        }
        before.AppendLine($"int {at} = -1;");
        After(at, "int");
        text.AppendLine($"if ({value} {Pick("<", ">", "<=", ">=")} {best}) {{ {best} = {value}; {at} = {Pick("i", "i", "i * 3 + m")}; }}");
    }

    /// <summary>What is counted in a few places.</summary>
    void Tally(StringBuilder text)
    {
        var (type, name) = (Pick("int", "long", "uint"), "h" + count++);
        before.AppendLine($"var {name} = {Span(type, 1)}[..Math.Min(2, {Span(type, 1)}.Length)];");
        var index = $"({Value(Pick("int", "double", "byte"), 2)})";
        text.AppendLine(Pick($"{name}[(int){index} & 1]++;", $"{name}[(int){index} & {Pick("1", "3")}] += {Pick("3", "(" + type + ")m")};", $"{{ var w = (int){index}; if (w >= 0 && w < {name}.Length) {name}[w]++; }}"));
    }

    /// <summary>What is put side by side, and sums that are read as they grow.</summary>
    void Growing(StringBuilder text)
    {
        var (type, name) = (Some(), "r" + count++);
        if (random.Next(2) == 0)
        {
            before.AppendLine($"int {name} = {Pick("0", "1", "m")};");
            text.AppendLine(Pick($"if ({Question(2)}) {Span(type, 1)}[{name}++] = {Cast(type, Value(type, 2))};", $"if ({Question(1)}) {{ {Span(type, 0)}[{name}] = {Cast(type, Value(type, 1))}; {name}++; }}"));
            After(name, "int");
            return;
        }
        if (type is "double" or "float" or "byte" or "short") type = Pick("int", "long", "uint");
        before.AppendLine($"{type} {name} = 3;");
        text.AppendLine($"{name} += {Value(type, 2)}; {Span(type, 1)}[i] = {Cast(type, $"{name} {Pick("*", "^", "-")} {Value(type, 1)}")};");
        After(name, type);
    }

    void Inner(StringBuilder text, int depth)
    {
        var k = "k" + loops++;
        var (type, name) = (Some(), "t" + count++);
        text.AppendLine($"{type} {name} = {Cast(type, Value(type, 1))};");
        text.AppendLine($"for (int {k} = {Pick("0", "1")}; {k} < {Pick("3", "m", "m + 2", "4", "i", "(b0[i] & 7)", "i1[i] & 3")}; {k}++) {{");
        var term = Pick($"{Span(type)}[i + {k}]", $"{Span(type)}[{k}]", $"{Span(type)}[3 * i + {k}]", Value(type, 1));
        if (random.Next(4) == 0) text.AppendLine($"if ({Question(1)}) {Pick("break;", "continue;")}");
        text.AppendLine($"{name} = {Cast(type, $"({name} {Pick("+", "*", "-")} {term})")};");
        if (depth > 1 && random.Next(4) == 0) Scoped(() => Statement(text, 0, canLeave: false));
        text.AppendLine("}");
        locals.Add((name, type, true));
    }

    void Going(StringBuilder text)
    {
        var (count, type) = ("t" + this.count++, Some());
        var name = "t" + this.count++;
        text.AppendLine($"int {count} = 0; {type} {name} = {Cast(type, Value(type, 1))};");
        text.AppendLine(Pick(
            $"while ({count} < {random.Next(1, 9)} && {Value(type, 1)} {Pick("<", ">=", "!=")} {name}) {{ {count}++; {name} = {Cast(type, $"({name} {Pick("+", "-", "*")} {Value(type, 1)})")}; }}",
            $"do {{ {count}++; {name} = {Cast(type, $"({name} + {Value(type, 1)})")}; if ({Question(1)}) break; }} while ({count} < {random.Next(1, 6)});"));
        locals.Add((name, type, true));
        locals.Add((count, "int", false));
    }

    static string Span(string type, int which) => type switch { "double" => "d", "float" => "f", "int" => "i", "uint" => "u", "long" => "l", "byte" => "b", _ => "s" } + which.ToString(CultureInfo.InvariantCulture);

    string Span(string type) => Span(type, random.Next(2));

    string Index() => Pick("i", "i", "i", "i", "i + 1", "i - 1", "n - 1 - i", "2 * i", "m", "i + m", "3 * i + 1", "4 * i", "3 * i", "5 * i + 2", "i * 2 - i", "(int)(long)i");

    /// <summary>An index that is read, in range now and then.</summary>
    string Anywhere() => Pick("b0[i] & 7", "i1[i] & 15", "(i0[i] & 7) + m", "b1[i]", "(int)(l0[i] & 3)", "(int)d0[i]", "i0[i] & 3", "s0[i] & 5", "i * m", "i * n", "m - i * m");

    static string Cast(string type, string value) => type is "double" or "long" ? value : $"({type})({value})";

    string Question(int depth) => random.Next(depth > 0 ? 6 : 3) switch
    {
        0 when hasAnswers => Pick("w0[i]", "w0[i + 1]", "!w0[i]", "w0[n - i]", "w0[m]", "w0[b0[i] & 3]"),
        0 or 1 => Compared(Some(), depth),
        2 => Compared("int", depth),
        3 => $"({Question(depth - 1)} {Pick("&&", "||", "^")} {Question(depth - 1)})",
        4 => $"!({Question(depth - 1)})",
        _ => $"{Value("int", depth - 1)} is {Pick("> 3 and < 50", "0 or 1 or -7", "not 4")}",
    };

    string Compared(string type, int depth) => $"{Value(type, depth - 1)} {Pick(Relations)} {Value(type, depth - 1)}";

    string Value(string type, int depth)
    {
        if (depth <= 0 || random.Next(5) == 0) return Leaf(type);
        if (random.Next(9) == 0) return $"({Question(depth - 1)} ? {Paren(type, Value(type, depth - 1))} : {Paren(type, Value(type, depth - 1))})";
        if (random.Next(7) == 0)
        {
            var other = Some();
            return $"({type})({Value(other, depth - 1)})";
        }
        switch (type)
        {
            case "double" or "float":
                var home = type == "double" ? "Math" : "MathF";
                return random.Next(9) switch
                {
                    0 => $"{home}.{Pick("Sqrt", "Abs", "Floor", "Ceiling", "Truncate", "Round")}({Value(type, depth - 1)})",
                    1 => $"Math.{Pick("Min", "Max")}({Value(type, depth - 1)}, {Value(type, depth - 1)})",
                    2 => $"(-{Value(type, depth - 1)})",
                    3 => $"({Value("int", 1)} switch {{ < 0 => {Value(type, depth - 1)}, 1 or 2 => {Value(type, depth - 1)}, _ => {Value(type, depth - 1)} }})",
                    4 => $"Math.Clamp({Value(type, depth - 1)}, {(type == "float" ? "-2f, 30f" : "-2.5, 30.25")})",
                    _ => $"({Value(type, depth - 1)} {Pick("+", "-", "*", "/")} {Value(type, depth - 1)})",
                };
            case "byte" or "short": return $"({type})({Value("int", depth - 1)})";
            default:
                return random.Next(8) switch
                {
                    0 => $"({Value(type, depth - 1)} {Pick("<<", ">>", ">>>")} {Pick("1", "3", "7", "31", "m")})",
                    1 => $"({Value(type, depth - 1)} {Pick("/", "%")} {Pick("1", "2", "8", "64")})",
                    2 when random.Next(2) == 0 => $"({Value(type, depth - 1)} {Pick("/", "%")} {(random.Next(4) == 0 ? Value(type, depth - 1) : Pick("3", "10", "7", "1000003", type == "uint" ? "4000000001" : "-5", $"({type})m", $"(({type})i + 1)", $"(1 + ({Value(type, 0)} & 31))"))})",
                    2 => $"({type})(~{Value(type, depth - 1)})",
                    3 when type != "uint" => $"(-{Value(type, depth - 1)})",
                    4 => $"Math.{Pick("Min", "Max")}({Value(type, depth - 1)}, {Value(type, depth - 1)})",
                    5 when type != "uint" && random.Next(3) == 0 => $"Math.Abs({Value(type, depth - 1)})",
                    5 when type == "uint" => $"System.Numerics.BitOperations.Rotate{Pick("Left", "Right")}({Value(type, depth - 1)}, {Pick("3", "m", "-1", "40")})",
                    _ => $"({Value(type, depth - 1)} {Pick("+", "-", "*", "&", "|", "^")} {Value(type, depth - 1)})",
                };
        }
    }

    static string Paren(string type, string value) => $"({type})({value})";

    string Leaf(string type)
    {
        var usable = locals.Where(l => l.Type == type).ToList();
        if (usable.Count > 0 && random.Next(3) == 0) return usable[random.Next(usable.Count)].Name;
        if (isGrid && type == "int" && random.Next(2) == 0) return Pick("q0[r][i]", "q0[1][i + 1]", "q0[m][i]", "r", "g1.GetLength(0)");
        if (isGrid && type == "double" && random.Next(2) == 0) return Pick("g1[r, i]", "g1[r, i + 1]", "g0[r + 1, i]", "g0[r, i]", "g1[m, i]", "g1[r, 2]", "g1[i, r]", "g1[r, b0[i] & 3]");
        if (random.Next(2) == 0) return $"{Span(type)}[{(random.Next(8) == 0 ? Anywhere() : Index())}]";
        return type switch
        {
            "double" => Pick("x", "0.0", "1.5", "-0.0", "i", "1e9", "-7.25"),
            "float" => Pick("y", "0f", "2.5f", "-0f", "1e9f", "0.1f"),
            "int" => Pick("i", "n", "m", "3", "-7", "65537", "i * 3"),
            "uint" => Pick("(uint)i", "3u", "0xFFFFFFF0u", "(uint)m"),
            "long" => Pick("i", "(long)n", "5L", "-9000000000L", "(long)m"),
            "byte" => Pick("(byte)i", "(byte)200"),
            _ => Pick("(short)i", "(short)-300"),
        };
    }
}
