using CsCheck;
using PyIdioms.Kernel.Rules;

namespace PyIdioms.Kernel.Tests;

/// <summary>What "did you mean" finds.</summary>
public class ClosestNameTests
{
    static readonly Gen<string> Word = Gen.Char["abc"].Array[0, 6].Select(letters => new string(letters));

    [Theory]
    [InlineData("sqll", "sql")]
    [InlineData("Rnu", "Run")]
    [InlineData("run", "Run")]
    [InlineData("scalar", "scalars")]
    [InlineData("something", null)]
    [InlineData("xy", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_found(string name, string? expected) => Assert.Equal(expected, ClosestName.Of(name, ["sql", "Run", "scalars", "process"]));

    [Fact]
    public void Of_two_equally_near_the_order_of_the_candidates_does_not_decide() =>
        Gen.Select(Word, Word.Array[0, 5]).Sample((name, all) => Assert.Equal(ClosestName.Of(name, all), ClosestName.Of(name, all.Reverse())));

    [Fact]
    public void A_distance_is_one_from_both_ends() => Gen.Select(Word, Word).Sample((left, right) => ClosestName.Distance(left, right) == ClosestName.Distance(right, left)
        && (ClosestName.Distance(left, right) == 0) == (left == right) && ClosestName.Distance(left, right) <= Math.Max(left.Length, right.Length));

    [Fact]
    public void A_slip_of_the_finger_is_one() => Gen.Select(Word, Gen.Int[0, 6], Gen.Char["abc"]).Sample((word, at, letter) =>
        ClosestName.Distance(word, word.Insert(Math.Min(at, word.Length), letter.ToString())) == 1
        && (word.Length < 2 || ClosestName.Distance(word, word[1..]) == 1 && ClosestName.Distance(word, $"{word[1]}{word[0]}{word[2..]}") <= 1));
}
