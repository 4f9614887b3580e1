using System.Text;

namespace PyIdioms.Tests.ConstEval;

/// <summary>A random method that is pure: numbers of every kind, texts, arrays, lists, tuples, structs, loops, patterns, functions, exceptions.</summary>
sealed class ConstantProgram
{
    /// <summary>What every program can use.</summary>
    public const string Frame = """
        #nullable disable
        using System; using System.Collections.Generic; using System.Linq; using System.Text; using PyIdioms;
        public enum Colour : byte { Red = 1, Green = 2, Blue = 4 }
        public struct Point { public int X; public long Y; public Point(int x, long y) { X = x; Y = y; } public int Sum() => X + (int)Y; public void Move(int by) { X += by; Y -= by; } public static Point operator +(Point a, Point b) => new Point(a.X + b.X, a.Y + b.Y); }
        public sealed record Pair(int First, string Second) { public int Size => First + Second.Length; }
        public abstract class Shape { public abstract int Area(int by); public virtual string Name => "shape"; }
        public sealed class Square : Shape { readonly int side; public Square(int side) => this.side = side; public override int Area(int by) => unchecked(side * side * by); public override string Name => base.Name + "!"; }
        public sealed class Line(int length) : Shape { public int Length { get; set; } = length; public override int Area(int by) => Length ^ by; }
        public static class Help
        {
            public static readonly int Base = 17; public const long Big = 1L << 40;
            public static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a == int.MinValue && b == -1 ? 0 : a % b);
            public static long Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);
            public static T Pick<T>(bool first, T a, T b) => first ? a : b;
            public static bool Half(int n, out int half) { half = n / 2; return n % 2 == 0; }
            public static T Of<T>(T value) => value;
            public static void Swap(ref int a, ref int b) { var t = a; a = b; b = t; }
            public static int Total(params int[] all) { var t = 0; foreach (var one in all) t += one; return t; }
        }

        """;

    static readonly string[] Wholes = ["int", "long", "uint", "ulong", "short", "ushort", "byte", "sbyte", "char"];
    static readonly string[] Scalars = [.. Wholes, "double", "float", "decimal", "bool", "string", "int?", "Colour"];

    readonly Random random;
    readonly List<(string Type, string Name, bool IsFixed)> variables = [];
    readonly StringBuilder text = new();
    int names;
    int depth = 1;

    ConstantProgram(Random random) => this.random = random;

    /// <summary>A member and the Core that it is the value of.</summary>
    public static string Member(int number, Random random)
    {
        var program = new ConstantProgram(random);
        var type = program.One([.. Scalars, "int[]", "string[]", "(int, string)", "(long Left, (byte, bool) Right)", "double[]", "int[,]"]);
        program.Line($"[ConstEval(Fuel = 200_000)] public static partial {type} C{number} {{ get; }}");
        program.Line($"static {type} C{number}Core()");
        program.Line("{");
        program.depth++;
        program.Line("int F(int a) => a <= 0 ? 1 : a > 12 ? a - 3 : a * F(a - 2);");
        for (var i = random.Next(3, 7); i > 0; i--) program.Declare();
        for (var i = random.Next(2, 8); i > 0; i--) program.Statement(2);
        program.Line($"return {program.Value(type, 3)};");
        program.depth--;
        program.Line("}");
        return program.text.ToString();
    }

    string One(params string[] some) => some[random.Next(some.Length)];

    void Line(string line) => text.Append(' ', depth * 4).Append(line).Append('\n');

    void Declare()
    {
        var type = random.Next(6) == 0 ? One("int[]", "List<int>", "Point", "Pair", "Shape", "Dictionary<string, int>", "Func<int, int>", "StringBuilder") : One(Scalars);
        var name = "v" + names++;
        Line($"{type} {name} = {Value(type, 2)};");
        variables.Add((type, name, false));
    }

    void Block(int size, Action? first = null)
    {
        Line("{");
        depth++;
        var count = variables.Count;
        first?.Invoke();
        for (var i = random.Next(1, 4); i > 0; i--) Statement(size - 1);
        variables.RemoveRange(count, variables.Count - count);
        depth--;
        Line("}");
    }

    void Statement(int size)
    {
        switch (random.Next(size <= 0 ? 9 : 19))
        {
            case 0: Declare(); break;
            case < 5: Assign(); break;
            case 5:
                if (Named("List<int>") is { } list) Line(One($"{list}.Add({Value("int", 2)});", $"{list}.AddRange(new[] {{ {Value("int", 1)}, 4 }});", $"if ({list}.Count > 0) {list}.RemoveAt({list}.Count - 1);", $"{list}.Sort();", $"{list}.Reverse();"));
                else Assign();
                break;
            case 6:
                if (Named("int[]") is { } array) Line($"if ({array}.Length > 0) {array}[{At(array)}] {One("=", "+=", "^=")} {Value("int", 2)};");
                else Assign();
                break;
            case 7:
                if (Named("Point") is { } point) Line(One($"{point}.Move({Value("int", 1)});", $"{point}.X = {Value("int", 1)};", $"{point}.Y += {Value("long", 1)};", $"{point} = {point} with {{ X = {Value("int", 1)} }};"));
                else if (Named("Dictionary<string, int>") is { } map) Line($"{map}[{Value("string", 1)}] = {Value("int", 1)};");
                else if (Named("StringBuilder") is { } builder) Line($"{builder}.Append({One(Value("string", 1), Value("char", 1), Value("bool", 1))});");
                else Assign();
                break;
            case 8:
                if (Assignable("int") is { } number && Assignable("int") is { } other) Line(One($"({number}, {other}) = ({other}, {number});", number == other ? ";" : $"Help.Swap(ref {number}, ref {other});", $"if (Help.Half({other}, out var h{names}) && h{names} > 3) {number} = h{names++};"));
                else Assign();
                break;
            case 9 or 10:
                Line($"if ({Value("bool", 2)})");
                Block(size);
                if (random.Next(2) == 0)
                {
                    Line("else");
                    Block(size);
                }
                break;
            case 11 or 12:
                var index = "i" + names++;
                Line($"for (var {index} = {random.Next(3)}; {index} < {random.Next(2, 7)}; {index}++)");
                Block(size, () =>
                {
                    variables.Add(("int", index, true));
                    if (random.Next(3) == 0) Line($"if ({Value("bool", 1)}) {One("break", "continue")};");
                });
                break;
            case 13:
                var item = "e" + names++;
                var (type, many) = random.Next(3) switch { 0 => ("char", Value("string", 1)), 1 => ("int", Named("List<int>") is { } own ? own + ".ToArray()" : "(int[])" + Value("int[]", 1)), _ => ("int", "(int[])" + Value("int[]", 1)) };
                Line($"foreach (var {item} in {many})");
                Block(size, () => variables.Add((type, item, true)));
                break;
            case 14:
                Line($"switch ({Value("int", 1)} & 3)");
                Line("{");
                depth++;
                for (var i = 0; i < 3; i++)
                {
                    Line(i == 2 ? "default:" : One($"case {i}:", $"case {i} when {Value("bool", 1)}:"));
                    Block(size);
                    Line("break;");
                }
                depth--;
                Line("}");
                break;
            case 15 or 16:
                Line("try");
                Block(size, () =>
                {
                    if (random.Next(2) == 0) Line($"if ({Value("bool", 1)}) throw new {One("InvalidOperationException", "ArgumentException", "FormatException")}(\"t\");");
                });
                Line(One("catch (DivideByZeroException)", $"catch (InvalidOperationException e{names++}) when (e{names - 1}.Message.Length > 0)", "catch (ArithmeticException)", "catch (Exception)", "catch"));
                Block(size);
                if (random.Next(2) == 0)
                {
                    Line("finally");
                    Block(size);
                }
                break;
            case 17:
                var counter = "w" + names++;
                Line($"var {counter} = {random.Next(1, 5)};");
                Line(One($"while ({counter}-- > 0)", $"while ({counter}-- > 0 && {Value("bool", 1)})"));
                Block(size);
                break;
            default:
                Line(One("checked", "unchecked"));
                Block(size);
                break;
        }
    }

    void Assign()
    {
        var type = One(Scalars);
        if (Assignable(type) is not { } name) return;
        var isWhole = Wholes.Contains(type);
        Line(random.Next(3) switch
        {
            0 when isWhole => $"{name} {One("+=", "-=", "*=", "^=", "|=", "&=")} {(type is "int" or "long" or "uint" or "ulong" ? Value(type, 2) : $"({type})({Value("int", 1)} & 15)")};",
            0 when type is "string" => $"{name} += {One(Value("string", 1), Value("char", 1), Value("bool", 1), $"({Value("int", 1)} & 255)")}; if ({name}.Length > 40) {name} = {name}.Substring(0, 9);",
            0 when type is "double" or "float" => $"{name} {One("+=", "-=", "*=", "/=")} {Value(type, 1)};",
            0 when type is "bool" => $"{name} {One("&=", "|=", "^=")} {Value(type, 1)};",
            1 when isWhole => $"{name}{One("++", "--")};",
            1 when type is "int" or "long" or "uint" or "ulong" => $"{name} {One("<<=", ">>=", ">>>=")} {Value("int", 1)};",
            1 when type is "int?" => $"{name} ??= {Value("int", 1)};",
            _ => $"{name} = {Value(type, 2)};",
        });
    }

    string? Named(string type) => variables.Where(v => v.Type == type).OrderBy(_ => random.Next()).Select(v => v.Name).FirstOrDefault();

    string? Assignable(string type) => variables.Where(v => v.Type == type && !v.IsFixed).OrderBy(_ => random.Next()).Select(v => v.Name).FirstOrDefault();

    string At(string array) => $"(int)((uint)({Value("int", 1)}) % (uint){array}.Length)";

    string Value(string type, int size)
    {
        if (random.Next(3) == 0 && Named(type) is { } name) return name;
        return type switch
        {
            "int" or "long" or "uint" or "ulong" => Whole(type, size),
            "short" or "ushort" or "byte" or "sbyte" or "char" => Small(type, size),
            "double" or "float" => Float(type, size),
            "decimal" => Money(size),
            "bool" => Truth(size),
            "string" => Text(size),
            "int?" => random.Next(3) == 0 || size <= 0 ? "(int?)null" : One(Value("int", size - 1), Named("int?") is { } maybe ? $"({maybe} + {Value("int", size - 1)})" : "(int?)3"),
            "Colour" => size <= 0 ? One("Colour.Red", "Colour.Blue") : One("Colour.Green", $"(Colour)({Value("int", size - 1)} & 7)", $"({Value("Colour", size - 1)} | Colour.Red)", $"({Value("Colour", size - 1)} & ~Colour.Green)"),
            "int[]" => size <= 0 ? "new[] { 3, 1, 2 }" : One($"new[] {{ {Value("int", size - 1)}, {Value("int", size - 1)}, 7 }}", $"new int[{random.Next(1, 6)}]", $"Enumerable.Range({random.Next(9)}, {random.Next(1, 6)}).Select(q => q * {random.Next(9)} ^ {random.Next(9)}).ToArray()", $"[{Value("int", size - 1)}, .. new[] {{ 1, 2 }}, {Value("int", size - 1)}]", Named("List<int>") is { } list ? $"{list}.ToArray()" : "Array.Empty<int>().Append(5).ToArray()"),
            "double[]" => $"new[] {{ {Value("double", size - 1)}, {Value("double", size - 1)} }}",
            "string[]" => $"new[] {{ {Value("string", size - 1)}, null, {Value("string", size - 1)} }}",
            "int[,]" => $"new[,] {{ {{ {Value("int", size - 1)}, 2 }}, {{ 3, {Value("int", size - 1)} }} }}",
            "(int, string)" => $"({Value("int", size - 1)}, {Value("string", size - 1)})",
            "(long Left, (byte, bool) Right)" => $"({Value("long", size - 1)}, ({Value("byte", size - 1)}, {Value("bool", size - 1)}))",
            "List<int>" => One($"new List<int> {{ {Value("int", 1)}, 2 }}", "new List<int>()", $"[{Value("int", 1)}, 9]"),
            "Point" => size <= 0 ? "default(Point)" : One($"new Point({Value("int", size - 1)}, {Value("long", size - 1)})", $"new Point {{ X = {Value("int", size - 1)} }}", $"({Value("Point", size - 1)} + {Value("Point", size - 1)})"),
            "Pair" => size <= 0 ? "new Pair(1, \"p\")" : One($"new Pair({Value("int", size - 1)}, {Value("string", size - 1)})", $"({Value("Pair", size - 1)} with {{ First = {Value("int", size - 1)} }})"),
            "Shape" => One($"new Square({Value("int", size - 1)})", $"new Line({Value("int", size - 1)})"),
            "Dictionary<string, int>" => $"new Dictionary<string, int> {{ [\"a\"] = {Value("int", size - 1)} }}",
            "Func<int, int>" => One($"q => q * {random.Next(5)} + {Value("int", 1)}", "F", $"static q => {{ var t = 0; while (q-- > 0 && t < 9) t += 2; return t; }}"),
            _ => "new StringBuilder(\"s\")",
        };
    }

    string Whole(string type, int size)
    {
        var suffix = type switch { "long" => "L", "uint" => "U", "ulong" => "UL", _ => "" };
        if (size <= 0 || random.Next(6) == 0)
        {
            var isSigned = type is "int" or "long";
            var literal = random.Next(8) switch { 0 => $"{type}.MaxValue", 1 => $"{type}.MinValue", 2 or 3 when isSigned => $"(-{random.Next(1, 100)}{suffix})", _ => $"{random.Next(100)}{suffix}" };
            // The compiler folds constants itself, and refuses those that overflow.
            return random.Next(8) == 0 ? literal : $"Help.Of({literal})";
        }
        string A() => Value(type, size - 1);
        return random.Next(17) switch
        {
            < 4 => $"({A()} {One("+", "-", "*", "&", "|", "^")} {A()})",
            4 => $"({A()} {One("/", "%")} ({A()} | 1{suffix}))",
            5 => $"({A()} {One("/", "%")} {A()})",
            6 => $"({A()} {One("<<", ">>", ">>>")} {Value("int", size - 1)})",
            7 => $"{One("checked", "unchecked", "unchecked")}(({type})({Value(One(Wholes), size - 1)}))",
            8 => $"({Value("bool", size - 1)} ? {A()} : {A()})",
            9 => $"Math.{One("Max", "Min")}({A()}, {A()})",
            10 => $"({A()} switch {{ {One("< 5", "> 9 and < 50", "0 or 1", "not 3")} => {A()}, var o{names} when {Value("bool", size - 1)} => o{names++}, _ => {A()} }})",
            11 => type is "uint" or "ulong" ? $"(~{A()})" : $"({One("-", "~", "+")}{A()})",
            12 => $"checked({A()} {One("+", "-", "*")} {A()})",
            13 => $"Help.Pick({Value("bool", size - 1)}, {A()}, {A()})",
            14 => type == "long" ? One("Help.Big", $"Help.Fib({random.Next(9)})", $"{Value("Point", size - 1)}.Y") : A(),
            _ => type != "int" ? A() : random.Next(12) switch
            {
                0 => $"F({random.Next(12)})",
                1 => $"Help.Gcd({A()} & 255, {A()} & 255)",
                2 => $"{Value("string", size - 1)}.Length",
                3 => $"{Value("Point", size - 1)}.Sum()",
                4 => $"Help.Total({A()}, {A()}, Help.Base)",
                5 when Named("int[]") is { } array => $"({array}.Length > 0 ? {array}[{At(array)}] : {array}.Length)",
                6 when Named("int[]") is { } all => One($"{all}.Where(q => q > {A()}).Count()", $"{all}.Aggregate(1, (p, q) => unchecked(p * 31 + q))", $"{all}.Length", $"{all}.Select((q, n) => q & n).Sum()"),
                7 => $"{Value("Shape", size - 1)}.Area({A()})",
                8 => $"({Value("Pair", size - 1)} is {{ First: > 3 and var f{names}, Second.Length: < 9 }} ? f{names++} : {A()})",
                9 when Named("Func<int, int>") is { } function => $"{function}({random.Next(10)})",
                10 when Named("Dictionary<string, int>") is { } map => $"({map}.TryGetValue({Value("string", size - 1)}, out var d{names}) ? d{names++} : {map}.Count)",
                11 => $"({Value("int?", size - 1)} ?? {A()})",
                _ => $"(int){Value(One("Colour", "char", "byte", "short"), size - 1)}",
            },
        };
    }

    string Small(string type, int size)
    {
        if (type == "char") return size <= 0 ? One("'a'", "'Z'", "'\\n'", "'é'") : One($"unchecked((char)({Value("int", size - 1)}))", $"(char)('a' + ({Value("int", size - 1)} & 15))", $"char.ToUpperInvariant({Value("char", size - 1)})");
        return size <= 0 ? $"({type}){random.Next(100)}" : $"{One("unchecked", "unchecked", "unchecked", "checked")}(({type})({Value(One("int", "long", type), size - 1)}))";
    }

    string Float(string type, int size)
    {
        var suffix = type == "float" ? "F" : "D";
        if (size <= 0 || random.Next(5) == 0) return One("0.1", "1.5", "3", "1e10", "0", "7.25") + suffix;
        string A() => Value(type, size - 1);
        return random.Next(8) switch
        {
            < 3 => $"({A()} {One("+", "-", "*", "/", "%")} {A()})",
            3 => $"({type})({Value(One("int", "long", "uint", "ulong", "byte"), size - 1)})",
            4 => type == "double" ? $"Math.{One("Sqrt", "Floor", "Ceiling", "Abs", "Truncate")}({A()})" : $"MathF.{One("Sqrt", "Floor", "Abs")}({A()})",
            5 => $"({Value("bool", size - 1)} ? {A()} : -{A()})",
            6 => type == "double" ? $"Math.{One("Max", "Min")}({A()}, {A()})" : $"({type})({Value("double", size - 1)})",
            _ => type == "double" ? $"Math.Round({A()}{One("", ", 2", ", MidpointRounding.AwayFromZero")})" : A(),
        };
    }

    string Money(int size)
    {
        if (size <= 0 || random.Next(3) == 0) return One("0.10m", "19.99m", "3m", "0m", "100.00m");
        return random.Next(4) switch { 0 => $"(decimal)({Value("int", size - 1)})", 1 => $"decimal.Max({Money(size - 1)}, {Money(size - 1)})", _ => $"({Value("decimal", size - 1)} {One("+", "-", "*", "/", "%")} {Value("decimal", size - 1)})" };
    }

    string Truth(int size)
    {
        if (size <= 0) return One("true", "false");
        var type = One("int", "long", "uint", "ulong", "double", "decimal", "char", "byte");
        return random.Next(10) switch
        {
            < 4 => $"({Value(type, size - 1)} {One("<", "<=", ">", ">=", "==", "!=")} {Value(type, size - 1)})",
            4 => $"({Value("bool", size - 1)} {One("&&", "||", "&", "|", "^")} {Value("bool", size - 1)})",
            5 => $"!{Value("bool", size - 1)}",
            6 => $"({Value("string", size - 1)} {One("==", "!=")} {Value("string", size - 1)})",
            7 => $"({Value("int", size - 1)} is {One("> 3", "< 0 or > 100", "not 0", ">= 2 and <= 90")})",
            8 => One($"{Value("string", size - 1)}.Contains({Value("char", size - 1)})", $"{Value("int?", size - 1)} is {{ }}", $"{Value("Shape", size - 1)} is Square", $"{Value("Pair", size - 1)} == {Value("Pair", size - 1)}", $"({Value("int", size - 1)}, {Value("string", size - 1)}) is ({One("> 1", "0")}, {{ Length: > 2 }})"),
            _ => $"((int[]){Value("int[]", size - 1)} is [{One("_, ..", "3, .., _", "1 or 2, > 0, ..", "")}])",
        };
    }

    string Text(int size)
    {
        if (size <= 0 || random.Next(4) == 0) return One("\"\"", "\"abc\"", "\"Zoë\\t\\\"\"", "\"x1y2\"", "\"a,b,,c\"");
        string A() => Value("string", size - 1);
        return random.Next(10) switch
        {
            0 => $"({A()} + {One(A(), Value("char", size - 1), Value("bool", size - 1))})",
            1 => $"{A()}.{One("ToUpperInvariant()", "Trim()", "Replace('a', 'b')", "Replace(\"b\", \"\")", "PadLeft(5)", "PadRight(4, '.')", "ToLowerInvariant()", "TrimEnd('c')", "Insert(0, \"<\")")}",
            2 => $"$\"{{{Value("int", size - 1)} & 0xFF}}|{{({A()})}}|{{({Value("char", size - 1)}),3}}\"",
            3 => $"({Value("bool", size - 1)} ? {A()} : {A()})",
            4 => $"string.Join(\"-\", {A()}.Split(','))",
            5 => $"{A()}[..{random.Next(2)}]",
            6 => $"new string({Value("char", size - 1)}, {random.Next(4)})",
            7 => $"{Value("Shape", size - 1)}.Name",
            8 => $"{Value("Pair", size - 1)}.Second",
            _ => $"string.Concat({A()}.Reverse())",
        };
    }
}
