using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace PyIdioms;

/// <summary>An alias type as text for all that asks <see cref="TypeDescriptor"/>: configuration, model binding, property grids.</summary>
/// <remarks>Not generic: <see cref="TypeConverterAttribute"/> remembers a name, and a name with the alias in it is not found from another <see cref="System.Runtime.Loader.AssemblyLoadContext"/>.</remarks>
/// <param name="literal">The alias type.</param>
public sealed class LiteralTypeConverter(Type literal) : TypeConverter
{
    readonly LiteralReaderAttribute? reader = literal.GetCustomAttribute<LiteralReaderAttribute>();

    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => reader is not null && (sourceType == typeof(string) || sourceType == reader.ValueType);

    /// <inheritdoc/>
    /// <exception cref="FormatException">The text is none of the values; the message names the closest.</exception>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        reader is not null && (value is string || value?.GetType() == reader.ValueType) ? reader.Read(Convert.ToString(value, CultureInfo.InvariantCulture)!) : throw GetConvertFromException(value);

    /// <inheritdoc/>
    public override bool IsValid(ITypeDescriptorContext? context, object? value) => reader is not null && value is string text && reader.IsListed(text);

    /// <inheritdoc/>
    public override bool GetStandardValuesSupported(ITypeDescriptorContext? context) => reader is not null;

    /// <inheritdoc/>
    public override bool GetStandardValuesExclusive(ITypeDescriptorContext? context) => reader is not null;

    /// <inheritdoc/>
    public override StandardValuesCollection? GetStandardValues(ITypeDescriptorContext? context) => reader is null ? null : new(reader.All);
}

/// <summary>Makes a value of an alias type from text. Generated.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LiteralReaderAttribute : Attribute
{
    internal abstract Type ValueType { get; }

    internal abstract object[] All { get; }

    internal abstract object Read(string text);

    internal abstract bool IsListed(string text);
}

/// <summary>Makes a value of one alias type from text. Generated.</summary>
/// <typeparam name="TSelf">The alias type.</typeparam>
/// <typeparam name="TValue">What its values are made from.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Struct, Inherited = false)]
public sealed class LiteralReaderAttribute<TSelf, TValue> : LiteralReaderAttribute where TSelf : struct, ILiteral<TSelf, TValue> where TValue : notnull
{
    internal override Type ValueType => typeof(TValue);

    internal override object[] All => [.. TSelf.Values.Select(v => (object)v)];

    internal override object Read(string text) => TSelf.Parse(text, CultureInfo.InvariantCulture);

    internal override bool IsListed(string text) => TSelf.TryParse(text, CultureInfo.InvariantCulture, out _);
}
