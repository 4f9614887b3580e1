using System.Text.Json;
using System.Text.Json.Serialization;

namespace PyIdioms;

/// <summary>JSON of a secret: it is written as <c>"***"</c> and read as it is, bytes from base64. The mark itself is refused, so that no secret is lost in a round trip.</summary>
/// <remarks>
/// Generated on every secret. The source generator of System.Text.Json does not see what other generators write: where a
/// <see cref="JsonSerializerContext"/> is used, write the attribute on the secret yourself.
/// </remarks>
/// <typeparam name="TSecret">The secret.</typeparam>
/// <typeparam name="TPayload">Its value.</typeparam>
public sealed class SecretJsonConverter<TSecret, TPayload> : JsonConverter<TSecret> where TSecret : ISecret<TSecret, TPayload>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The JSON is no string.</exception>
    public override TSecret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException();
        try
        {
            return TSecret.Create(SecretText.Parse<TPayload>(reader.GetString()!));
        }
        catch (FormatException wrong)
        {
            throw new JsonException(wrong.Message, wrong);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TSecret value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(SecretPayload.Redacted);
    }
}

/// <summary>JSON of a secret that cannot be made from its value alone, or that stands in a generic type: it is written as <c>"***"</c> and not read.</summary>
public sealed class RedactedJsonConverter : JsonConverter<object>
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => true;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"{typeToConvert} is a secret that JSON cannot make.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(SecretPayload.Redacted);
    }
}
