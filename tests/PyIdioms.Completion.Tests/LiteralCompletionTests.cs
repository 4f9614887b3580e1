namespace PyIdioms.Completion.Tests;

/// <summary>The values of a [Literal] are offered where one is typed, and nowhere else.</summary>
public class LiteralCompletionTests
{
    const string Types = """
        public class HttpAttribute([Literal("GET", "POST")] string method) : Attribute { public string M => method; [Literal("json", "xml")] public string Format { get; set; } = "json"; }
        public enum Color { Red, Green, Blue }
        [Literal("north", "south")] public readonly record struct Direction(string Value) { public static implicit operator Direction(string v) => new(v); }
        public record Key([Literal("Ctrl", "Meta")] string Name);
        public class Client
        {
            [Literal("a", "b")] public string Kind { get; set; } = "a";
            [Literal(200, 404)] public int Status { get; set; } = 200;
            [Literal(Color.Red, Color.Blue)] public Color Color { get; set; }
            [Literal('x', 'y')] public char Letter { get; set; } = 'x';
            [Literal("p", "q")] public string? Maybe { get; set; }
            public void Send([Literal("GET", "POST")] string method, string url = "") { }
            public void Many([Literal("u", "v")] params string[] all) { }
            public void Move(Direction d) { }
        }
        """;

    /// <summary>A body, and what is offered at the bar in it.</summary>
    [Theory]
    [InlineData("""c.Send(|);""", """ "GET" "POST" """, """c.Send("GET");""")]
    [InlineData("""c.Send("|");""", """ "GET" "POST" """, """c.Send("GET");""")]
    [InlineData("""c.Send("P|");""", """ "GET" "POST" """, """c.Send("GET");""")]
    [InlineData("""c.Send("P|""", """ "GET" "POST" """, """c.Send("GET" """)]
    [InlineData("""c.Send(G|);""", """ "GET" "POST" """, """c.Send("GET");""")]
    [InlineData("""c.Send(method: |);""", """ "GET" "POST" """, """c.Send(method: "GET");""")]
    [InlineData("""c.Send(url: "", method: "|");""", """ "GET" "POST" """, """c.Send(url: "", method: "GET");""")]
    [InlineData("""c.Send(|, "/");""", """ "GET" "POST" """, """c.Send("GET", "/");""")]
    [InlineData("""c.Send(c is null ? "GET" : |);""", """ "GET" "POST" """, """c.Send(c is null ? "GET" : "GET");""")]
    [InlineData("""c.Many("u", |);""", """ "u" "v" """, """c.Many("u", "u");""")]
    [InlineData("""c.Move(|);""", """ "north" "south" """, """c.Move("north");""")]
    [InlineData("""c.Kind = |;""", """ "a" "b" """, """c.Kind = "a";""")]
    [InlineData("""_ = new Client { Kind = | };""", """ "a" "b" """, """_ = new Client { Kind = "a" };""")]
    [InlineData("""c.Status = |;""", """ 200 404 """, """c.Status = 200;""")]
    [InlineData("""c.Status = 4|;""", """ 200 404 """, """c.Status = 200;""")]
    [InlineData("""c.Color = |;""", """ Color.Red Color.Blue """, """c.Color = Color.Red;""")]
    [InlineData("""c.Letter = '|';""", """ 'x' 'y' """, """c.Letter = 'x';""")]
    [InlineData("""c.Maybe = |;""", """ "p" "q" null """, """c.Maybe = "p";""")]
    [InlineData("""if (c.Kind == |) return;""", """ "a" "b" """, """if (c.Kind == "a") return;""")]
    [InlineData("""if (c.Kind == "|") return;""", """ "a" "b" """, """if (c.Kind == "a") return;""")]
    [InlineData("""if (c.Kind is |) return;""", """ "a" "b" """, """if (c.Kind is "a") return;""")]
    [InlineData("""if (c.Kind is "a" or |) return;""", """ "a" "b" """, """if (c.Kind is "a" or "a") return;""")]
    [InlineData("""if (c is { Kind: | }) return;""", """ "a" "b" """, """if (c is { Kind: "a" }) return;""")]
    [InlineData("""switch (c.Kind) { case |: break; }""", """ "a" "b" """, """switch (c.Kind) { case "a": break; }""")]
    [InlineData("""var local = c.Kind; switch (local) { case "|": break; }""", """ "a" "b" """, """var local = c.Kind; switch (local) { case "a": break; }""")]
    [InlineData("""_ = c.Status switch { | => 1, _ => 2 };""", """ 200 404 """, """_ = c.Status switch { 200 => 1, _ => 2 };""")]
    [InlineData("""Direction d = |;""", """ "north" "south" """, """Direction d = "north";""")]
    [InlineData("""[return: Literal("r", "s")] string F() => |;""", """ "r" "s" """, """[return: Literal("r", "s")] string F() => "r";""")]
    [InlineData("""[return: Literal("r", "s")] string F() { return "|"; }""", """ "r" "s" """, """[return: Literal("r", "s")] string F() { return "r"; }""")]
    [InlineData("""_ = new Key(|);""", """ "Ctrl" "Meta" """, """_ = new Key("Ctrl");""")]
    [InlineData("""[Http(|)] void G() { }""", """ "GET" "POST" """, """[Http("GET")] void G() { }""")]
    [InlineData("""[Http("GET", Format = "|")] void G() { }""", """ "json" "xml" """, """[Http("GET", Format = "json")] void G() { }""")]
    [InlineData("""c.Send("GET", |);""", "", "")]
    [InlineData("""c.Send("GET", "|");""", "", "")]
    [InlineData("""|""", "", "")]
    [InlineData("""c.|""", "", "")]
    [InlineData("""var text = "|";""", "", "")]
    [InlineData("""// c.Send(|""", "", "")]
    [InlineData("""c.Send("GET"|);""", "", "")]
    [InlineData("""if (text == "|") return;""", "", "")]
    [InlineData("""switch (text) { case |: break; }""", "", "")]
    public async Task Offers(string body, string offered, string after)
    {
        string Whole(string statements) => $"{Types}\npublic static class Uses {{ public static void M(Client c, string text) {{\n{statements}\n}} }}";
        var (found, changed) = await Editor.Offer(Whole(body));
        Assert.Equal(offered.Split(' ', StringSplitOptions.RemoveEmptyEntries), found);
        if (offered.Length > 0) Assert.Equal(Whole(after.TrimEnd()), changed);
    }
}
