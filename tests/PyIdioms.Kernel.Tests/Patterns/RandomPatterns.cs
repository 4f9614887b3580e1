namespace PyIdioms.Kernel.Tests.Patterns;

/// <summary>Makes switch expressions over types of all kinds, and the domains that they have to cover, as C# text.</summary>
sealed class RandomPatterns(int seed)
{
    /// <summary>The types that are switched on.</summary>
    public const string Types = """
        public enum Color { Red, Green, Blue, Crimson = Red }
        public enum Level : byte { Low = 1, Mid = 5, High = 9 }
        public abstract record Shape
        {
            Shape() { }
            public sealed record Circle(int Radius) : Shape;
            public sealed record Square(bool Filled) : Shape;
            public abstract record Poly : Shape
            {
                Poly() { }
                public sealed record Tri(Color Fill) : Poly;
                public sealed record Quad(Shape Inner, bool Big) : Poly;
            }
        }
        public abstract record Option<T>
        {
            Option() { }
            public sealed record Some(T Value) : Option<T>;
            public sealed record None : Option<T>;
        }
        interface INode;
        sealed class Leaf : INode { public bool Last; }
        class Branch : INode { public Level Depth { get; init; } }
        sealed class Fork : Branch { public (bool Left, bool Right) Sides { get; init; } }
        """;

    static readonly string[] All =
    [
        "bool", "Color", "Level", "int", "byte", "char", "double", "decimal", "string", "bool?", "Color?", "int?", "(bool, Color)", "(Color, Level)", "(bool, bool, bool)", "(int, int)",
        "Shape", "Option<Color>", "Option<bool?>", "Option<Shape>", "INode", "(Shape, bool)", "bool[]", "int[]", "(bool, Color)?",
    ];

    readonly Random random = new(seed);

    public string Type() => All[random.Next(All.Length)];

    /// <summary>Arms of a switch expression: patterns, some with a guard.</summary>
    public List<(string Pattern, bool IsGuarded)> Arms(string type)
    {
        var arms = new List<(string, bool)>();
        for (var i = random.Next(1, 7); i > 0; i--) arms.Add((Pattern(type, 2), random.Next(8) == 0));
        return arms;
    }

    string Pattern(string type, int depth)
    {
        switch (random.Next(depth > 0 ? 12 : 8))
        {
            case 0: return "_";
            case 8: return $"({Pattern(type, depth - 1)} or {Pattern(type, depth - 1)})";
            case 9: return $"({Pattern(type, depth - 1)} and {Pattern(type, depth - 1)})";
            case 10: return $"not {Pattern(type, depth - 1)}";
            default: return Plain(type, depth);
        }
    }

    string Plain(string type, int depth)
    {
        if (type[^1] == '?') return random.Next(4) == 0 ? "null" : random.Next(6) == 0 ? "{ }" : Plain(type[..^1], depth);
        if (type.StartsWith("Option<", StringComparison.Ordinal))
        {
            var inner = type[7..^1];
            return random.Next(3) switch { 0 => $"{type}.None", 1 => $"{type}.Some", _ => $"{type}.Some {{ Value: {Pattern(inner, depth - 1)} }}" };
        }
        return type switch
        {
            "bool" => One("true", "false"),
            "Color" => "Color." + One("Red", "Green", "Blue", "Crimson"),
            "Level" => "Level." + One("Low", "Mid", "High"),
            "int" => Number("-1", "0", "1", "7", "int.MaxValue"),
            "byte" => Number("0", "1", "128", "255"),
            "char" => Number("'a'", "'b'", "'z'"),
            "double" => Number("0.0", "-1.5", "1e300", "double.NaN", "double.PositiveInfinity", "-0.0"),
            "decimal" => Number("0m", "1.5m", "-2m"),
            "string" => One("\"a\"", "\"b\"", "\"\""),
            "Shape" => One("Shape.Circle", "Shape.Square", "Shape.Poly", "Shape.Poly.Tri", $"Shape.Circle({Pattern("int", 0)})", $"Shape.Circle {{ Radius: {Pattern("int", 0)} }}", $"Shape.Square {{ Filled: {Pattern("bool", 0)} }}",
                $"Shape.Poly.Tri {{ Fill: {Pattern("Color", depth - 1)} }}", $"Shape.Poly.Quad {{ Inner: {Pattern("Shape", depth - 1)}, Big: {Pattern("bool", 0)} }}", $"Shape.Poly.Quad(_, {Pattern("bool", 0)})", "{ }"),
            "INode" => One("Leaf", "Branch", "Fork", $"Leaf {{ Last: {Pattern("bool", 0)} }}", $"Branch {{ Depth: {Pattern("Level", depth - 1)} }}", $"Fork {{ Sides: {Pattern("(bool, bool)", depth - 1)}, Depth: {Pattern("Level", 0)} }}", "{ }"),
            "bool[]" or "int[]" => List(type[..^2], depth),
            _ when type[0] == '(' => "(" + string.Join(", ", type[1..^1].Split(", ").Select(t => Pattern(t, depth - 1))) + ")",
            _ => "_",
        };
    }

    string List(string element, int depth)
    {
        var parts = Enumerable.Range(0, random.Next(4)).Select(_ => Pattern(element, depth - 1)).ToList();
        if (random.Next(2) == 0) parts.Insert(random.Next(parts.Count + 1), One("..", "..", ".. var rest"));
        return random.Next(8) == 0 ? $"{{ Length: {Number("0", "1", "2")} }}" : $"[{string.Join(", ", parts)}]".Replace(".. var rest", ".. _");
    }

    string Number(params string[] constants) => random.Next(2) == 0 ? One(constants) : One("<", "<=", ">", ">=") + " " + One([.. constants.Where(c => c != "double.NaN")]);

    string One(params string[] texts) => texts[random.Next(texts.Length)];

    /// <summary>The values that a type has in the eyes of who wrote it: enumerations have those with a name, closed types the types below.</summary>
    public static string Domain(string type, int depth = 7)
    {
        if (type[^1] == '?') return Domain(type[..^1], depth) is var inner && inner == "_" ? "_" : $"null or {inner}";
        if (type.StartsWith("Option<", StringComparison.Ordinal)) return $"null or {type}.None or {type}.Some {{ Value: {Domain(type[7..^1], depth - 1)} }}";
        return type switch
        {
            "Color" => "Color.Red or Color.Green or Color.Blue",
            "Level" => "Level.Low or Level.Mid or Level.High",
            "Shape" when depth == 0 => "null or Shape.Circle or Shape.Square or Shape.Poly.Tri or Shape.Poly.Quad",
            "Shape" => $"null or Shape.Circle or Shape.Square or Shape.Poly.Tri {{ Fill: Color.Red or Color.Green or Color.Blue }} or Shape.Poly.Quad {{ Inner: {Domain("Shape", depth - 1)} }}",
            "INode" => "null or Leaf or Fork { Depth: Level.Low or Level.Mid or Level.High } or Branch { Depth: Level.Low or Level.Mid or Level.High }",
            _ when type[0] == '(' => "(" + string.Join(", ", type[1..^1].Split(", ").Select(t => Domain(t, depth - 1))) + ")",
            _ => "_",
        };
    }
}
