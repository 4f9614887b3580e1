namespace PyIdioms.Tests.Matching;

/// <summary>The handbook's event, typed as Python has it: a click's places may be anything.</summary>
[MappingUnion]
public abstract partial record UiEvent
{
    [Case("type", "click")]
    public sealed partial record Click(object? X, object? Y) : UiEvent;

    [Case("type", "keydown")]
    public sealed partial record KeyDown([Literal("Ctrl", "Meta")] string Key, object? Code) : UiEvent;

    [Otherwise("type")]
    public sealed partial record Other(object? Type, IReadOnlyDictionary<string, object?> Rest) : UiEvent;
}

/// <summary>The same with types.</summary>
[MappingUnion]
public abstract partial record TypedEvent
{
    [Case("type", "click")]
    public sealed partial record Click(int X, double? Y) : TypedEvent;

    [Case("type", "list")]
    public sealed partial record Items(IReadOnlyList<int?> Values, Dictionary<string, string> Names, DayOfWeek Day = DayOfWeek.Monday, int? Left = null) : TypedEvent;

    [Case("type", "group"), Case("version", 1, 2)]
    public sealed partial record Group(TypedEvent Inner, Guid Id, decimal Price, ulong Big, byte Small, DateTimeOffset At, bool[] Flags) : TypedEvent;
}
