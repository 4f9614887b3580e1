using System.ComponentModel;
using System.Globalization;

namespace PyIdioms;

/// <summary>A secret as text for all that asks <see cref="TypeDescriptor"/>: it is written as <c>***</c> and not read.</summary>
/// <remarks>Newtonsoft.Json, YamlDotNet and property grids write what it says instead of looking at properties.</remarks>
public class RedactedTypeConverter : TypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertTo(ITypeDescriptorContext? context, Type? destinationType) => destinationType == typeof(string);

    /// <inheritdoc/>
    public override object? ConvertTo(ITypeDescriptorContext? context, CultureInfo? culture, object? value, Type destinationType) =>
        destinationType == typeof(string) ? SecretPayload.Redacted : throw GetConvertToException(value is null ? null : SecretPayload.Redacted, destinationType);
}

/// <summary>A secret as text: it is written as <c>***</c>, and read as it is, bytes from base64. So configuration can be bound to it.</summary>
/// <typeparam name="TSecret">The secret.</typeparam>
/// <typeparam name="TPayload">Its value.</typeparam>
public sealed class SecretTypeConverter<TSecret, TPayload> : RedactedTypeConverter where TSecret : ISecret<TSecret, TPayload>
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    /// <inheritdoc/>
    /// <exception cref="FormatException">The text is the mark of a redacted secret, or bytes that are no base64.</exception>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? TSecret.Create(SecretText.Parse<TPayload>(text)) : throw GetConvertFromException(null);
}
