namespace PyIdioms.Tests.Context;

/// <summary>The handbook's variables.</summary>
public static partial class RequestContext
{
    [ContextVar(Default = "unknown")] public static partial string RequestId { get; }
    [ContextVar] public static partial User? CurrentUser { get; }
}

public sealed record User(string Name);

/// <summary>Variables of the shapes that a property can have.</summary>
static partial class Shapes
{
    [ContextVar] internal static partial int Number { get; }
    [ContextVar(Default = 0)] internal static partial int Zero { get; }
    [ContextVar(Default = "d")] internal static partial string? Text { get; }
    [ContextVar] internal static partial object? Anything { get; }
    [ContextVar] internal static partial int? Maybe { get; }
    [ContextVar(Default = (byte)3)] internal static partial long Widened { get; }
    [ContextVar(Default = 4)] internal static partial byte Narrowed { get; }
    [ContextVar(Default = DayOfWeek.Friday)] internal static partial DayOfWeek Day { get; }
    [ContextVar(Default = typeof(Dictionary<,>))] internal static partial Type Kind { get; }
    [ContextVar(Default = "a\"b\\")] internal static partial string Quoted { get; }
    [ContextVar(DefaultFrom = nameof(Next))] internal static partial int Counted { get; }
    [ContextVar(DefaultFrom = nameof(Empty))] internal static partial IReadOnlyList<string> Names { get; }
    [ContextVar] internal static partial (int A, string? B) @struct { get; }

    /// <summary>Read while the class is being initialised, before its variables in the order of the text.</summary>
    internal static readonly string Early = Text + Zero;

    static int asked;

    static int Next() => ++asked;

    static string[] Empty { get; } = [];

    internal static partial class Of<T>
    {
        [ContextVar] internal static partial T? Value { get; }
    }
}
