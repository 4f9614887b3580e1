using System.ComponentModel;

namespace PyIdioms;

/// <summary>What a generated table of entry points offers to the assemblies that refer to it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class EntryPointExportAttribute : Attribute
{
    /// <summary>Offers one of them.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="name">The entry point's name in the group.</param>
    /// <param name="value">What it is, as people read it.</param>
    /// <param name="loader">The public static method that loads it, as code without <c>global::</c>.</param>
    public EntryPointExportAttribute(string group, string name, string value, string loader) => (Group, Name, Value, Loader) = (group, name, value, loader);

    /// <summary>The group's name.</summary>
    public string Group { get; }

    /// <summary>The entry point's name in the group.</summary>
    public string Name { get; }

    /// <summary>What it is, as people read it.</summary>
    public string Value { get; }

    /// <summary>The public static method that loads it.</summary>
    public string Loader { get; }
}
