using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>Compares argument tuples by value and by the run-time types of their elements: <c>typed=True</c>.</summary>
sealed class TypedArgs<TArgs> : IEqualityComparer<TArgs>
{
    public static readonly TypedArgs<TArgs> Instance = new();

    public bool Equals(TArgs? x, TArgs? y)
    {
        if (!EqualityComparer<TArgs>.Default.Equals(x, y)) return false;
        if (x is not ITuple left || y is not ITuple right) return true;
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i]?.GetType() != right[i]?.GetType()) return false;
        }
        return true;
    }

    public int GetHashCode(TArgs obj) => obj is null ? 0 : EqualityComparer<TArgs>.Default.GetHashCode(obj);
}
