using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PyIdioms;

/// <summary>JSON of an <c>[Annotated]</c> type: its value and nothing around it. Reading checks.</summary>
/// <remarks>
/// Generated on every such type. The source generator of System.Text.Json does not see what other generators write: where a
/// <see cref="JsonSerializerContext"/> is used, write the attribute on the type yourself.
/// </remarks>
/// <typeparam name="TSelf">The type.</typeparam>
/// <typeparam name="TValue">What it holds.</typeparam>
public sealed class AnnotatedJsonConverter<TSelf, TValue> : JsonConverter<TSelf> where TSelf : IAnnotated<TSelf, TValue>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value breaks a constraint.</exception>
    public override TSelf Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Create(Plain(options).Read(ref reader, typeof(TValue), options));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TSelf value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.PlainValue is { } plain) Plain(options).Write(writer, plain, options);
        else writer.WriteNullValue();
    }

    /// <inheritdoc/>
    /// <exception cref="JsonException">The value breaks a constraint.</exception>
    public override TSelf ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Create(Plain(options).ReadAsPropertyName(ref reader, typeof(TValue), options));

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TSelf value, JsonSerializerOptions options) =>
        Plain(options).WriteAsPropertyName(writer, value.PlainValue!, options);

    static TSelf Create(TValue? value)
    {
        var violations = TSelf.Check(value!);
        return violations.Count == 0 ? TSelf.Create(value!) : throw new JsonException(AnnotatedText.Said(violations));
    }

    /// <summary>What the options say of the value's type; for the plain ones where the options say nothing, as those of a source-generated context may, the serializer's own.</summary>
    static JsonConverter<TValue> Plain(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return (options.TryGetTypeInfo(typeof(TValue), out var info) ? info.Converter as JsonConverter<TValue> : null) ?? Own() as JsonConverter<TValue>
            ?? throw new NotSupportedException($"JSON of {typeof(TValue)} is not known here: add [JsonSerializable(typeof({typeof(TValue).Name}))] to the context.");
    }

    static JsonConverter? Own() => default(TValue) switch
    {
        _ when typeof(TValue) == typeof(string) => JsonMetadataServices.StringConverter,
        int => JsonMetadataServices.Int32Converter,
        long => JsonMetadataServices.Int64Converter,
        double => JsonMetadataServices.DoubleConverter,
        decimal => JsonMetadataServices.DecimalConverter,
        bool => JsonMetadataServices.BooleanConverter,
        byte => JsonMetadataServices.ByteConverter,
        sbyte => JsonMetadataServices.SByteConverter,
        short => JsonMetadataServices.Int16Converter,
        ushort => JsonMetadataServices.UInt16Converter,
        uint => JsonMetadataServices.UInt32Converter,
        ulong => JsonMetadataServices.UInt64Converter,
        float => JsonMetadataServices.SingleConverter,
        char => JsonMetadataServices.CharConverter,
        Guid => JsonMetadataServices.GuidConverter,
        DateTime => JsonMetadataServices.DateTimeConverter,
        DateTimeOffset => JsonMetadataServices.DateTimeOffsetConverter,
        DateOnly => JsonMetadataServices.DateOnlyConverter,
        TimeOnly => JsonMetadataServices.TimeOnlyConverter,
        TimeSpan => JsonMetadataServices.TimeSpanConverter,
        _ => null,
    };
}
