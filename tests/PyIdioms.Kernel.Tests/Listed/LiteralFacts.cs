using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Analyzers.Types;
using PyIdioms.Kernel.Symbols;
using PyIdioms.TestKit;

namespace PyIdioms.Kernel.Tests.Listed;

/// <summary>What CPython and mypy say of Literal is so here: which values it has, when two are one, what is a member.</summary>
public partial class LiteralFacts
{
    static readonly JsonElement Facts = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests/PyIdioms.Kernel.Tests/Listed/literal.json"))).RootElement;

    static IEnumerable<JsonElement> All(string section) => Facts.GetProperty(section).EnumerateArray();

    /// <summary>Bytes are no constant that a C# attribute can have.</summary>
    static bool CanSay(JsonElement fact) => !fact.ToString().Contains("[b'", StringComparison.Ordinal);

    [Fact]
    public void ItsValuesAreTheArgumentsEachOnce()
    {
        var facts = All("args").Where(CanSay).ToArray();
        Assert.Equal(4, facts.Length);
        Assert.All(facts, fact => Assert.Equal(fact.GetProperty("args").EnumerateArray().Select(a => CSharp(a.GetString()!)), ContractOf(fact.GetProperty("expr").GetString()!).Values.Select(v => v.Text)));
    }

    [Fact]
    public void TwoAreOneIfTheirValuesAre()
    {
        Assert.Equal(4, All("equal").Count());
        Assert.All(All("equal"), fact => Assert.Equal(fact.GetProperty("eq").GetBoolean(), ContractOf(fact.GetProperty("a").GetString()!).All.SetEquals(ContractOf(fact.GetProperty("b").GetString()!).All)));
    }

    [Fact]
    public async Task AMemberHasTheTypeAndTheValue()
    {
        Assert.Equal(6, All("membership_by_type_and_value").Count());
        foreach (var fact in All("membership_by_type_and_value"))
        {
            var (set, value, isMember) = (fact.GetProperty("set").GetString()!, CSharp(fact.GetProperty("value").GetString()!), fact.GetProperty("member").GetBoolean());
            Assert.Equal(isMember, Assert.Single(await FindingsOf(set, "object", value)) is null);
            if (value[0] == '"') Assert.Equal(isMember, Assert.Single(await FindingsOf(set, "string", value)) is null);
        }
    }

    /// <summary>The finding of each value that is passed; null where there is none.</summary>
    static async Task<Diagnostic?[]> FindingsOf(string set, string type, string value)
    {
        var compilation = Workbench.Compile($$"""public static class C { static void Take([{{CSharp(set)}}] {{type}} x) { } static void M() => Take({{value}}); }""");
        var findings = await compilation.WithAnalyzers([new UnlistedValue()]).GetAnalyzerDiagnosticsAsync();
        Assert.All(findings, f => Assert.Equal("PYI0202", f.Id));
        return [findings.SingleOrDefault()];
    }

    static LiteralContract ContractOf(string expression)
    {
        var compilation = Workbench.Compile($$"""public static class C { [{{CSharp(expression)}}] public static object? F; }""");
        return Literals.In(compilation)!.Of(compilation.GetTypeByMetadataName("C")!.GetMembers("F").Single())!;
    }

    /// <summary>A Python literal or a Literal of them as C# says it; one inside of another is a list.</summary>
    static string CSharp(string python)
    {
        var text = Quoted().Replace(python, "\"$1\"").Replace("None", "null", StringComparison.Ordinal).Replace("True", "true", StringComparison.Ordinal);
        if (!text.StartsWith("Literal[", StringComparison.Ordinal)) return text;
        var inner = Nested().Replace(text["Literal[".Length..^1], "new object[] { $1 }");
        return $"Literal({inner})";
    }

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"Literal\[([^\]]*)\]")]
    private static partial Regex Nested();
}
