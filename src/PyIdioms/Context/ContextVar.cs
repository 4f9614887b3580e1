using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>A context variable, whatever its type: what a <see cref="ContextSnapshot"/> lists.</summary>
public abstract class ContextVar
{
    /// <summary>All variables; weakly, so that an assembly that declares some can be unloaded.</summary>
    static readonly ConditionalWeakTable<ContextVar, ContextVar> Known = [];

    private protected ContextVar(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        Known.Add(this, this);
    }

    /// <summary>The name it was declared with, for people to read: <c>RequestContext.RequestId</c>.</summary>
    public string Name { get; }

    /// <summary>The type of its values.</summary>
    public abstract Type ValueType { get; }

    /// <summary>Whether a value has been set in this flow.</summary>
    public abstract bool IsSet { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal static IEnumerable<ContextVar> All => Known.Select(static known => known.Key);

    /// <summary>What the flow holds, in the variable's own form; null where nothing is set.</summary>
    internal abstract object? Stored { get; set; }

    /// <summary>The value that something stored stands for; false for none.</summary>
    internal abstract bool TryRead(object? stored, out object? value);
}
