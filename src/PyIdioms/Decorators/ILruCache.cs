namespace PyIdioms;

/// <summary>What can be asked of a cache whatever it holds.</summary>
public interface ILruCache
{
    /// <summary>How the cache did so far.</summary>
    CacheInfo Info { get; }

    /// <summary>Forgets all results and counts.</summary>
    void Clear();
}
