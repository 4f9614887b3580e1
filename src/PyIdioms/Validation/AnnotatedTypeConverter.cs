using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace PyIdioms;

/// <summary>An <c>[Annotated]</c> type for all that asks <see cref="TypeDescriptor"/>: configuration, property grids. Reading text checks.</summary>
/// <remarks>Not generic itself: <see cref="TypeConverterAttribute"/> remembers a name, and a name with the type in it is not found from another <see cref="System.Runtime.Loader.AssemblyLoadContext"/>.</remarks>
/// <param name="annotated">The type.</param>
public sealed class AnnotatedTypeConverter(Type annotated) : TypeConverter
{
    readonly AnnotatedReaderAttribute? reader = annotated.GetCustomAttribute<AnnotatedReaderAttribute>();

    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string) && reader is not null;

    /// <inheritdoc/>
    /// <exception cref="FormatException">The text is none of the type's values.</exception>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text && reader is not null ? reader.Read(text, culture) : throw GetConvertFromException(value);

    /// <inheritdoc/>
    public override bool CanConvertTo(ITypeDescriptorContext? context, Type? destinationType) => destinationType == typeof(string);

    /// <inheritdoc/>
    public override object? ConvertTo(ITypeDescriptorContext? context, CultureInfo? culture, object? value, Type destinationType) =>
        destinationType == typeof(string)
            ? ((value as IAnnotated)?.BoxedValue is var plain && plain is IFormattable formattable ? formattable.ToString(null, culture) : plain?.ToString() ?? "")
            : throw GetConvertToException(value, destinationType);
}

/// <summary>Makes a value of an <c>[Annotated]</c> type from text. Generated.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AnnotatedReaderAttribute : Attribute
{
    internal abstract object Read(string text, IFormatProvider? provider);
}

/// <summary>Makes a value of one <c>[Annotated]</c> type from text. Generated.</summary>
/// <typeparam name="TSelf">The type.</typeparam>
/// <typeparam name="TValue">What it holds.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class AnnotatedReaderAttribute<TSelf, TValue> : AnnotatedReaderAttribute
    where TSelf : IAnnotated<TSelf, TValue>
    where TValue : IParsable<TValue>
{
    internal override object Read(string text, IFormatProvider? provider) => AnnotatedText.Parse<TSelf, TValue>(text, provider);
}
