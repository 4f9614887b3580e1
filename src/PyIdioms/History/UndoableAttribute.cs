namespace PyIdioms;

/// <summary>Makes each call of a method a command of the <c>CommandHistory</c> that its class has: it can be undone and redone.</summary>
/// <remarks>
/// Handbook, Design Patterns, "Command pattern". On a partial method without a body; the body is the method of the same name with <c>Core</c> behind it. A class without a history gets one, <c>History</c>.
/// The method that takes a call back gets those of the call's arguments that it has parameters for, by name, and in one further parameter what <c>Core</c> returned: what it needs to put
/// things back as they were. A <c>Core</c> may return something where the method returns nothing.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class UndoableAttribute : Attribute
{
    /// <summary>The method that takes a call back; without it, the one called <c>Undo</c> and the method's name.</summary>
    public string? Undo { get; set; }
}
