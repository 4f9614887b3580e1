using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.TestKit;

namespace PyIdioms.Specs;

/// <summary><c>[Final]</c> and <c>[TypeVar]</c> hold for whoever uses a library, whether as a project or as an assembly; a program that has nothing of them is not asked.</summary>
public class ReferencedAttributeTests
{
    const string Library = """
        namespace Store;

        public class Base
        {
            [Final] public int Field;
            [Final] public int Property { get; set; }
            [Final] public virtual void Run() { }
            [Final] public virtual event Action? Raised;
            public void Raise() => Raised?.Invoke();
        }

        [Final] public class Leaf { public virtual void Run() { } }

        public record Row([property: Final] int Id);

        public class Box<[TypeVar(typeof(int), typeof(string))] T>
        {
            public class Inner;
            public void Put<[TypeVar(typeof(int), typeof(long))] TKey>(TKey key) { }
        }

        public delegate T Step<[TypeVar(typeof(int), typeof(long))] T>(T value);

        public static class Extended
        {
            extension<[TypeVar(typeof(int), typeof(long))] T>(T value) { public T Same() => value; public T Itself => value; }
            public static T Twice<[TypeVar(typeof(int), typeof(long))] T>(this T value) => value;
        }
        """;

    const string User = """
        using Store;

        public class Derived : Base
        {
            public override void Run() { }
            public override event Action? Raised;
            public Row Changed(Row row) => row with { Id = 2 };
            public void Write(Base other)
            {
                other.Field = 1;
                other.Property++;
                Raised?.Invoke();
            }
        }

        public class Below : Leaf;

        public class Uses : Box<double>
        {
            Step<char>? step;
            public object? Run(Box<int> box)
            {
                box.Put("a");
                _ = 1.5.Same();
                _ = 1.5.Itself;
                _ = 1.5.Twice();
                box.Put(1L);
                return new Box<char>.Inner() ?? (object?)step;
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
            "PYI0204 18", "PYI0204 20", "PYI0204 23", "PYI0204 24", "PYI0204 25", "PYI0204 26", "PYI0204 28",
            "PYI0206 10", "PYI0206 11", "PYI0206 16", "PYI0206 5", "PYI0206 6", "PYI0206 7",
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
