using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Decorators;

// Stores: one per method or per instance, and the two members beside a method with a cache.
sealed partial class MethodEmitter
{
    string CacheHolder(int k) => $"{decorated.Stem}Cache{k}{method.TypeArguments}";

    bool IsShared(int k) => method.IsStatic || decorated.Layers[k].Store == Stores.Hybrid;

    string Cache(int k, Place place) => IsShared(k) ? $"{CacheHolder(k)}.Cache" : $"{CacheHolder(k)}.Caches.Of({This(place)})";

    /// <summary>The cache, and the two members beside the method that ask and clear it.</summary>
    void WriteCache(int k)
    {
        var layer = decorated.Layers[k];
        var isHybrid = layer.Store == Stores.Hybrid;
        var hasMembers = isHybrid || layer.Store == Stores.Lru;
        var cacheType = $"{Runtime}{(method.IsAsync && !isHybrid ? "Async" : "")}{layer.Store}<{(hasMembers ? ArgsTuple(k) + ", " : "")}{Result}>";
        var creation = isHybrid ? $"typeof({CacheHolder(k)})" : hasMembers ? layer.Creation : "";
        writer.Line().Line(Generated);
        using (writer.Block($"private static class {CacheHolder(k)}{method.Constraints}"))
        {
            writer.Line(IsShared(k)
                ? $"internal static readonly {cacheType} Cache = new({creation});"
                : $"internal static readonly {Runtime}PerInstance<{cacheType}> Caches = new(static () => new({creation}));");
        }
        if (!hasMembers) return;
        var head = decorated.Accessibility + (method.IsStatic ? " static" : "");
        var cache = Cache(k, Place.Method);
        writer.Line()
            .Line($"/// <summary>How the cache of <c>{method.BareName}</c> did so far.</summary>").Line(Generated)
            .Line($"{head} {Runtime}CacheInfo {method.BareName}{Stores.InfoEnding}{method.TypeArguments}(){method.Constraints} => {cache}.Info;").Line()
            .Line($"/// <summary>Forgets what the cache of <c>{method.BareName}</c> holds.</summary>").Line(Generated)
            .Line(isHybrid
                ? $"{head} global::System.Threading.Tasks.ValueTask {method.BareName}{Stores.ClearEnding}Async{method.TypeArguments}({TokenType} cancellationToken = default){method.Constraints} => {cache}.ClearAsync({NeedOf(k, Place.Method)}, cancellationToken);"
                : $"{head} void {method.BareName}{Stores.ClearEnding}{method.TypeArguments}(){method.Constraints} => {cache}.Clear();");
    }
}
