using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>A variable whose value belongs to the flow of the code that reads it: Python's <c>contextvars.ContextVar</c>.</summary>
/// <remarks>
/// Handbook, Advanced Async, "contextvars — Async-Safe Context"; PEP 567. <c>[ContextVar]</c> declares them; one made by hand belongs into a static readonly field.
/// It is an <see cref="AsyncLocal{T}"/>, so what an async method sets does not reach its caller.
/// </remarks>
/// <typeparam name="T">The type of its values.</typeparam>
public sealed class ContextVar<T> : ContextVar
{
    /// <summary>Null: not set. A token: what it set. Else the value itself, boxed where it is of a value type: one field to read, and nothing allocated to set it.</summary>
    readonly AsyncLocal<object?> local;

    readonly Func<T>? makeDefault;
    readonly T fallback = default!;
    readonly bool hasDefault;

    /// <summary>A variable that has no value until one is set.</summary>
    /// <param name="name">What people read in messages and lists.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public ContextVar(string name) : this(name, new AsyncLocal<object?>())
    {
    }

    /// <summary>A variable with a value for where none is set.</summary>
    /// <param name="name">What people read in messages and lists.</param>
    /// <param name="defaultValue">The value; all flows share it.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public ContextVar(string name, T defaultValue) : this(name, defaultValue, new AsyncLocal<object?>())
    {
    }

    /// <summary>A variable that asks for its default each time it is read and not set.</summary>
    /// <param name="name">What people read in messages and lists.</param>
    /// <param name="makeDefault">Gives the value.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ContextVar(string name, Func<T> makeDefault) : this(name, makeDefault, new AsyncLocal<object?>())
    {
    }

    /// <summary>For generated code: a variable over a local that is a constant to the just-in-time compiler where it stands in a static field of its own.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ContextVar(string name, AsyncLocal<object?> local) : base(name) => this.local = local;

    /// <inheritdoc cref="ContextVar{T}(string, AsyncLocal{object})"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ContextVar(string name, T defaultValue, AsyncLocal<object?> local) : base(name) => (fallback, hasDefault, this.local) = (defaultValue, true, local);

    /// <inheritdoc cref="ContextVar{T}(string, AsyncLocal{object})"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ContextVar(string name, Func<T> makeDefault, AsyncLocal<object?> local) : base(name)
    {
        ArgumentNullException.ThrowIfNull(makeDefault);
        (this.makeDefault, this.local) = (makeDefault, local);
    }

    /// <inheritdoc/>
    public override Type ValueType => typeof(T);

    /// <inheritdoc/>
    public override bool IsSet => TryGet(out _);

    /// <summary>The value of this flow, or the default: <c>var.get()</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is neither: Python's <c>LookupError</c>.</exception>
    public T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Read(local);
    }

    /// <summary>For generated code: <see cref="Value"/>, of the local that the variable was made with.</summary>
    /// <param name="own">That local.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read(AsyncLocal<object?> own)
    {
        var stored = own.Value;
        return stored is ContextToken<T> token ? token.Value : stored is T value && typeof(T) != typeof(object) ? value : ValueOf(stored);
    }

    /// <summary>The value of this flow, or another one, whatever the default: <c>var.get(fallback)</c>.</summary>
    /// <param name="otherwise">What to return where nothing is set.</param>
    public T Get(T otherwise) => TryGet(out var value) ? value : otherwise;

    /// <summary>The value that was set in this flow; false where there is only a default, or nothing.</summary>
    /// <param name="value">The value.</param>
    public bool TryGet([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value) => TryGet(local.Value, out value);

    /// <summary>Sets the value until the token is disposed: <c>with var.set(value):</c>.</summary>
    /// <remarks>It reaches what this code calls and awaits, and the tasks that it starts; not the caller, if this is an async method, and not past a <c>yield</c> of an async iterator.</remarks>
    /// <param name="value">The value.</param>
    public ContextToken<T> Use(T value)
    {
        var token = new ContextToken<T>(this, value, local.Value, ExecutionContext.Capture(), ContextSnapshot.Current);
        Store(token);
        token.After = ExecutionContext.Capture();
        return token;
    }

    /// <summary>Sets the value for the rest of this flow: <c>var.set(value)</c> without its token.</summary>
    /// <param name="value">The value.</param>
    public void Set(T value) => Store(value is null or ContextToken<T> ? ContextToken<T>.Holding(this, value) : value);

    /// <summary>Gives back what a token has set: <c>var.reset(token)</c>.</summary>
    /// <param name="token">A token of this variable.</param>
    /// <exception cref="ArgumentNullException">The token is null.</exception>
    /// <exception cref="ArgumentException">The token is of another variable, or of a flow that this one does not continue: Python's <c>ValueError</c>.</exception>
    /// <exception cref="InvalidOperationException">The token has been used: Python's <c>RuntimeError</c>.</exception>
    public void Reset(ContextToken<T> token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (!ReferenceEquals(token.Variable, this)) throw new ArgumentException($"The token is one of '{token.Variable.Name}', not of '{Name}'.", nameof(token));
        token.Dispose();
    }

    internal override object? Stored
    {
        get => local.Value;
        set => local.Value = value;
    }

    internal override bool TryRead(object? stored, out object? value)
    {
        var isSet = TryGet(stored, out var typed);
        value = typed;
        return isSet;
    }

    /// <summary>Sets what the flow holds, and tells the snapshot that the flow runs in.</summary>
    internal void Store(object? stored)
    {
        local.Value = stored;
        ContextSnapshot.Current?.Keep(this, stored);
    }

    T ValueOf(object? stored)
    {
        if (TryGet(stored, out var value)) return value;
        if (makeDefault is not null) return makeDefault();
        return hasDefault ? fallback : throw new KeyNotFoundException($"'{Name}' has no value here, and no default.");
    }

    static bool TryGet(object? stored, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value)
    {
        if (stored is ContextToken<T>.Rewound rewound) stored = rewound.Stored;
        value = stored is ContextToken<T> token ? token.Value : stored is null ? default : (T)stored;
        return stored is not null;
    }
}
