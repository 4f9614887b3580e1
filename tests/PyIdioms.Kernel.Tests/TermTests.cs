using System.Collections.Immutable;
using CsCheck;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Tests;

public class TermTests
{
    static readonly string[] Texts =
    [
        "number", "other", "number + other", "other + number", "number - other", "number + 1", "1 + number", "checked(number + other)", "-number", "~number", "(long)number", "(short)number", "1", "1L", "'1'", "\"1\"",
        "text + \"a\"", "$\"{number}\"", "$\"{number:x}\"", "$\"{number:X}\"", "$\"{number,1}\"", "$\"{number,2}\"", "$\"{number,1:x}\"", "$\"{other}\"", "$\"{number}{other}\"", "$\"{number} {other}\"", "$\"a{number}\"",
        "text.Trim()", "text.ToUpper()", "text[0]", "text[1]", "text[number]", "(number, other)", "(other, number)", "typeof(int)", "typeof(long)", "a", "a.next", "b.next", "a.next.next", "pair.first", "pair.Item1",
        "number == other", "number != other", "number < other", "number > other", "a == null", "b == null", "text == null", "flag", "!flag", "flag && number > 1", "((number))", "\"a,1\"", "\"a\" + text",
    ];

    static readonly ImmutableDictionary<string, IOperation> Parts = PlaceTests.PartsOf(string.Concat(Texts.Concat(
    [
        "$\"{builder}\"", "$\"{thing}\"", "$\"{a}\"", "a.ToString()", "items[0]", "items.Count + new object().GetHashCode()", "time.Ticks", "DateTime.Now", "a.moving", "number++", "new object()", "a is null", "a is not null", "a != null", "null == a",
        "!(a == null)", "!!flag", "!(number == other)", "other == number", "maybe == true", "a is { }", "text is null",
    ]).Select(t => $"_ = {t};\n")));

    static Term? Of(string text) => Term.Of(Parts[text]);

    static readonly Term[] All = [.. Texts.Select(t => Of(t)).OfType<Term>()];
    static readonly Gen<Term> Terms = Gen.Int[0, All.Length - 1].Select(i => All[i]);

    [Fact]
    public void EqualityIsAnEquivalenceAndHashesFollow() => Gen.Select(Terms, Terms, Terms).Sample((s, t, u) =>
        s.Equals(s) && s.Equals(t) == t.Equals(s) && (!s.Equals(t) || !t.Equals(u) || s.Equals(u)) && (!s.Equals(t) || s.GetHashCode() == t.GetHashCode() && s.Places.SequenceEqual(t.Places)), iter: 5_000);

    /// <summary>Different expressions are different terms, but for parentheses and the two names of a tuple's element.</summary>
    [Fact]
    public void DifferentExpressionsAreDifferentTerms()
    {
        var same = from one in Texts from other in Texts where string.CompareOrdinal(one, other) < 0 && Of(one) is { } term && term.Equals(Of(other)) select $"{one} = {other}";
        Assert.Equal(["((number)) = number", "pair.Item1 = pair.first"], same.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AllOfThemAreTerms() => Assert.DoesNotContain(Texts, t => Of(t) is null);

    [Theory]
    [InlineData("$\"{builder}\""), InlineData("$\"{thing}\""), InlineData("$\"{a}\""), InlineData("a.ToString()"), InlineData("items[0]"), InlineData("items.Count + new object().GetHashCode()")]
    [InlineData("time.Ticks"), InlineData("DateTime.Now"), InlineData("a.moving"), InlineData("number++"), InlineData("new object()")]
    public void WhatMayDifferTheSecondTimeIsNone(string text) => Assert.Null(Of(text));

    [Theory]
    [InlineData("a == null", "a is null", true)]
    [InlineData("a == null", "null == a", true)]
    [InlineData("a == null", "a != null", false)]
    [InlineData("a == null", "a is not null", false)]
    [InlineData("a == null", "!(a == null)", false)]
    [InlineData("text == null", "text is null", true)]
    [InlineData("flag", "!flag", false)]
    [InlineData("flag", "!!flag", true)]
    [InlineData("number == other", "number != other", false)]
    [InlineData("number == other", "!(number == other)", false)]
    public void ConditionsAreOneTermWithoutTheirNegations(string one, string other, bool agree)
    {
        foreach (var start in new[] { false, true })
        {
            var (left, right) = (start, start);
            Assert.Equal(Term.OfCondition(Parts[one], ref left), Term.OfCondition(Parts[other], ref right));
            Assert.NotNull(Term.OfCondition(Parts[one], ref left));
            var (first, second) = (start, start);
            _ = Term.OfCondition(Parts[one], ref first);
            _ = Term.OfCondition(Parts[other], ref second);
            Assert.Equal(agree, first == second);
        }
    }

    [Theory, InlineData("a == null", "b == null"), InlineData("a == null", "text == null"), InlineData("number < other", "number > other"), InlineData("flag", "number == other")]
    public void OtherConditionsAreOtherTerms(string one, string other)
    {
        var (left, right) = (true, true);
        Assert.NotEqual(Term.OfCondition(Parts[one], ref left), Term.OfCondition(Parts[other], ref right));
    }

    [Fact]
    public void ATermIsChangedByItsPlaces() => Gen.Select(Terms, Terms).Sample((s, t) =>
        s.Places.All(s.IsChangedBy) && t.Places.All(p => s.IsChangedBy(p) == s.Places.Any(own => own.IsChangedBy(p))), iter: 2_000);

    [Theory, InlineData("a.next.next", "a", true), InlineData("a", "a.next", false), InlineData("number + other", "other", true), InlineData("pair.first", "pair.Item1", true), InlineData("1", "number", false)]
    public void IsChangedBy(string term, string written, bool changed) => Assert.Equal(changed, Of(term)!.IsChangedBy(Place.Of(Parts[written])!));
}
