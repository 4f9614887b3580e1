namespace PyIdioms.Benchmarks.Imports;

/// <summary>What is heavy to make; its one method is read, not called, by the race.</summary>
sealed class Heavy
{
    public int Value = Environment.ProcessId & 1;
}

/// <summary>The same module in four ways.</summary>
static partial class Ways
{
    static readonly Lock Gate = new();
    static readonly Lazy<Heavy> LazyModule = new(static () => new Heavy());
    static Heavy? byHand;

    public static readonly Heavy Field = new();

    [LazyImport] public static partial Heavy Generated { get; }

    public static Heavy Lazy => LazyModule.Value;

    public static Heavy ByHand => byHand ?? Locked();

    static Heavy Locked()
    {
        lock (Gate) return byHand ??= new();
    }
}

/// <summary>The same for each object.</summary>
sealed partial class Owner
{
    readonly Lock gate = new();
    readonly Lazy<Heavy> lazy = new(static () => new Heavy());
    Heavy? byHand;

    [LazyImport] public partial Heavy Generated { get; }

    public Heavy Lazy => lazy.Value;

    public Heavy ByHand => byHand ?? Locked();

    Heavy Locked()
    {
        lock (gate) return byHand ??= new();
    }
}
