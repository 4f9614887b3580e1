using System.Diagnostics.CodeAnalysis;

namespace PyIdioms;

/// <summary>How the work of a scope ended: what <c>move_on_after(…) as scope</c> tells behind its block.</summary>
/// <param name="CancelledCaught">Whether the scope's own cancellation ended the work, and stopped here. Work that ends by itself after it was cancelled leaves it false.</param>
/// <param name="CancelCalled">Whether the scope was cancelled, by its deadline or by <see cref="CancelScope.Cancel"/>.</param>
public readonly record struct ScopeResult(bool CancelledCaught, bool CancelCalled);

/// <summary>How the work of a scope ended, and what it gave if it did.</summary>
/// <typeparam name="T">What the work gives.</typeparam>
public readonly struct ScopeResult<T> : IEquatable<ScopeResult<T>>
{
    readonly T value;
    readonly ScopeResult end;

    internal ScopeResult(T value, ScopeResult end) => (this.value, this.end) = (value, end);

    /// <inheritdoc cref="ScopeResult.CancelledCaught" path="/summary"/>
    public bool CancelledCaught => end.CancelledCaught;

    /// <inheritdoc cref="ScopeResult.CancelCalled" path="/summary"/>
    public bool CancelCalled => end.CancelCalled;

    /// <summary>Whether there is a value: the opposite of <see cref="CancelledCaught"/>.</summary>
    public bool HasValue => !end.CancelledCaught;

    /// <summary>What the work gave.</summary>
    /// <exception cref="InvalidOperationException">The work was cancelled and gave nothing.</exception>
    public T Value => HasValue ? value : throw new InvalidOperationException("The work was cancelled and gave no value: look at CancelledCaught first.");

    /// <summary>What the work gave, if it gave something.</summary>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = this.value;
        return HasValue;
    }

    /// <summary>What the work gave, or something else.</summary>
    public T ValueOr(T fallback) => HasValue ? value : fallback;

    /// <summary><c>var (cancelled, page) = …</c></summary>
    public void Deconstruct(out bool cancelledCaught, out T? value) => (cancelledCaught, value) = (CancelledCaught, this.value);

    /// <inheritdoc/>
    public bool Equals(ScopeResult<T> other) => end == other.end && EqualityComparer<T>.Default.Equals(value, other.value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ScopeResult<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(end, value);

    /// <inheritdoc/>
    public override string ToString() => HasValue ? $"{value}" : "cancelled";

    /// <summary>Whether two ended alike.</summary>
    public static bool operator ==(ScopeResult<T> left, ScopeResult<T> right) => left.Equals(right);

    /// <summary>Whether two ended differently.</summary>
    public static bool operator !=(ScopeResult<T> left, ScopeResult<T> right) => !left.Equals(right);
}
