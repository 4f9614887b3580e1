using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PyIdioms;

/// <summary>What generated secrets do with their values.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SecretPayload
{
    /// <summary>What is shown instead of a value.</summary>
    public const string Redacted = "***";

    /// <summary>The key of the hash codes: another one in every process.</summary>
    static readonly byte[] Key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);

    /// <summary>Whether two values are the same, in a time that depends on their lengths alone. Null is the same as null.</summary>
    public static bool AreEqual(string? a, string? b) =>
        a is null || b is null ? a is null && b is null : CryptographicOperations.FixedTimeEquals(BytesOf(a), BytesOf(b));

    /// <inheritdoc cref="AreEqual(string, string)"/>
    public static bool AreEqual(byte[]? a, byte[]? b) => a is null || b is null ? a is null && b is null : CryptographicOperations.FixedTimeEquals(a, b);

    /// <inheritdoc cref="AreEqual(string, string)"/>
    public static bool AreEqual(ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b) => CryptographicOperations.FixedTimeEquals(a.Span, b.Span);

    /// <summary>A hash code that says nothing about the value to who does not know this process's key; 0 for null.</summary>
    public static int HashOf(string? value) => value is null ? 0 : HashOf(BytesOf(value));

    /// <inheritdoc cref="HashOf(string)"/>
    public static int HashOf(byte[]? value) => value is null ? 0 : HashOf(value.AsSpan());

    /// <inheritdoc cref="HashOf(string)"/>
    public static int HashOf(ReadOnlyMemory<byte> value) => HashOf(value.Span);

    static int HashOf(ReadOnlySpan<byte> value)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Key, value, hash);
        return MemoryMarshal.Read<int>(hash);
    }

    static ReadOnlySpan<byte> BytesOf(string text) => MemoryMarshal.AsBytes(text.AsSpan());
}
