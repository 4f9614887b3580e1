namespace PyIdioms;

/// <summary>Base of the attributes that mark a parameter for hooks that are shown some arguments: <c>IArguments&lt;TState, TMark&gt;</c>.</summary>
/// <param name="name">What the argument is called where it is shown; null for the parameter's own name.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class ArgumentMarkAttribute(string? name = null) : Attribute
{
    /// <summary>What the argument is called where it is shown; null for the parameter's own name.</summary>
    public string? Name { get; } = name;
}
