using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Patterns;
using PyIdioms.TestKit;

namespace PyIdioms.Kernel.Tests.Patterns;

/// <summary>What rustc's tests of usefulness say holds here too: which matches leave something, what it is, and which arms nothing reaches.</summary>
public class UsefulnessFacts
{
    const string Types = """
        enum Two { A, B }
        enum Side { North, East, South, West }
        enum Six { A, B, C, D, E, F }
        enum Xyz { A, B, C }
        enum Twelve { L1, L2, L3, L4, L5, L6, L7, L8, L9, L10, L11, L12 }
        sealed record Foo(bool A, int? B, Side? Side);
        sealed record Outer(Six Six, int Id);
        abstract record Color { Color() { } public sealed record Red : Color; public sealed record Green : Color; public sealed record Custom(bool A, byte R, byte G, byte Blue) : Color; }
        abstract record Nested { Nested() { } public sealed record Holds(Two Of) : Nested; public sealed record Empty : Nested; }
        abstract record Inner { Inner() { } public sealed record C(Two Of) : Inner; }
        abstract record Three { Three() { } public sealed record A(bool On) : Three; public sealed record B(bool On) : Three; public sealed record C(bool On) : Three; }
        abstract record Tt { Tt() { } public sealed record T1 : Tt; public sealed record T2 : Tt; }
        abstract record Vv { Vv() { } public sealed record V1(int I) : Vv; public sealed record V2(bool B) : Vv; }
        """;

    sealed record Fact(string Text, string Type, List<string> Arms, HashSet<int> Unreachable, List<string> Named)
    {
        public static Fact Parse(string line)
        {
            var (head, arrow) = (line, line.IndexOf(" -> ", StringComparison.Ordinal));
            var named = arrow < 0 ? [] : Split(line[(arrow + 4)..]);
            if (arrow >= 0) head = line[..arrow];
            var colon = head.IndexOf(": ", StringComparison.Ordinal);
            var arms = head[(colon + 2)..].Split('|', StringSplitOptions.TrimEntries);
            return new(line, head[..colon], [.. arms.Select(a => a.TrimStart('!'))], [.. Enumerable.Range(0, arms.Length).Where(i => arms[i].StartsWith('!'))], named);
        }

        /// <summary>Patterns with commas between them, as they stand in no parentheses.</summary>
        static List<string> Split(string text)
        {
            var (depth, parts) = (0, new List<string> { "" });
            foreach (var c in text)
            {
                depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
                if (c == ',' && depth == 0) parts.Add("");
                else parts[^1] += c;
            }
            return [.. parts.Select(p => p.Trim())];
        }

        public bool IsGuarded(int arm) => arm < Arms.Count && Arms[arm].EndsWith('?');

        public IEnumerable<string> Written => Arms.Select(a => a.TrimEnd('?').Trim() + (a.EndsWith('?') ? " when g" : "")).Concat(Named);
    }

    static readonly List<Fact> Facts = [.. File.ReadAllLines(Path.Combine(Repository.Root, "tests/PyIdioms.Kernel.Tests/Patterns/usefulness.txt"))
        .Where(l => l.Length > 0 && l[0] is not ('#' or '/')).Select(Fact.Parse)];

    [Fact]
    public void There_are_many() => Assert.InRange(Facts.Count, 150, int.MaxValue);

    [Fact]
    public void All_hold()
    {
        var source = new StringBuilder("#nullable enable\n").AppendLine(Types).AppendLine("static class Matches {");
        for (var i = 0; i < Facts.Count; i++) source.AppendLine(CultureInfo.InvariantCulture, $"static int M{i}({Facts[i].Type} x, bool g) => x switch {{ {string.Join(", ", Facts[i].Written.Select(a => a + " => 0"))} }};");
        var compilation = Workbench.Compile(source.AppendLine("}").ToString());
        var model = compilation.GetSemanticModel(compilation.SyntaxTrees[0]);
        var errors = model.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS8510").ToList();
        Assert.True(errors.Count == 0, string.Join("\n", errors));
        var methods = compilation.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().ToList();
        var wrong = Facts.Select((fact, i) => (fact, Problem: ProblemOf(fact, (ISwitchExpressionOperation)model.GetOperation(methods[i].DescendantNodes().OfType<SwitchExpressionSyntax>().First())!, compilation))).Where(p => p.Problem is not null).ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Select(p => $"{p.fact.Text}\n    {p.Problem}")));
    }

    static string? ProblemOf(Fact fact, ISwitchExpressionOperation operation, Compilation compilation)
    {
        var spaces = new SpaceOf(ClosedTypes.Of(compilation), withOblivious: false);
        var input = Place.Input(operation.Value.Type!);
        // Behind a test for null the compiler takes the subject for one that may be null.
        var start = fact.Type.EndsWith('?') ? spaces.Of(input) : spaces.Of(input) with { IsNull = false };
        var reader = new PatternReader(compilation);
        var rows = operation.Arms.Select((a, i) => new Row(reader.Read(a.Pattern, input), fact.IsGuarded(i))).ToList();
        var own = new Usefulness([.. rows.Take(fact.Arms.Count)], input, start, spaces);
        if (!own.IsComplete) return "not decided";
        var unreached = Enumerable.Range(0, fact.Arms.Count).Where(i => !own.IsReached(i)).ToList();
        if (!fact.Unreachable.SetEquals(unreached)) return $"not reached: {string.Join(", ", unreached)}";
        if ((own.Missing.Count == 0) != (fact.Named.Count == 0)) return $"missing: {string.Join(", ", new Witness(spaces, input, start, s => s.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)).Of(own.Missing))}";
        var missed = Enumerable.Range(fact.Arms.Count, fact.Named.Count).Where(i => !new Usefulness([.. rows.Take(fact.Arms.Count), rows[i]], input, start, spaces).IsReached(fact.Arms.Count)).ToList();
        return missed.Count == 0 ? null : $"not missing: {string.Join(", ", missed.Select(i => fact.Named[i - fact.Arms.Count]))}";
    }
}
