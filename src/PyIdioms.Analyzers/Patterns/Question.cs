using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Patterns;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>What is asked of a match: which values of its subject nothing takes.</summary>
/// <param name="Subject">What is matched.</param>
/// <param name="Input">The place that it is in.</param>
/// <param name="Listed">The parts of it whose values are listed.</param>
/// <param name="Closed">The types whose subtypes are known.</param>
sealed record Question(Subject Subject, Place Input, ImmutableDictionary<Place, LiteralContract> Listed, ClosedTypes Closed, MatchSettings Settings, SemanticModel Model)
{
    const int MostShown = 3;

    /// <summary>Null where the type of what is matched is not known.</summary>
    public static Question? About(IOperation subject, SemanticModel model, AnalyzerOptions options, CancellationToken cancel)
    {
        if (Subject.Of(subject, model, cancel) is not { } known) return null;
        var settings = MatchSettings.At(options, subject.Syntax.SyntaxTree);
        var input = Place.Input(known.Type);
        return new(known, input, ListedParts.Of(subject, input, model.Compilation), ClosedTypes.Of(model.Compilation, settings.IsStrict), settings, model);
    }

    /// <summary>Whether all values of the subject have a name.</summary>
    public bool IsNamed => !Listed.IsEmpty || MatchDomains.IsNamed(Subject.Type, Closed);

    /// <summary>Whether the subject's type, or a list of its values, says that it is closed.</summary>
    public bool IsClosed => Listed.ContainsKey(Input) || MatchDomains.IsClosed(Subject.Type, Closed);

    /// <summary>The patterns of what neither the way to a match nor its arms take; empty where that is nothing, null where it would cost too much to tell.</summary>
    public IReadOnlyList<string>? Missing(Known known, Arms? arms)
    {
        var spaces = new SpaceOf(Closed, Settings.WithOblivious, listed: Listed);
        var (reader, input) = (new PatternReader(Model.Compilation), Input);
        var start = spaces.Of(input);
        if (Subject.IsNotNull) start = start with { IsNull = false };
        var usefulness = new Usefulness([.. known.Rows(reader, input), .. arms?.Rows(reader, input) ?? []], input, start, spaces);
        return usefulness.IsComplete ? new Witness(spaces, input, start, s => s is ITypeSymbol or IFieldSymbol ? Name(s) : s.Name).Of(usefulness.Missing) : null;
    }

    /// <summary>The arms that nothing reaches: what they match, the way to the match or the arms above take. An enumeration may hold numbers without a name, a reference null.</summary>
    public IEnumerable<Clause> Unreached(Known known, Arms arms)
    {
        var spaces = new SpaceOf(Closed, withOblivious: true, withUnnamed: true);
        var (reader, input) = (new PatternReader(Model.Compilation), Place.Input(Subject.Type));
        var start = spaces.Of(input) with { IsNull = spaces.Of(input).IsNull || !Subject.Type.IsValueType };
        Row[] before = known.IsOwn ? [.. known.Rows(reader, input)] : [];
        if (before.Length == 0 && !HoldsClosed) return [];
        Row[] own = [.. arms.Clauses.Select(c => c.IsDefault ? new(Formula.False, false) : c.Row(reader, input))];
        var usefulness = new Usefulness([.. before, .. own], input, start, spaces);
        return usefulness.IsComplete ? arms.Clauses.Where((c, i) => !c.IsRest && !usefulness.IsReached(before.Length + i) && IsPossible(own[i]) && !TakesAll(own[i])) : [];

        bool IsPossible(Row row) => new Usefulness([row], input, start, spaces) is { IsComplete: true } alone && alone.IsReached(0);
        bool TakesAll(Row row) => new Usefulness([row], input, start with { IsNull = false }, spaces) is { Missing.Count: 0 };
    }

    /// <summary>Whether a closed type is a part of what is matched: of others the compiler finds all arms that nothing reaches.</summary>
    public bool HoldsClosed => Holds(Subject.Type);

    bool Holds(ITypeSymbol type) => Closed.IsClosed(type) || type is IArrayTypeSymbol { ElementType: var element } && Holds(element) || type is INamedTypeSymbol { TypeArguments: var parts } && parts.Any(Holds);

    string Name(ISymbol symbol) => symbol is IFieldSymbol ? $"{symbol.ContainingType.ToMinimalDisplayString(Model, Subject.Position)}.{symbol.Name}"
        : ((ITypeSymbol)symbol).WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(Model, Subject.Position);

    /// <summary>The first three cases, and how many more.</summary>
    public static string Summary(IReadOnlyList<string> missing) => string.Join(", ", missing.Take(MostShown).Select(m => $"'{m}'")) + (missing.Count > MostShown ? $" and {missing.Count - MostShown} more" : "");
}
