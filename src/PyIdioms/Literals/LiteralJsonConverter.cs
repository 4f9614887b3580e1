using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PyIdioms;

/// <summary>JSON of an alias type: its value is written and read, as a value and as the key of a dictionary. Anything that is not listed is refused.</summary>
/// <remarks>
/// Generated on every alias type. The source generator of System.Text.Json does not see what other generators write: where a
/// <see cref="JsonSerializerContext"/> is used, write the attribute on the alias yourself.
/// </remarks>
/// <typeparam name="TSelf">The alias type.</typeparam>
/// <typeparam name="TValue">What its values are made from.</typeparam>
public sealed class LiteralJsonConverter<TSelf, TValue> : JsonConverter<TSelf>
    where TSelf : struct, ILiteral<TSelf, TValue>
    where TValue : notnull
{
    const int MostOnStack = 256;

    static readonly bool IsText = typeof(TValue) == typeof(string) || typeof(TValue) == typeof(char);

    /// <inheritdoc/>
    /// <exception cref="JsonException">The JSON is none of the values; the message names the closest.</exception>
    public override TSelf Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == (IsText ? JsonTokenType.String : JsonTokenType.Number) ? Parse(ref reader) : throw new JsonException();

    /// <inheritdoc/>
    /// <exception cref="JsonException">The key is none of the values.</exception>
    public override TSelf ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(ref reader);

    static TSelf Parse(ref Utf8JsonReader reader)
    {
        var length = reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length;
        char[]? rented = null;
        var buffer = length <= MostOnStack ? stackalloc char[MostOnStack] : rented = ArrayPool<char>.Shared.Rent(length);
        try
        {
            ReadOnlySpan<char> text = buffer[..(reader.TokenType == JsonTokenType.Number ? Digits(ref reader, buffer) : reader.CopyString(buffer))];
            return TSelf.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw new JsonException(LiteralError.Message<TSelf, TValue>(text.ToString()));
        }
        finally
        {
            if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        }
    }

    static int Digits(ref Utf8JsonReader reader, scoped Span<char> to) => reader.HasValueSequence ? Encoding.UTF8.GetChars(reader.ValueSequence, to) : Encoding.UTF8.GetChars(reader.ValueSpan, to);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TSelf value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (IsText) writer.WriteStringValue(value.ToString());
        else if (typeof(TValue) == typeof(ulong)) writer.WriteNumberValue((ulong)(object)value.Value);
        else writer.WriteNumberValue(Convert.ToInt64(value.Value, CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TSelf value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.ToString()!);
    }
}
