using System.Numerics;
using System.Text;

namespace PyIdioms.Tests.Security;

/// <summary>What CPython's <c>secrets</c> answers, asked of ours.</summary>
public class SecretsTests
{
    static readonly string Long = new('a', 1000);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2)]
    [InlineData(16, 32)]
    [InlineData(32, 64)]
    [InlineData(64, 128)]
    public void HexTokens(int bytes, int length) => Assert.Matches($"^[0-9a-f]{{{length}}}$", Secrets.TokenHex(bytes));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 3)]
    [InlineData(16, 22)]
    [InlineData(64, 86)]
    public void UrlSafeTokens(int bytes, int length) => Assert.Matches($"^[A-Za-z0-9_-]{{{length}}}$", Secrets.TokenUrlSafe(bytes));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    public void ByteTokens(int bytes) => Assert.Equal(bytes, Secrets.TokenBytes(bytes).Length);

    [Fact]
    public void ThirtyTwoBytesUnlessAsked()
    {
        Assert.Equal(32, Secrets.TokenBytes().Length);
        Assert.Equal(64, Secrets.TokenHex(null).Length);
        Assert.Equal(43, Secrets.TokenUrlSafe().Length);
    }

    [Fact]
    public void NegativeSizesAreRefused()
    {
        foreach (var token in (Func<object>[])[() => Secrets.TokenBytes(-1), () => Secrets.TokenHex(-1), () => Secrets.TokenUrlSafe(-1)])
        {
            Assert.Equal("nbytes", Assert.Throws<ArgumentOutOfRangeException>(token).ParamName);
        }
    }

    [Fact]
    public void NoTokenComesTwice()
    {
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => Secrets.TokenHex(8)).Distinct().Count());
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => Secrets.TokenUrlSafe(8)).Distinct().Count());
    }

    [Fact]
    public void EveryUrlSafeLetterComes() => Assert.Equal(64, Secrets.TokenUrlSafe(30_000).Distinct().Count());

    [Fact]
    public void NumbersBelow()
    {
        Assert.Equal(0, Secrets.RandBelow(1));
        Assert.Equal(0L, Secrets.RandBelow(1L));
        Assert.Equal(BigInteger.Zero, Secrets.RandBelow(BigInteger.One));
        Assert.Equal([0, 1, 2, 3, 4], Enumerable.Range(0, 500).Select(_ => Secrets.RandBelow(5)).Distinct().Order());
        Assert.Equal([0L, 1, 2, 3, 4], Enumerable.Range(0, 500).Select(_ => Secrets.RandBelow(5L)).Distinct().Order());
        Assert.All(Enumerable.Range(0, 500), _ => Assert.InRange(Secrets.RandBelow(3L << 40), 0, (3L << 40) - 1));
        var limit = BigInteger.Pow(2, 200) + 1;
        var numbers = Enumerable.Range(0, 200).Select(_ => Secrets.RandBelow(limit)).ToArray();
        Assert.All(numbers, number => Assert.InRange(number, BigInteger.Zero, limit - 1));
        Assert.Contains(numbers, number => number.GetBitLength() > 195);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void NoNumberIsBelowZero(int limit)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Secrets.RandBelow(limit));
        Assert.Throws<ArgumentOutOfRangeException>(() => Secrets.RandBelow((long)limit));
        Assert.Throws<ArgumentOutOfRangeException>(() => Secrets.RandBelow((BigInteger)limit));
    }

    [Fact]
    public void Bits()
    {
        Assert.Equal(BigInteger.Zero, Secrets.RandBits(0));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], Enumerable.Range(0, 500).Select(_ => (int)Secrets.RandBits(3)).Distinct().Order());
        Assert.Equal(256, Enumerable.Range(0, 200).Max(_ => (int)Secrets.RandBits(256).GetBitLength()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Secrets.RandBits(-1));
    }

    [Fact]
    public void Choices()
    {
        string[] words = ["a", "b", "c"];
        Assert.Equal(words, Enumerable.Range(0, 300).Select(_ => Secrets.Choice(words)).Distinct().Order());
        Assert.Equal(words, Enumerable.Range(0, 300).Select(_ => Secrets.Choice(words.ToList())).Distinct().Order());
        Assert.Equal("abc", string.Concat(Enumerable.Range(0, 300).Select(_ => Secrets.Choice("abc")).Distinct().Order()));
        Assert.Equal("abc", string.Concat(Enumerable.Range(0, 300).Select(_ => Secrets.Choice("abc".AsSpan())).Distinct().Order()));
        Assert.Equal(7, Secrets.Choice([7]));
    }

    [Fact]
    public void NothingToChooseFrom()
    {
        Assert.Throws<ArgumentException>(() => Secrets.Choice(Array.Empty<int>()));
        Assert.Throws<ArgumentException>(() => Secrets.Choice(""));
        Assert.Throws<ArgumentException>(() => Secrets.Choice(ReadOnlySpan<int>.Empty));
        Assert.Throws<ArgumentNullException>(() => Secrets.Choice((List<int>)null!));
        Assert.Throws<ArgumentNullException>(() => Secrets.Choice((string)null!));
    }

    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("", "", true)]
    [InlineData("A", "a", false)]
    [InlineData("a", "ab", false)]
    [InlineData("a", "", false)]
    [InlineData("tok\u007f", "tok\u007f", true)]
    public void Digests(string a, string b, bool same)
    {
        Assert.Equal(same, Secrets.CompareDigest(a, b));
        Assert.Equal(same, Secrets.CompareDigest(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b)));
        Assert.Equal(same, Secrets.CompareDigest(Encoding.UTF8.GetBytes(a).AsSpan(), Encoding.UTF8.GetBytes(b)));
    }

    [Fact]
    public void BytesAndLongTexts()
    {
        Assert.False(Secrets.CompareDigest("a"u8, "b"u8));
        Assert.True(Secrets.CompareDigest(""u8, ""u8));
        Assert.True(Secrets.CompareDigest(Long, new string('a', 1000)));
        Assert.False(Secrets.CompareDigest(Long, new string('a', 999) + "b"));
    }

    [Theory]
    [InlineData("é", "é", "a")]
    [InlineData("a", "\u0080", "b")]
    [InlineData("é", "a", "a")]
    public void TextBeyondAsciiIsRefused(string a, string b, string named)
    {
        var refused = Assert.Throws<ArgumentException>(() => Secrets.CompareDigest(a, b));
        Assert.Equal(named, refused.ParamName);
        Assert.Contains("UTF-8", refused.Message);
        Assert.Equal(a == b, Secrets.CompareDigest(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b)));
    }

    [Fact]
    public void NullIsRefused()
    {
        Assert.Throws<ArgumentNullException>("a", () => Secrets.CompareDigest((string)null!, null!));
        Assert.Throws<ArgumentNullException>("b", () => Secrets.CompareDigest("a", null!));
        Assert.Throws<ArgumentNullException>("a", () => Secrets.CompareDigest((byte[])null!, null!));
        Assert.Throws<ArgumentNullException>("b", () => Secrets.CompareDigest(new byte[1], null!));
    }
}
