namespace PyIdioms;

/// <summary>Offers a type, or a static member of it, to a group of entry points: <c>[project.entry-points."mylib.plugins"]</c> of <c>pyproject.toml</c>.</summary>
/// <remarks>
/// Handbook, Packaging, "Packaging &amp; Distribution". A program that refers to the assembly, or to one that refers to it, finds it with
/// <c>EntryPoints.Group&lt;IPlugin&gt;("mylib.plugins")</c>: the table is written when the program is compiled, nothing is looked for while it runs.
/// </remarks>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class EntryPointAttribute : Attribute
{
    /// <summary>Offers an object of a type, made by its constructor without arguments.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="name">The entry point's name in the group.</param>
    /// <param name="type">The type.</param>
    public EntryPointAttribute(string group, string name, Type type) : this(group, name, type, null) { }

    /// <summary>Offers a static member: a method as a delegate, or what it returns where it takes nothing; what a property or field holds.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="name">The entry point's name in the group.</param>
    /// <param name="type">The type.</param>
    /// <param name="member">The member's name.</param>
    public EntryPointAttribute(string group, string name, Type type, string? member) => (Group, Name, Type, Member) = (group, name, type, member);

    /// <summary>The group's name.</summary>
    public string Group { get; }

    /// <summary>The entry point's name in the group.</summary>
    public string Name { get; }

    /// <summary>The type that is made, or has the member.</summary>
    public Type Type { get; }

    /// <summary>The static member's name; null for an object of the type.</summary>
    public string? Member { get; }
}
