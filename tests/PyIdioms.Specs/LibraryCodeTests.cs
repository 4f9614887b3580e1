using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.TestKit;

namespace PyIdioms.Specs;

/// <summary>What a program cannot see of a library it may do; what stands in another document of the program counts as if it stood here.</summary>
public class LibraryCodeTests
{
    const string Library = """
        using System;
        using System.Threading.Tasks;

        public interface IStore
        {
            Task Prune();
        }

        public sealed class BlobStore : IStore
        {
            public Task Prune() => Task.FromException(new AggregateException());
        }
        """;

    const string Extensions = """
        public static class Extensions
        {
            public static readonly string[] Known = [".png", ".jpg"];
            public static readonly System.Collections.Generic.List<string> Growing = new() { ".png" };
        }
        """;

    const string Program = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading.Tasks;

        public class Jobs(IStore store, BlobStore blobs)
        {
            public async Task OfInterface() { try { await store.Prune(); } catch (AggregateException ex) { Console.Error.WriteLine(ex); } }

            public async Task OfClass() { try { await blobs.Prune(); } catch (AggregateException ex) { Console.Error.WriteLine(ex); } }

            public async Task OfPlatform() { try { Console.WriteLine(await File.ReadAllTextAsync("x")); } catch (AggregateException ex) { Console.Error.WriteLine(ex); } } // PYI0603

            public IEnumerable<string> Few(List<string> all) => all.Where(a => Extensions.Known.Contains(a));

            public IEnumerable<string> Many(List<string> all) => all.Where(a => Extensions.Growing.Contains(a)); // PYI0401
        }
        """;

    [Fact]
    public async Task Findings_are_those_that_the_program_claims()
    {
        var cancel = TestContext.Current.CancellationToken;
        var library = CSharpCompilation.Create("Library", [CSharpSyntaxTree.ParseText(Library, Workbench.Language, cancellationToken: cancel)], References.For(Library), new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var compilation = Workbench.Compile(Program).AddReferences(library.ToMetadataReference()).AddSyntaxTrees(CSharpSyntaxTree.ParseText(Extensions, Workbench.Language, "Extensions.cs", cancellationToken: cancel));
        Assert.Empty(compilation.GetDiagnostics(cancel).Where(d => d.Severity == DiagnosticSeverity.Error));

        var found = await compilation.WithAnalyzers(Catalog.Shipped.Analyzers).GetAnalyzerDiagnosticsAsync(cancel);

        var claimed = Program.Split('\n').Select((line, i) => (Line: i, Claim: line.IndexOf("// PYI", StringComparison.Ordinal) is >= 0 and var at ? line[(at + 3)..].Trim() : null)).Where(c => c.Claim is not null).Select(c => $"{c.Line}: {c.Claim}");
        Assert.Equal(claimed, found.Where(d => d.Location.SourceTree == compilation.SyntaxTrees.First() && d.Id is "PYI0603" or "PYI0401").OrderBy(d => d.Location.SourceSpan.Start).Select(d => $"{d.Location.GetLineSpan().StartLinePosition.Line}: {d.Id}"));
    }
}
