using System.Globalization;
using System.Text;

namespace PyIdioms.Tests.Njit;

/// <summary>A random method with a loop over a Prange whose iterations leave one another alone.</summary>
sealed class SharedProgram(Random random, bool isFast)
{
    public const string Parameters = "Span<double> a, Span<double> b, Span<double> o, Span<int> k, Span<int> q, Span<long> l, int n, int w, double x";

    readonly StringBuilder before = new();
    readonly StringBuilder after = new();
    int count;

    public static string Method(string name, Random random, bool isFast) => new SharedProgram(random, isFast).Write(name);

    string Write(string name)
    {
        var body = new StringBuilder();
        for (var s = random.Next(1, 4); s > 0; s--) Statement(body);
        var range = Pick("new Prange(n)", "new Prange(w, n)", "new Prange(2, n - 1)", "new Prange(n)");
        var around = random.Next(6) == 0 ? "for (var t = 0; t < 3; t++)" : "";
        return $$"""
            [Njit(Parallel = true, FastMath = {{(isFast ? "true" : "false")}})] public static partial long {{name}}({{Parameters}});
            public static long {{name}}Core({{Parameters}})
            {
                const int Side = 3;
                var half = x / 2;
                {{before}}
                {{around}} foreach (var i in {{range}})
                {
                    {{body}}
                }
                long h = 0;
                {{after}}
                return h;
                double Mixed(double p, double r) => p * half + r;
            }
            """;
    }

    string Pick(params ReadOnlySpan<string> of) => of[random.Next(of.Length)];

    void Statement(StringBuilder text)
    {
        var name = "r" + count++;
        switch (random.Next(12))
        {
            case 0: text.AppendLine(CultureInfo.InvariantCulture, $"o[i] = {Real()};"); break;
            case 1: text.AppendLine(CultureInfo.InvariantCulture, $"q[i] {Pick("=", "+=", "*=")} {Whole()};"); break;
            case 2: text.AppendLine(CultureInfo.InvariantCulture, $"if ({Real()} > {Real()}) o[i] = {Real()}; else o[i] = {Real()};"); break;
            case 3: text.AppendLine(CultureInfo.InvariantCulture, $"for (var j = 0; j < w; j++) o[i * w + j] = a[i * w + j] * x - {Pick("b[i]", "half", "j")};"); break;
            case 4: text.AppendLine(CultureInfo.InvariantCulture, $"var {name} = 0.0; for (var j = 0; j < w; j++) {name} += {Real()}; o[i] = {name};"); break;
            case 5: text.AppendLine(CultureInfo.InvariantCulture, $"var {name} = {Real()}; var {name}c = 0; while ({name}c < 9 && {name} < 4) {{ {name} *= {name}; {name}c++; }} q[i] = {name}c;"); break;
            case 6:
                Found("int", name, "1");
                text.AppendLine(CultureInfo.InvariantCulture, $"{name} {Pick("+=", "-=", "*=", "&=", "|=", "^=")} {Whole()};");
                break;
            case 7:
                Found("long", name, Pick("0", "-1"));
                text.AppendLine(CultureInfo.InvariantCulture, $"{Pick("", "if (k[i] > 3)")} {name} {Pick("+=", "-=", "^=")} {Pick("l[i]", "(long)i * k[i]", Whole())};");
                break;
            case 8:
                Found("double", name, Pick("x", "0", "1e300"));
                text.AppendLine(CultureInfo.InvariantCulture, $"{name} = Math.{Pick("Min", "Max")}({name}, {Real()});");
                break;
            case 9:
                var (value, type) = random.Next(2) == 0 ? ("a[i]", "double") : ("k[i]", "int");
                Found(type, name, Pick("0", "5", "-7"));
                Found("int", name + "At", "-1");
                text.AppendLine(CultureInfo.InvariantCulture, $"if ({value} {Pick("<", ">")} {name}) {{ {name} = {value}; {name}At = {Pick("i", "i * 3 + w")}; }}");
                break;
            case 10:
                Found("bool", name, Pick("false", "true"));
                text.AppendLine(Pick($"{name} |= a[i] > x;", $"{name} &= k[i] > -90;", $"if (k[i] == 17) {name} = true;", $"if (k[i] == 17) {name} = false;"));
                break;
            default:
                if (!isFast) goto case 7;
                Found("double", name, Pick("0", "1"));
                text.AppendLine(CultureInfo.InvariantCulture, $"{name} {Pick("+=", "-=", "+=", "*=")} {Real()};");
                break;
        }
    }

    void Found(string type, string name, string start)
    {
        before.AppendLine(CultureInfo.InvariantCulture, $"{type} {name} = {start};");
        after.AppendLine(CultureInfo.InvariantCulture, $"h = h * 31 + {(type switch { "double" => $"BitConverter.DoubleToInt64Bits(double.IsNaN({name}) ? double.NaN : {name})", "bool" => $"({name} ? 1 : 0)", _ => name })};");
    }

    string Real() => Pick("a[i]", "a[i] * x", "b[i] - a[i]", "Math.Sqrt(Math.Abs(a[i]))", "Mixed(a[i], b[i])", "a[i + 1] - a[i]", "b[i] * b[i] + i", "k[i] * 0.5", "(a[i] > x ? b[i] : -0.0)", isFast ? "Math.Exp(b[i])" : "half");

    string Whole() => Pick("k[i]", "k[i] * i + Side", "(int)a[i]", "i ^ k[i]", "k[i] & 15", "(k[i] > 0 ? 1 : k[i] >> 2)");
}
