namespace PyIdioms;

/// <summary>How a cache did since it was made or cleared: Python's <c>cache_info()</c>.</summary>
/// <param name="Hits">Calls that were answered from the cache.</param>
/// <param name="Misses">Calls that ran the method.</param>
/// <param name="MaxSize">How many results are kept at most; null without a limit.</param>
/// <param name="CurrentSize">How many results are kept now.</param>
public readonly record struct CacheInfo(long Hits, long Misses, int? MaxSize, int CurrentSize);
