namespace PyIdioms.Tests.SafeEval;

/// <summary>The handbook's <c>safe_eval</c>: all of its names, and variables.</summary>
[SafeEval(Builtins = SafeBuiltins.All)]
public sealed partial class Sandbox
{
    [Var]
    public object? X { get; init; }

    [Var]
    public object? Y { get; init; }
}

/// <summary>A variable that has the name of a function of Python's.</summary>
[SafeEval(Builtins = SafeBuiltins.All)]
public sealed partial class Shadowing
{
    [Var]
    public int Abs { get; init; }
}

/// <summary>Numbers alone.</summary>
[SafeEval(Builtins = SafeBuiltins.Numbers)]
public sealed partial class Formula
{
    [Fn]
    internal static double Hypotenuse(double a, double b = 4) => Math.Sqrt(a * a + b * b);

    [Fn]
    static double Mean(params ReadOnlySpan<double> xs)
    {
        var sum = 0.0;
        foreach (var x in xs) sum += x;
        return sum / xs.Length;
    }

    [Fn("scaled")]
    double ScaledBy(double by, params double[] others) => X * by + others.Length;

    [Fn]
    static double Fail(double x) => throw new InvalidOperationException("no " + x);

    [Var]
    public double X { get; init; }

    [Var]
    public double UnitPrice { get; init; } = 2.5;

    [Var]
    public static double Broken => throw new TimeoutException("late");
}

/// <summary>A variable that throws.</summary>
[SafeEval]
public sealed partial class Sensor
{
    [Var]
    public object? Reading => throw new TimeoutException("late");
}

/// <summary>Values of all types.</summary>
[SafeEval(Builtins = SafeBuiltins.Len | SafeBuiltins.Sum)]
public sealed partial class Rules
{
    [Var]
    public required string Country { get; init; }

    [Var]
    public int Age { get; init; }

    [Var]
    public IReadOnlyList<string> Roles { get; init; } = [];

    [Var]
    public (int Width, int Height) Size { get; init; } = (3, 4);

    [Var]
    public object? Anything { get; init; }

    [Fn]
    static bool StartsWith(string text, string start) => text.StartsWith(start, StringComparison.Ordinal);

    [Fn]
    int Older(int years = 1) => Age + years;

    [Fn]
    static long Total(IReadOnlyList<int> numbers) => numbers.Sum();

    [Fn]
    static byte Small(byte value) => value;

    [Fn]
    static string Shown(string? text, double? number, params string[] rest) => $"{text ?? "none"}/{number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}/{string.Join('+', rest)}";

    [Fn]
    static int[] Range(int count) => [.. Enumerable.Range(0, count)];

    [Fn]
    static object? Same(object? value) => value;

    [Fn]
    static bool Fails(string message) => throw new FormatException(message);
}
