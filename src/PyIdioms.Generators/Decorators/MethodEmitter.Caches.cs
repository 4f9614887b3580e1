using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Decorators;

// Stores: one per method or per instance, and the two members beside a method with a cache.
sealed partial class MethodEmitter
{
    string CacheHolder(int k) => $"{decorated.Stem}Cache{k}{method.TypeArguments}";

    string Cache(int k, Place place) => method.IsStatic ? $"{CacheHolder(k)}.Cache" : $"{CacheHolder(k)}.Caches.Of({This(place)})";

    /// <summary>The cache, and the two members beside the method that ask and clear it.</summary>
    void WriteCache(int k)
    {
        var isLru = decorated.Layers[k].Store == StoreRules.Lru;
        var cacheType = $"{Runtime}{(method.IsAsync ? "Async" : "")}{decorated.Layers[k].Store}<{(isLru ? ArgsTuple(k) + ", " : "")}{Result}>";
        var creation = isLru ? decorated.Layers[k].Creation : "";
        writer.Line().Line(Generated);
        using (writer.Block($"private static class {CacheHolder(k)}{method.Constraints}"))
        {
            writer.Line(method.IsStatic
                ? $"internal static readonly {cacheType} Cache = new({creation});"
                : $"internal static readonly {Runtime}PerInstance<{cacheType}> Caches = new(static () => new({creation}));");
        }
        if (!isLru) return;
        var head = decorated.Accessibility + (method.IsStatic ? " static" : "");
        var tail = $"{method.TypeArguments}(){method.Constraints} => {Cache(k, Place.Method)}";
        writer.Line()
            .Line($"/// <summary>How the cache of <c>{method.BareName}</c> did so far.</summary>").Line(Generated)
            .Line($"{head} {Runtime}CacheInfo {method.BareName}{StoreRules.InfoEnding}{tail}.Info;").Line()
            .Line($"/// <summary>Forgets what the cache of <c>{method.BareName}</c> holds.</summary>").Line(Generated)
            .Line($"{head} void {method.BareName}{StoreRules.ClearEnding}{tail}.Clear();");
    }
}
