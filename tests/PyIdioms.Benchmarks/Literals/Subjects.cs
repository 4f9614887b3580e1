using System.Runtime.CompilerServices;

namespace PyIdioms.Benchmarks.Literals;

[Literal("north", "south", "east", "west")]
public readonly partial record struct Direction;

/// <summary>What one writes without an alias.</summary>
enum Compass { North, South, East, West }

/// <summary>The same work with an alias and by hand.</summary>
static class Subjects
{
    static readonly string[] Texts = ["north", "south", "east", "west"];
    static readonly Compass[] Ways = Enum.GetValues<Compass>();

    public static string Text(int i) => Texts[i & 3];

    public static Compass Way(int i) => Ways[i & 3];

    public static Direction Alias(int i) => Direction.Values[i & 3];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Take(Compass way) => (int)way;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Take(Direction way) => way == Direction.East ? 2 : 0;

    public static int MatchByHand(Compass way) => way switch { Compass.North => 1, Compass.South => 2, Compass.East => 3, _ => 4 };

    public static int Match(Direction way) => way.Match(north: 1, south: 2, east: 3, west: 4);

    public static int MatchFunctions(Direction way) => way.Match(5, north: static n => n, south: static n => n + 1, east: static n => n + 2, west: static n => n + 3);

    public static int FunctionsByHand(Compass way) => way switch { Compass.North => First(5), Compass.South => Second(5), Compass.East => Third(5), _ => Fourth(5) };

    static int First(int n) => n;

    static int Second(int n) => n + 1;

    static int Third(int n) => n + 2;

    static int Fourth(int n) => n + 3;

    public static Compass ParseByHand(string text) => text switch
    {
        "north" => Compass.North,
        "south" => Compass.South,
        "east" => Compass.East,
        "west" => Compass.West,
        _ => throw new FormatException(text),
    };

    public static Compass ParseEnum(string text) => Enum.Parse<Compass>(text, ignoreCase: true);
}
