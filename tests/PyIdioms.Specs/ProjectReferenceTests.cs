using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.TestKit;

namespace PyIdioms.Specs;

/// <summary>In an editor a referenced project is source as well: its trees are not those of the compilation that is reviewed.</summary>
public class ProjectReferenceTests
{
    const string Referenced = """
        using System;

        public class Options
        {
            public string Sql { get; init; } = "select 1";
            public string? Key { get; } = Environment.GetEnvironmentVariable("JWT_SECRET");
            public readonly string Token = Environment.GetEnvironmentVariable("TOKEN") ?? throw new InvalidOperationException("TOKEN is not set");
            public static string Setting { get; } = "JWT_SECRET";
        }
        """;

    const string Reviewed = """
        using System;

        public class User
        {
            public string Read(Options given) => given.Key ?? "dev";

            public string Made() => new Options().Key ?? "dev";

            public string Named() => Environment.GetEnvironmentVariable(Options.Setting) ?? "dev";

            public bool IsSame(string token) => new Options().Token == token;

            public void Run(System.Data.IDbCommand command) => command.CommandText = new Options().Sql + " where token = '" + new Options { Sql = "x" }.Token + "'";
        }
        """;

    [Fact]
    public async Task Its_members_are_known_by_what_they_declare_alone()
    {
        var other = CSharpCompilation.Create("Other", [CSharpSyntaxTree.ParseText(Referenced, Workbench.Language, cancellationToken: TestContext.Current.CancellationToken)], References.For(Referenced), new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var compilation = Workbench.Compile(Reviewed).AddReferences(other.ToMetadataReference());
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error));

        var found = await compilation.WithAnalyzers(Catalog.Shipped.Analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        Assert.Empty(found.Where(d => d.Id == "AD0001").Select(d => d.ToString()));
        Assert.Contains(found, d => d.Id == "PYI1003");
    }
}
