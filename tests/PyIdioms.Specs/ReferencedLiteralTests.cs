using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.TestKit;

namespace PyIdioms.Specs;

/// <summary><c>[Literal]</c> holds for whoever uses a library, whether as a project or as an assembly.</summary>
public class ReferencedLiteralTests
{
    const string Library = """
        namespace Store;

        public class Client
        {
            [Literal("GET", "POST")] public string Method { get; set; } = "GET";
            [Literal(1, 2)] public int Level = 1;
            public void Send([Literal("GET", "POST")] string method) { }
            [return: Literal("on", "off")] public string State() => "on";
            public int this[[Literal(1, 2)] int index] => index;
            public virtual void Over([Literal("a", "b")] string text) { }
        }

        public record Key([Literal("Ctrl", "Meta")] string Name);

        public class Box([Literal("s", "m")] string size) { public string Size => size; }

        public delegate void Step([Literal(1, 2)] int level);

        [System.AttributeUsage(System.AttributeTargets.Class)]
        public sealed class TagAttribute([Literal("red", "blue")] string color) : System.Attribute { public string Color => color; }

        public static class Extended
        {
            public static void Shout(this Client client, [Literal("loud", "quiet")] string volume) { }
        }

        [Literal("north", "south")]
        public readonly record struct Direction(string Value)
        {
            public static implicit operator Direction(string value) => new(value);
        }

        public static class Robot
        {
            public static void Move(Direction direction) { }
            public static Direction Heading { get; set; }
        }
        """;

    const string User = """
        using Store;

        public class Derived : Client
        {
            public override void Over([Literal("a")] string text) { }
        }

        [Tag("green")]
        public class Uses
        {
            readonly Box box = new("l");

            public void Run(Client client, Step step, string text)
            {
                client.Send("PULL");
                client.Send(text);
                client.Method = "PUT";
                client.Level = 3;
                _ = client[3];
                client.Over("c");
                _ = new Key("Alt");
                client.Shout("x");
                step(4);
                if (client.State() == "dim") return;
                switch (client.Method)
                {
                    case "GET": break;
                }
                _ = new Key("Ctrl") is { Name: "Alt" };
                client.Send(client.Method);
                _ = box;
            }

            public void Turn(string text)
            {
                Robot.Move("nrth");
                Robot.Move(text);
                Robot.Heading = "east";
                if (Robot.Heading.Value == "west") return;
                Robot.Move("south");
            }
        }
        """;

    [Fact]
    public async Task What_a_library_says_holds_for_its_users()
    {
        var library = Workbench.Compile(Library).WithAssemblyName("Store");
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);

        var ofProject = await Findings(library.ToMetadataReference());
        var ofAssembly = await Findings(MetadataReference.CreateFromImage(image.ToArray()));

        string[] expected =
        [
            "PYI0202 11", "PYI0202 15", "PYI0202 16", "PYI0202 17", "PYI0202 18", "PYI0202 19", "PYI0202 20", "PYI0202 21", "PYI0202 22", "PYI0202 23", "PYI0202 24", "PYI0202 29",
            "PYI0202 36", "PYI0202 37", "PYI0202 38", "PYI0202 39", "PYI0202 5", "PYI0202 8", "PYI0801 25",
        ];
        Assert.Equal(expected, ofProject);
        Assert.Equal(expected, ofAssembly);
    }

    static async Task<string[]> Findings(MetadataReference library)
    {
        var compilation = Workbench.Compile(User).AddReferences(library);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error));
        var findings = await compilation.WithAnalyzers(Catalog.Shipped.Analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. findings.Select(f => $"{f.Id} {f.Location.GetLineSpan().StartLinePosition.Line + 1}").Order(StringComparer.Ordinal)];
    }
}
