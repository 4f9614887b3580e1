using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace PyIdioms;

/// <summary>A secret as text for all that asks <see cref="TypeDescriptor"/>: it is written as <c>***</c>, and read as it is, bytes from base64.</summary>
/// <remarks>
/// Configuration is bound through it; Newtonsoft.Json and property grids write what it says instead of looking at properties. A secret that cannot be
/// made from its value alone, or that stands in a generic type, is not read. Not generic itself: <see cref="TypeConverterAttribute"/> remembers a name,
/// and a name with the secret in it is not found from another <see cref="System.Runtime.Loader.AssemblyLoadContext"/>.
/// </remarks>
/// <param name="secret">The secret's type.</param>
public sealed class SecretTypeConverter(Type secret) : TypeConverter
{
    readonly SecretReaderAttribute? reader = secret.GetCustomAttribute<SecretReaderAttribute>();

    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => reader is not null && sourceType == typeof(string);

    /// <inheritdoc/>
    /// <exception cref="FormatException">The text is the mark of a redacted secret, or bytes that are no base64.</exception>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        reader is not null && value is string text ? reader.Read(text) : throw GetConvertFromException(null);

    /// <inheritdoc/>
    public override bool CanConvertTo(ITypeDescriptorContext? context, Type? destinationType) => destinationType == typeof(string);

    /// <inheritdoc/>
    public override object? ConvertTo(ITypeDescriptorContext? context, CultureInfo? culture, object? value, Type destinationType) =>
        destinationType == typeof(string) ? SecretPayload.Redacted : throw GetConvertToException(value is null ? null : SecretPayload.Redacted, destinationType);
}

/// <summary>Makes a secret from text. Generated.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SecretReaderAttribute : Attribute
{
    internal abstract object Read(string text);
}

/// <summary>Makes a secret of one type from text. Generated.</summary>
/// <typeparam name="TSecret">The secret.</typeparam>
/// <typeparam name="TPayload">Its value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class SecretReaderAttribute<TSecret, TPayload> : SecretReaderAttribute where TSecret : ISecret<TSecret, TPayload>
{
    internal override object Read(string text) => TSecret.Create(SecretText.Parse<TPayload>(text));
}
