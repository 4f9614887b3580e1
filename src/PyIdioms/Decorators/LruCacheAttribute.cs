namespace PyIdioms;

/// <summary>Remembers the results of the latest calls by their arguments: <c>functools.lru_cache</c>.</summary>
/// <param name="maxSize">How many results are kept before the least recently used one is dropped; 0 keeps none, <see cref="Unlimited"/> keeps all.</param>
/// <remarks>
/// Handbook, Performance, "Optimization Techniques". Arguments compare with their own <c>Equals</c>; a <c>CancellationToken</c> is not part of the key.
/// Exceptions are not remembered. Callers of an async method that ask for the same key at the same time share one run.
/// An instance method has one cache per instance, which goes when the instance goes. Beside a method <c>F</c> the generator writes
/// <c>FCacheInfo()</c> and <c>FCacheClear()</c>.
/// <para>
/// In a class with a <c>HybridCache</c> of its own (Microsoft.Extensions.Caching.Hybrid) the results of an async method are kept there, under texts of the arguments:
/// shared by all instances and, through its second level, by processes. How much is kept and how long is that cache's configuration; beside the method stand
/// <c>FCacheInfo()</c> and <c>FCacheClearAsync()</c>.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed partial class LruCacheAttribute(int maxSize = 128) : DecoratorAttribute
{
    /// <summary>No limit: Python's <c>maxsize=None</c>.</summary>
    public const int Unlimited = int.MaxValue;

    /// <summary>How many results are kept.</summary>
    public int MaxSize { get; } = maxSize;

    /// <summary>Whether equal arguments of different run-time types are different keys; no unless set.</summary>
    public bool Typed { get; set; }
}
