using System.Collections.Immutable;
using PyIdioms.Analyzers.Design;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of <see cref="SetParts"/>, on functions that use a generated builder in all the ways that a graph can take.</summary>
public class SetPartsLaws : DomainLaws<SetParts, ImmutableDictionary<Place, ImmutableHashSet<string>>>
{
    static readonly string[] Steps =
    [
        "q = q.Owner(\"o\");",
        "if (a) q = q.Owner(\"o\");",
        "if (b) q = q.Owner(\"o\"); else q = q.Size(1);",
        "while (n-- > 0) q = q.Size(n);",
        "var r = q; if (b) r = r.Table(\"t\"); q = a ? r : q.Owner(\"p\");",
        "try { q = q.Table(\"t\"); } catch (Exception) { q = q.Size(2); }",
        "q = n switch { 0 => q.Size(0), 1 => Made(q), _ => new Query.Builder() };",
    ];

    static readonly Lazy<ImmutableArray<FlowCase>> Builders = new(static () => [.. FlowCase.Generating($$"""
        [Builder] public sealed partial record Query(string Table) { public required string Owner { get; init; } public required int Size { get; init; } }

        public static class Uses
        {
            static Query.Builder Made(Query.Builder q) => q.Owner("made").Size(3);
        {{string.Concat(Steps.SelectMany((first, i) => Steps.Where(second => second != first).Select((second, j) =>
            $"static Query M{i}{j}(bool a, bool b, int n) {{ var q = new Query.Builder(); {first} {second} return q.Build(); }}\n")))}}
        }
        """)]);

    protected override IEnumerable<FlowCase> Cases => Builders.Value;

    protected override SetParts DomainOf(FlowCase on) => new(on.Graph, on.Compilation, SetParts.Nothing, CancellationToken.None);

    protected override string Show(ImmutableDictionary<Place, ImmutableHashSet<string>> state) => string.Join("; ", state.Select(static s => $"{s.Key}: {string.Join(", ", s.Value)}"));
}
