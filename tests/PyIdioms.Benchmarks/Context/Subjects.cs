namespace PyIdioms.Benchmarks.Context;

/// <summary>A request with one variable.</summary>
static partial class One
{
    [ContextVar(Default = "unknown")] public static partial string Last { get; }
}

/// <summary>A request with four.</summary>
static partial class Four
{
    [ContextVar] public static partial string? A { get; }
    [ContextVar] public static partial string? B { get; }
    [ContextVar] public static partial string? C { get; }
    [ContextVar(Default = "unknown")] public static partial string Last { get; }

    public static void Fill()
    {
        SetA("a");
        SetB("b");
        SetC("c");
    }
}

/// <summary>A request with sixteen.</summary>
static partial class Sixteen
{
    [ContextVar] public static partial string? A { get; }
    [ContextVar] public static partial string? B { get; }
    [ContextVar] public static partial string? C { get; }
    [ContextVar] public static partial string? D { get; }
    [ContextVar] public static partial string? E { get; }
    [ContextVar] public static partial string? F { get; }
    [ContextVar] public static partial string? G { get; }
    [ContextVar] public static partial string? H { get; }
    [ContextVar] public static partial string? I { get; }
    [ContextVar] public static partial string? J { get; }
    [ContextVar] public static partial string? K { get; }
    [ContextVar] public static partial string? L { get; }
    [ContextVar] public static partial string? M { get; }
    [ContextVar] public static partial string? N { get; }
    [ContextVar] public static partial string? O { get; }
    [ContextVar(Default = "unknown")] public static partial string Last { get; }

    public static void Fill()
    {
        SetA("a");
        SetB("b");
        SetC("c");
        SetD("d");
        SetE("e");
        SetF("f");
        SetG("g");
        SetH("h");
        SetI("i");
        SetJ("j");
        SetK("k");
        SetL("l");
        SetM("m");
        SetN("n");
        SetO("o");
    }
}

/// <summary>The same with an AsyncLocal each: the last of so many.</summary>
sealed class ByHand(int variables)
{
    static readonly AsyncLocal<string?> OfOne = new(), OfFour = new(), OfSixteen = new();

    readonly AsyncLocal<string?>[] others = [.. Enumerable.Range(1, variables - 1).Select(_ => new AsyncLocal<string?>())];

    public static string One { get => OfOne.Value ?? "unknown"; set => OfOne.Value = value; }

    public static string Four { get => OfFour.Value ?? "unknown"; set => OfFour.Value = value; }

    public static string Sixteen { get => OfSixteen.Value ?? "unknown"; set => OfSixteen.Value = value; }

    public void Fill()
    {
        for (var i = 0; i < others.Length; i++) others[i].Value = $"{i}";
    }
}
