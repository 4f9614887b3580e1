using System.ComponentModel;

namespace PyIdioms;

/// <summary>Says which parts a builder cannot build without. Generated code carries it, and rule <c>PYI1202</c> reads it.</summary>
/// <param name="parts">The names of the parts.</param>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BuilderRequiresAttribute(params string[] parts) : Attribute
{
    /// <summary>The names of the parts.</summary>
    public string[] Parts { get; } = parts;
}
