using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Kernel.Tests;

public class WordIndexTests
{
    [Theory]
    [InlineData("command.CommandText = sql;", "CommandText", 8)]
    [InlineData("headers[\"X-Api-Key\"] = key;", "X-Api-Key", 9)]
    [InlineData("settings[\"Jwt:Key\"]", "Jwt:Key", 10)]
    [InlineData("settings[\"Jwt:Key\"]", "Key", 14)]
    [InlineData("// token", "token", 3)]
    [InlineData("größe = 1", "größe", 0)]
    public void Words_are_found_where_they_stand(string text, string word, int place) => Assert.Equal([place], IndexOf(text).PlacesOf(word));

    [Fact]
    public void Every_place_of_a_word_counts_and_no_other() => Assert.Equal([0, 6], IndexOf("a = b(a, ab)").PlacesOf("a"));

    [Theory]
    [InlineData("return x;", "return")]
    [InlineData("1e10f", "e10f")]
    [InlineData("a b", "c")]
    public void Keywords_numbers_and_what_is_not_there_have_no_place(string text, string word) => Assert.Empty(IndexOf(text).PlacesOf(word));

    [Theory]
    [InlineData("new System.Random(1)", "Random", 11)]
    [InlineData("new(1)", WordIndex.Implied, 3)]
    [InlineData("X() : base(1)", WordIndex.Implied, 10)]
    public void Types_that_are_made_are_found(string text, string type, int place) => Assert.Equal([place], IndexOf(text).PlacesMade(type));

    /// <summary>The memory that reading uses is kept for the next document.</summary>
    [Fact]
    public void Documents_do_not_mix()
    {
        var first = IndexOf("one two");
        var second = IndexOf("three");
        Assert.Equal(["one", "two"], first.Words);
        Assert.Equal(["three"], second.Words);
    }

    static WordIndex IndexOf(string text) => WordIndex.Of(CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
}
