using System.Text.Json;

namespace PyIdioms.Benchmarks.Shapes;

/// <summary>What overloads, guards, continued methods and matched mappings cost beside the same by hand.</summary>
static class ShapesBenchmark
{
    const int Calls = 20_000;
    const int Rounds = 300;

    static object? sink;
    static int sum;

    public static int Run()
    {
        var text = "text";
        var references = Race.Run(Calls, Rounds,
            new("by hand", n => { for (var i = 0; i < n; i++) sink = Subjects.SameByHand(text); }),
            new("[Overload]", n => { for (var i = 0; i < n; i++) sink = Subjects.Same(text); }));
        Race.Print("A text through a Core of object", references);

        var boxed = Race.Run(Calls, Rounds,
            new("by hand", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.TwiceByHand(i); sum = total; }),
            new("[Overload], Core of T", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.Twice(i); sum = total; }),
            new("[Overload], Core of object", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.TwiceBoxed(i); sum = total; }),
            new("[Overload], Core of object, inlined", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.TwiceInlined(i); sum = total; }));
        Race.Print("A number", boxed);

        int[] one = [1, 2, 3], two = [4, 5, 6], three = [7, 8, 9];
        var zipped = Race.Run(Calls, Rounds,
            new("by hand for three", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.SumByHand(one, two, three); sum = total; }),
            new("[Variadic]", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.Sum(one, two, three); sum = total; }));
        Race.Print("Three arrays side by side", zipped);

        object list = new List<string> { "a" };
        var guarded = Race.Run(Calls, Rounds,
            new("by hand", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.CountByHand(list); sum = total; }),
            new("[TypeGuard]", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.IsTexts(list, out var texts) ? texts.Count : 0; sum = total; }));
        Race.Print("A guarded value", guarded);

        var mapping = new Dictionary<string, object?> { ["type"] = "click", ["x"] = 1, ["y"] = 2 };
        using var json = JsonDocument.Parse("""{ "type": "click", "x": 1, "y": 2 }""");
        var matched = Race.Run(Calls / 4, Rounds,
            new("by hand", n => { for (var i = 0; i < n; i++) sink = UiEvent.MatchByHand(mapping); }),
            new("[MappingUnion]", n => { for (var i = 0; i < n; i++) sink = UiEvent.Match(mapping); }));
        Race.Print("A click in a dictionary", matched);
        var parsed = Race.Run(Calls / 4, Rounds,
            new("by hand", n => { for (var i = 0; i < n; i++) sink = UiEvent.MatchByHand(json.RootElement); }),
            new("[MappingUnion]", n => { for (var i = 0; i < n; i++) sink = UiEvent.Match(json.RootElement); }));
        Race.Print("A click in JSON", parsed);

        var figures = new Figures();
        Console.WriteLine();
        figures.Hold($"[Overload] of references {references[1].Bytes} B (0)", references[1].Bytes == 0);
        figures.Hold($"[Overload] over a Core of T {boxed[1].Bytes} B (0), {boxed[1].Nanoseconds - boxed[0].Nanoseconds:F2} ns over by hand (at most 1)", boxed[1].Bytes == 0 && boxed[1].Nanoseconds - boxed[0].Nanoseconds <= 1);
        figures.Hold($"[Variadic] {zipped[1].Nanoseconds / zipped[0].Nanoseconds:P1} of by hand (within 5 %), {zipped[1].Bytes} B ({zipped[0].Bytes})", zipped[1].Nanoseconds / zipped[0].Nanoseconds <= 1.05 && zipped[1].Bytes <= zipped[0].Bytes);
        figures.Hold($"[TypeGuard] {guarded[1].Bytes} B (0), {guarded[1].Nanoseconds - guarded[0].Nanoseconds:F2} ns over by hand (at most 2)", guarded[1].Bytes == 0 && guarded[1].Nanoseconds - guarded[0].Nanoseconds <= 2);
        figures.Hold($"[MappingUnion] of a dictionary {matched[1].Bytes} B ({matched[0].Bytes} by hand), {matched[1].Nanoseconds / matched[0].Nanoseconds:P0} of its time (at most 150 %)", matched[1].Bytes <= matched[0].Bytes && matched[1].Nanoseconds / matched[0].Nanoseconds <= 1.5);
        return figures.ExitCode;
    }
}
