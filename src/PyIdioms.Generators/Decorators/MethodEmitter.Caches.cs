using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Decorators;

// Caches: one per method or per instance, and the two members beside the method.
sealed partial class MethodEmitter
{
    string CacheHolder(int k) => $"{decorated.Stem}Cache{k}{method.TypeArguments}";

    string Cache(int k, Place place) => method.IsStatic ? $"{CacheHolder(k)}.Cache" : $"{CacheHolder(k)}.Caches.Of({This(place)})";

    /// <summary>The cache, and the two members beside the method that ask and clear it.</summary>
    void WriteCache(int k)
    {
        var cacheType = $"{Runtime}{(method.IsAsync ? "AsyncLruCache" : "LruCache")}<{ArgsTuple(k)}, {Result}>";
        var creation = decorated.Layers[k].Creation;
        writer.Line().Line(Generated);
        using (writer.Block($"private static class {CacheHolder(k)}{method.Constraints}"))
        {
            writer.Line(method.IsStatic
                ? $"internal static readonly {cacheType} Cache = new({creation});"
                : $"internal static readonly {Runtime}LruCaches<{cacheType}> Caches = new(static () => new({creation}));");
        }
        var head = decorated.Accessibility + (method.IsStatic ? " static" : "");
        var tail = $"{method.TypeArguments}(){method.Constraints} => {Cache(k, Place.Method)}";
        writer.Line()
            .Line($"/// <summary>How the cache of <c>{method.BareName}</c> did so far.</summary>").Line(Generated)
            .Line($"{head} {Runtime}CacheInfo {method.BareName}{CacheRules.InfoEnding}{tail}.Info;").Line()
            .Line($"/// <summary>Forgets what the cache of <c>{method.BareName}</c> holds.</summary>").Line(Generated)
            .Line($"{head} void {method.BareName}{CacheRules.ClearEnding}{tail}.Clear();");
    }
}
