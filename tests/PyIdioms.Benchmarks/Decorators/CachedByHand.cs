using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Memory;

namespace PyIdioms.Benchmarks.Decorators;

/// <summary>The caches that people write, and the one that they take.</summary>
static class CachedByHand
{
    static readonly Dictionary<(int, int), int> Known = [];
    static readonly Dictionary<(int, int), int> Guarded = [];
    static readonly Lock Gate = new();
    static readonly MemoryCache Memory = new(new MemoryCacheOptions { SizeLimit = 128 });

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Plain(int a, int b) => Known.TryGetValue((a, b), out var known) ? known : Known[(a, b)] = a + b;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Locked(int a, int b)
    {
        lock (Gate) return Guarded.TryGetValue((a, b), out var known) ? known : Guarded[(a, b)] = a + b;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int InMemoryCache(int a, int b) => Memory.TryGetValue((a, b), out int known) ? known : Memory.Set((a, b), a + b, new MemoryCacheEntryOptions { Size = 1 });
}
