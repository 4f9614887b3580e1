using System.Globalization;

namespace Handbook.PatternMatching;

public sealed record Point(double X, double Y);

/// <summary>The shapes there are: nobody else derives from it, so a match over all of them needs no catch-all.</summary>
public abstract record Shape
{
    private Shape()
    {
    }

    public sealed record Circle(Point Center, double Radius) : Shape;

    public sealed record Rectangle(Point TopLeft, double Width, double Height) : Shape;
}

/// <summary>Pattern Matching, "Class patterns": records taken apart by place and by name.</summary>
/// <remarks>
/// As in Python <c>0</c> matches <c>0.0</c>, and a width that is no number is no square: NaN is not equal to itself, <c>==</c> in a guard says so. A constant pattern would not: <c>is double.NaN</c> holds of it.
/// </remarks>
public static class Shapes
{
    public static string Describe(Shape shape) => shape switch
    {
        Shape.Circle(Point(0, 0), var radius) => $"Circle of radius {Text(radius)} centered at origin",
        Shape.Circle(Point(var x, var y), var radius) => $"Circle of radius {Text(radius)} at ({Text(x)},{Text(y)})",
        Shape.Rectangle { Width: var width, Height: var height } when width == height => $"Square of side {Text(width)}",
        Shape.Rectangle { Width: var width, Height: var height } => $"Rectangle {Text(width)}×{Text(height)}",
    };

    static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
