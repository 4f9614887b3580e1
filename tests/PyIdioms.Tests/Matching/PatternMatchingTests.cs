using System.Text.Json;
using Handbook.PatternMatching;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Matching;

/// <summary>The handbook's matches, as the samples have them in C#, take the arms that Python's take.</summary>
public class PatternMatchingTests
{
    [Fact]
    public void Commands()
    {
        var truth = Truth.Of("shapes", "process_command");
        foreach (var one in truth.GetProperty("cases").EnumerateArray())
        {
            var tokens = one.GetProperty("in").EnumerateArray().Select(e => e.GetString()).ToList();
            if (one.TryGetProperty("text", out var text)) Assert.Equal(text.GetString(), Handbook.PatternMatching.Commands.Process(tokens));
            else Assert.StartsWith("Unknown command", Handbook.PatternMatching.Commands.Process(tokens));
        }
        foreach (var other in new object?[] { "quit", "get", null, 42, new Dictionary<string, string> { ["0"] = "quit" } }) Assert.Equal("no-match", Handbook.PatternMatching.Commands.ProcessAny(other));
        Assert.Equal("GET x", Handbook.PatternMatching.Commands.ProcessAny(new[] { "get", "x" }));
    }

    [Fact]
    public void Shapes()
    {
        foreach (var one in Truth.Of("shapes", "describe_shape").GetProperty("cases").EnumerateArray())
        {
            var (given, arm) = (one.GetProperty("in").EnumerateArray().ToArray(), one.GetProperty("arm").EnumerateArray().ToArray());
            Shape? shape = given[0].GetString() switch
            {
                "circle" => new Shape.Circle(new(Number(1), Number(2)), Number(3)),
                "rect" => new Shape.Rectangle(new(Number(1), Number(2)), Number(3), Number(4)),
                _ => null,
            };
            // What is no shape has no place in a closed type: the compiler asks for no arm.
            if (shape is null) continue;
            Assert.StartsWith(arm[0].GetString() switch { "origin-circle" => $"Circle of radius {arm[1]} centered", "circle" => $"Circle of radius {arm[1]} at ({arm[2]},{arm[3]})", _ => $"Square of side {arm[1]}" }, Handbook.PatternMatching.Shapes.Describe(shape));

            double Number(int i) => given[i].GetDouble();
        }
        Assert.StartsWith("Rectangle", Handbook.PatternMatching.Shapes.Describe(new Shape.Rectangle(new(0, 0), double.NaN, double.NaN)));
    }

    [Fact]
    public void StatusCodes()
    {
        foreach (var one in Truth.Of("shapes", "status_code").EnumerateArray())
        {
            object code = one.GetProperty("in").ValueKind == JsonValueKind.Number ? one.GetProperty("in").GetInt32() : one.GetProperty("in").GetBoolean();
            Assert.Equal(one.GetProperty("arm").GetString(), Handbook.PatternMatching.StatusCodes.OfAny(code));
        }
    }
}
