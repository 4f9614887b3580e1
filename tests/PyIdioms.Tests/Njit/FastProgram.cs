using System.Globalization;

namespace PyIdioms.Tests.Njit;

/// <summary>A random loop with FastMath, and one that says how far each of its results may be from that of its Core.</summary>
/// <remarks>
/// Every operation may round by half a step of its own, functions by four; what its operands are off by is passed on as far as its slope carries it. A sum that is ordered anew is
/// off by a step of all its terms for each of them.
/// </remarks>
sealed class FastProgram(Random random)
{
    /// <summary>The parameters of every program: what is read, where results go, and where it goes how far they may be off.</summary>
    public const string Parameters = "ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<float> f, ReadOnlySpan<float> g, Span<double> o, Span<float> q, double x, int n";

    static readonly (string Name, string Slope, string Argument)[] Functions =
    [
        ("Exp", "{2}", "{0}"), ("Log", "1 / Math.Abs({0})", "(Math.Abs({0}) + 0.25)"), ("Sin", "1", "{0}"), ("Cos", "1", "{0}"), ("Tan", "(1 + {2} * {2})", "{0}"), ("Tanh", "1", "{0}"), ("Erf", "1.13", "{0}"), ("Sqrt", "1 / {2}", "(Math.Abs({0}) + 0.25)"),
    ];

    /// <summary>A value, and how far it may be off, as code.</summary>
    readonly record struct Term(string Value, string Off);

    /// <summary>The partial method, its Core, and the loop that measures: it writes to the same spans.</summary>
    public static string Method(string name, Random random) => new FastProgram(random).Write(name);

    string Write(string name)
    {
        var isFloat = random.Next(3) == 0;
        var type = isFloat ? "float" : "double";
        var steps = isFloat ? "1.2e-7" : "2.3e-16";
        var to = isFloat ? "q" : "o";
        var isSum = random.Next(3) == 0;
        var term = Value(random.Next(1, 4), isFloat, steps);
        var header = Pick("for (var i = 0; i < n; i++)", "for (var i = n - 1; i >= 0; i--)", "for (var i = 1; i < n; i += 2)", "for (var i = 0; i < n; i++)");
        var choice = random.Next(4) == 0 ? Pick("if (a[i] > b[i]) ", "if (b[i] > 0 && f[i] < 3) ") : "";
        // Where results follow one another closely, a comparison of nearly the same numbers would choose otherwise: both sides read what is exact.
        var (fast, measured) = isSum
            ? ($"{type} s = 3; {header} {choice}s {Pick("+=", "-=")} {term.Value}; {to}[0] = s;", $"double t = 3, e = 0; {header} {choice}{{ t += Math.Abs({term.Value}); e += {term.Off}; }} {to}[0] = ({type})(e + t * (n + 4) * {steps});")
            : ($"{header} {choice}{to}[i] = {term.Value};", $"{header} {choice}{to}[i] = ({type})({term.Off});");
        return $$"""
            [Njit(FastMath = true)] public static partial void {{name}}({{Parameters}});
            public static void {{name}}Core({{Parameters}}) { {{fast}} }
            public static void {{name}}Off({{Parameters}}) { {{measured}} }
            """;
    }

    string Pick(params ReadOnlySpan<string> of) => of[random.Next(of.Length)];

    Term Value(int depth, bool isFloat, string steps)
    {
        if (depth == 0)
        {
            var leaf = isFloat ? Pick("f[i]", "g[i]", "f[n - 1 - i]", "2.5f") : Pick("a[i]", "b[i]", "a[n - 1 - i]", "x", "0.75");
            return new(leaf, "0.0");
        }
        var left = Value(depth - 1, isFloat, steps);
        if (random.Next(3) == 0)
        {
            var (name, slope, safe) = Functions[random.Next(Functions.Length)];
            var home = name == "Erf" ? "PyMath" : isFloat ? "MathF" : "Math";
            var argument = string.Format(CultureInfo.InvariantCulture, safe, left.Value);
            if (isFloat) argument = $"(float)({argument})";
            var value = $"{(name == "Erf" && isFloat ? "(float)" : "")}{home}.{name}({argument})";
            return new(value, $"({left.Off} * {string.Format(CultureInfo.InvariantCulture, slope, argument, "", value)} + 9 * {steps} * Math.Abs({value}))");
        }
        var right = Value(random.Next(depth), isFloat, steps);
        switch (random.Next(5))
        {
            case 0 or 1:
                var op = Pick("+", "-");
                return new($"({left.Value} {op} {right.Value})", $"({left.Off} + {right.Off} + {steps} * (Math.Abs({left.Value}) + Math.Abs({right.Value})))");
            case 2 or 3:
                return new($"({left.Value} * {right.Value})", $"({left.Off} * Math.Abs({right.Value}) + {right.Off} * Math.Abs({left.Value}) + {steps} * Math.Abs({left.Value} * {right.Value}))");
            default:
                var (divisor, literal) = isFloat ? ("3.7f", "3.7") : (Pick("x", "1.9"), "");
                if (literal.Length == 0) literal = divisor;
                return new($"({left.Value} / {divisor})", $"(({left.Off} + 2 * {steps} * Math.Abs({left.Value})) / Math.Abs({literal}))");
        }
    }
}
