using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Patterns;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>What some arms leave of the values of a subject.</summary>
/// <param name="Missing">The patterns of what is left; empty: everything is dealt with.</param>
sealed record Coverage(IReadOnlyList<string> Missing)
{
    const int MostShown = 3;

    /// <summary>Null where it would cost too much to tell.</summary>
    /// <param name="subject">What is matched.</param>
    /// <param name="model">The document around it.</param>
    /// <param name="settings">Null and records.</param>
    /// <param name="rows">The arms, read over a place.</param>
    public static Coverage? Of(Subject subject, SemanticModel model, MatchSettings settings, Func<PatternReader, Place, IEnumerable<Row>> rows)
    {
        var spaces = new SpaceOf(ClosedTypes.Of(model.Compilation, settings.IsStrict), settings.WithOblivious);
        var input = Place.Input(subject.Type);
        var start = spaces.Of(input);
        if (subject.IsNotNull) start = start with { IsNull = false };
        var usefulness = new Usefulness([.. rows(new(model.Compilation), input)], input, start, spaces);
        if (!usefulness.IsComplete) return null;
        var witness = new Witness(spaces, input, start, s => s is ITypeSymbol or IFieldSymbol ? Name(s, model, subject.Position) : s.Name);
        return new(witness.Of(usefulness.Missing));
    }

    static string Name(ISymbol symbol, SemanticModel model, int position) => symbol is IFieldSymbol ? $"{symbol.ContainingType.ToMinimalDisplayString(model, position)}.{symbol.Name}"
        : ((ITypeSymbol)symbol).WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, position);

    /// <summary>The first three cases, and how many more.</summary>
    public string Summary => string.Join(", ", Missing.Take(MostShown).Select(m => $"'{m}'")) + (Missing.Count > MostShown ? $" and {Missing.Count - MostShown} more" : "");
}
