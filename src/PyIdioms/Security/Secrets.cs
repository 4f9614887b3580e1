using System.Buffers.Text;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace PyIdioms;

/// <summary>Random numbers that nobody can guess, and comparisons that tell nothing by their time: Python's module <c>secrets</c>.</summary>
/// <remarks>Handbook, Security Practices; PEP 506. All randomness comes from the operating system through <see cref="RandomNumberGenerator"/>.</remarks>
public static class Secrets
{
    /// <summary>How many bytes a token has where nothing else is asked for: 256 bits.</summary>
    public const int DefaultEntropy = 32;

    /// <summary>Random bytes: a key, a salt, a nonce.</summary>
    /// <param name="nbytes">How many; <see cref="DefaultEntropy"/> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static byte[] TokenBytes(int? nbytes = null) => RandomNumberGenerator.GetBytes(Count(nbytes));

    /// <summary>Random text of the digits <c>0-9a-f</c>, two for each byte.</summary>
    /// <param name="nbytes">How many bytes of randomness; <see cref="DefaultEntropy"/> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static string TokenHex(int? nbytes = null) => Convert.ToHexStringLower(TokenBytes(nbytes));

    /// <summary>Random text of the letters <c>A-Za-z0-9_-</c>, about 1.3 for each byte: base64url without padding.</summary>
    /// <param name="nbytes">How many bytes of randomness; <see cref="DefaultEntropy"/> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static string TokenUrlSafe(int? nbytes = null) => Base64Url.EncodeToString(TokenBytes(nbytes));

    /// <summary>A random number from 0 up to and without a limit, each as likely as the others.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is 0 or negative.</exception>
    public static int RandBelow(int exclusiveUpperBound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveUpperBound);
        return RandomNumberGenerator.GetInt32(exclusiveUpperBound);
    }

    /// <inheritdoc cref="RandBelow(int)"/>
    public static long RandBelow(long exclusiveUpperBound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveUpperBound);
        return (long)Below(exclusiveUpperBound);
    }

    /// <inheritdoc cref="RandBelow(int)"/>
    public static BigInteger RandBelow(BigInteger exclusiveUpperBound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveUpperBound);
        return Below(exclusiveUpperBound);
    }

    /// <summary>A random number of so many bits; it is never negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of bits is negative.</exception>
    public static BigInteger RandBits(int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        return Bits(k);
    }

    /// <summary>One of the items at random, each as likely as the others.</summary>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    /// <exception cref="ArgumentException">There are no items.</exception>
    [OverloadResolutionPriority(1)]
    public static T Choice<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items[Index(items.Count)];
    }

    /// <inheritdoc cref="Choice{T}(IReadOnlyList{T})"/>
    public static T Choice<T>(ReadOnlySpan<T> items) => items[Index(items.Length)];

    /// <summary>One of the characters at random, each as likely as the others.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static char Choice(string items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items[Index(items.Length)];
    }

    /// <summary>Whether two texts are the same, in a time that depends on their lengths alone.</summary>
    /// <remarks>As in Python, only ASCII is compared: a signature, a token, a digest in hex or base64.</remarks>
    /// <exception cref="ArgumentNullException">A text is null.</exception>
    /// <exception cref="ArgumentException">A text has characters beyond ASCII: encode both as UTF-8 and compare the bytes.</exception>
    public static bool CompareDigest(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ThrowIfBeyondAscii(a, nameof(a));
        ThrowIfBeyondAscii(b, nameof(b));
        return CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(a.AsSpan()), MemoryMarshal.AsBytes(b.AsSpan()));
    }

    /// <summary>Whether two sequences of bytes are the same, in a time that depends on their lengths alone.</summary>
    /// <exception cref="ArgumentNullException">An array is null.</exception>
    public static bool CompareDigest(byte[] a, byte[] b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return CryptographicOperations.FixedTimeEquals(a, b);
    }

    /// <summary>Whether two sequences of bytes are the same, in a time that depends on their lengths alone.</summary>
    public static bool CompareDigest(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => CryptographicOperations.FixedTimeEquals(a, b);

    static int Count(int? nbytes)
    {
        var count = nbytes ?? DefaultEntropy;
        ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(nbytes));
        return count;
    }

    static int Index(int count) =>
        count > 0 ? RandomNumberGenerator.GetInt32(count) : throw new ArgumentException("There is nothing to choose from.", "items");

    /// <summary>Draws until the number is below the limit, at most twice on average: a remainder would favour the small ones.</summary>
    static BigInteger Below(BigInteger limit)
    {
        var size = (int)limit.GetBitLength();
        while (true)
        {
            var number = Bits(size);
            if (number < limit) return number;
        }
    }

    static BigInteger Bits(int count)
    {
        var bytes = RandomNumberGenerator.GetBytes((count + 7) / 8);
        if (count % 8 is var rest and > 0) bytes[^1] &= (byte)((1 << rest) - 1);
        return new(bytes, isUnsigned: true);
    }

    static void ThrowIfBeyondAscii(string text, string name)
    {
        if (!Ascii.IsValid(text)) throw new ArgumentException("Only ASCII text can be compared as text: encode both as UTF-8 and compare the bytes.", name);
    }
}
