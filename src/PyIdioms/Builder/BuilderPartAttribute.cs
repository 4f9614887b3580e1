using System.ComponentModel;

namespace PyIdioms;

/// <summary>Says which required part of a builder a method or an argument sets. Generated code carries it, and rule <c>PYI1202</c> reads it.</summary>
/// <param name="part">The name of the part.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BuilderPartAttribute(string part) : Attribute
{
    /// <summary>The name of the part.</summary>
    public string Part { get; } = part;
}
