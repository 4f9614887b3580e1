using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What a value can carry: text of the program, text of a primitive, anything.</summary>
public enum Level
{
    Literal,
    Scalar,
    Unknown,
}

/// <summary>What kind of thing a part of a value came from.</summary>
public enum OriginKind
{
    Parameter,
    Call,
    Member,
    Element,
    Other,
}

/// <summary>What a call that has still to be looked into was made with, in the order of the parameters.</summary>
public sealed record CallArguments(System.Collections.Immutable.ImmutableArray<Value> Values)
{
    public bool Equals(CallArguments? other) => other is not null && Values.SequenceEqual(other.Values);
    public override int GetHashCode() => Values.Length;
}

/// <summary>What is known of a part as a path.</summary>
public enum PathState
{
    Any,

    /// <summary>All of the path is resolved: no <c>..</c> is left in it.</summary>
    Full,

    /// <summary>It was checked to lie in a folder.</summary>
    Confined,
}

/// <summary>Where a part of a value came from that the program does not spell out, and how it is set into the text around it.</summary>
/// <param name="Kind">What kind of thing it came from.</param>
/// <param name="Level">What the part can carry; <see cref="Provenance.Level.Literal"/> where it only chose among literals, as an index does.</param>
/// <param name="Symbol">The parameter, the method called, the field or property read.</param>
/// <param name="Syntax">Where that stands.</param>
/// <param name="IsWhole">Whether the part is the whole value: no text has met it.</param>
/// <param name="Before">The text that stands before it, its end; empty where it is not known.</param>
/// <param name="After">The text that follows it, its beginning; null while nothing does.</param>
/// <param name="Through">The call at which the part entered the method, where it came through a parameter.</param>
/// <param name="Path">What is known of it as a path.</param>
/// <param name="IsPending">Whether what is ever written to the member has still to be asked.</param>
/// <param name="From">Where that in turn was taken from: the object a property was read of, what was written to a field.</param>
/// <param name="Arguments">The arguments of a call that has still to be looked into.</param>
public sealed record Origin(OriginKind Kind, Level Level, ISymbol? Symbol, SyntaxNode? Syntax, bool IsWhole = true, string Before = "", string? After = null, SyntaxNode? Through = null, PathState Path = PathState.Any, bool IsPending = false, Origin? From = null, CallArguments? Arguments = null)
{
    const int MostText = 48, MostChain = 4;

    /// <summary>This origin and those it was taken from.</summary>
    public IEnumerable<Origin> Chain()
    {
        for (var origin = this; origin is not null; origin = origin.From) yield return origin;
    }

    /// <summary>The origin with where it was taken from; a chain ends somewhere.</summary>
    public Origin TakenFrom(Origin? source) => source is null ? this : this with { From = Bounded(source, MostChain) };

    /// <summary>The origin with one more that it was taken from, behind those that are known.</summary>
    internal Origin AlsoFrom(Origin source) => From is null ? TakenFrom(source) : TakenFrom(From.AlsoFrom(source));

    static Origin? Bounded(Origin? origin, int length) => origin is null || length == 0 ? null
        : origin.From is null ? origin : origin with { From = Bounded(origin.From, length - 1) };

    /// <summary>The part with text before it.</summary>
    public Origin Behind(string text, bool isText) =>
        !IsWhole || !isText ? this : this with { IsWhole = false, Before = Last(text) };

    /// <summary>The part with text behind it.</summary>
    public Origin Ahead(string text, bool isOpen, bool isText) => !isText || !IsWhole && !(isOpen && After is null) ? this
        : this with { IsWhole = false, After = isOpen || IsWhole ? First(text) : After };

    /// <summary>This part where another stood: it takes its surroundings over.</summary>
    public Origin InPlaceOf(Origin other) => this with
    {
        Level = (Level)Math.Min((int)Level, (int)other.Level),
        IsWhole = IsWhole && other.IsWhole,
        Path = (PathState)Math.Max((int)Path, (int)other.Path),
        Before = IsWhole ? other.Before : Before,
        After = IsWhole ? other.After : After,
    };

    static string Last(string text) => text.Length <= MostText ? text : text.Substring(text.Length - MostText);

    static string First(string text) => text.Length <= MostText ? text : text.Substring(0, MostText);

    public bool Equals(Origin? other) => other is not null && Kind == other.Kind && Level == other.Level && Syntax == other.Syntax && IsWhole == other.IsWhole
        && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol) && Before == other.Before && After == other.After && Through == other.Through && Path == other.Path && IsPending == other.IsPending && Equals(Arguments, other.Arguments) && Equals(From, other.From);

    public override int GetHashCode() => unchecked((Syntax?.SpanStart ?? 0) * 31 + (int)Kind * 7 + Before.Length);

    /// <summary>An order that does not depend on the way in which the parts were found.</summary>
    internal static int Compare(Origin left, Origin right)
    {
        var order = right.Level.CompareTo(left.Level);
        if (order == 0) order = string.CompareOrdinal(left.Syntax?.SyntaxTree.FilePath, right.Syntax?.SyntaxTree.FilePath);
        if (order == 0) order = (left.Syntax?.SpanStart ?? -1).CompareTo(right.Syntax?.SpanStart ?? -1);
        if (order == 0) order = (left.Syntax?.Span.Length ?? 0).CompareTo(right.Syntax?.Span.Length ?? 0);
        if (order == 0) order = left.Kind.CompareTo(right.Kind);
        if (order == 0) order = left.IsWhole.CompareTo(right.IsWhole);
        if (order == 0) order = string.CompareOrdinal(left.Before, right.Before);
        if (order == 0) order = string.CompareOrdinal(left.After, right.After);
        if (order == 0) order = (left.Through?.SpanStart ?? -1).CompareTo(right.Through?.SpanStart ?? -1);
        if (order == 0) order = left.Path.CompareTo(right.Path);
        if (order == 0) order = left.IsPending.CompareTo(right.IsPending);
        if (order == 0) order = string.CompareOrdinal(left.Symbol?.Name, right.Symbol?.Name);
        return order != 0 || left.From is null || right.From is null ? order != 0 ? order : (left.From is null).CompareTo(right.From is null) : Compare(left.From, right.From);
    }
}
