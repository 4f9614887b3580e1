using System.Text.Json;

namespace Handbook.PatternMatching;

/// <summary>Pattern Matching, "Advanced match/case".</summary>
static class Matching
{
    public static void Run()
    {
        Console.WriteLine("## Pattern matching");
        foreach (var line in new[] { "", "exit", "get users", "set k v", "set k", "del k" })
        {
            Console.WriteLine($"  {Commands.Process(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))}");
        }
        Console.WriteLine($"  {Shapes.Describe(new Shape.Circle(new(0, 0), 5))}");
        Console.WriteLine($"  {Shapes.Describe(new Shape.Rectangle(new(0, 0), 2, 3))}");
        Console.WriteLine($"  {StatusCodes.Of(204)} {StatusCodes.Of(404)} {StatusCodes.Of(503)}");
        Console.WriteLine($"  {UiEvent.Handle(UiEvent.Match(new Dictionary<string, object?> { ["type"] = "click", ["x"] = 1, ["y"] = 2 }))}");
        using var json = JsonDocument.Parse("""{ "type": "keydown", "key": "Ctrl", "code": 67, "repeat": true }""");
        Console.WriteLine($"  {UiEvent.Handle(UiEvent.Match(json.RootElement))}");
        try
        {
            Console.WriteLine(UiEvent.HandleByHand(new Dictionary<string, object?> { ["type"] = "click", ["x"] = 1 }));
        }
        catch (KeyNotFoundException)
        {
            Console.WriteLine("  by hand: a missing key is an exception");
        }
    }
}
