using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.TestKit;

namespace PyIdioms.Specs;

/// <summary>An editor shows a project the source of those that it refers to; the compiler shows it their assemblies. Rules hold in both: nothing is looked for in source that belongs to another compilation.</summary>
public class ReferencedProjectTests
{
    const string Library = """
        using System.Data;
        using System.Data.Common;
        namespace Store;

        public class Base(DbConnection connection)
        {
            protected readonly string Table = "orders";
            protected string Name { get; set; } = "orders";
            protected DbCommand Command = connection.CreateCommand();
            public static readonly string[] Columns = ["id", "name"];
            public static readonly int Most = 10;
            public string Token = "";
            public virtual string Filter(string value) => "where name = '" + value + "'";
            public static string Quoted(string value) => "'" + value.Replace("'", "''") + "'";
            public void Run([LiteralString] string sql) => Command.CommandText = sql;
            public Base Next => new(connection);
        }

        public record Row(string Text, int Size)
        {
            public string Whole { get; init; } = "whole";
            public static implicit operator string(Row row) => row.Text;
        }

        public static class Texts
        {
            public static string Wrap(this string text) => "(" + text + ")";
            public static void Make(out string text) => text = "made";
            public static string Setting(string name) => Environment.GetEnvironmentVariable(name) ?? "";
        }
        """;

    const string User = """
        using System.Data.Common;
        using System.Diagnostics;
        using System.IO;
        using System.Security.Cryptography;
        using Store;

        public class Orders(DbConnection connection, Base other) : Base(connection)
        {
            static readonly Row Known = new("known", Base.Most) { Whole = Base.Columns[0] };
            readonly string wrapped = "id".Wrap();

            public void Find(string name, Row row)
            {
                Command.CommandText = "select * from " + Table + " where name = '" + name + "'";
                Command.CommandText = "select * from " + Name + Filter(name);
                Command.CommandText = "select " + Columns[1] + " from " + Known.Text + wrapped;
                Command.CommandText = "select " + row.Whole + (string)row + other.Next.Filter(name);
                Texts.Make(out var made);
                Command.CommandText = "select " + made + Quoted(name) + Most;
                Run("select " + name);
                other.Run(row with { Text = name });
                foreach (var column in Columns) Run(column + Base.Most);
            }

            public override string Filter(string value) => base.Filter(value.Wrap());

            public bool Same(string given, Row row) => other.Token == given || other.Next.Token.Equals(row.Text);

            public void Start(Row row, Aes aes)
            {
                Process.Start("git", "log " + row.Text + Texts.Setting("PLACE"));
                File.ReadAllText(Path.Combine("files", row.Whole));
                aes.Key = Convert.FromHexString(Known.Text);
                var secret = Texts.Setting("JWT_SECRET") is { Length: > 0 } read ? read : Known.Whole;
                new Rfc2898DeriveBytes(row.Text, new byte[16], Base.Most, HashAlgorithmName.SHA256).GetBytes(Base.Most);
                Type.GetType(row.Text + secret);
            }
        }
        """;

    [Fact]
    public async Task Rules_hold_on_projects_as_on_assemblies()
    {
        var library = Workbench.Compile(Library).WithAssemblyName("Store");
        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);

        var ofProject = await Findings(library.ToMetadataReference());
        var ofAssembly = await Findings(MetadataReference.CreateFromImage(image.ToArray()));

        Assert.Contains("PYI0201 14", ofProject);
        Assert.Contains("PYI0201 14", ofAssembly);
    }

    static async Task<string[]> Findings(MetadataReference library)
    {
        var compilation = Workbench.Compile(User).AddReferences(library);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        var thrown = new ConcurrentQueue<Exception>();
        var analysis = compilation.WithAnalyzers(Catalog.Shipped.Analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (exception, _, _) => thrown.Enqueue(exception), concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        var findings = await analysis.GetAnalyzerDiagnosticsAsync();
        Assert.Empty(thrown);
        return [.. findings.Select(f => $"{f.Id} {f.Location.GetLineSpan().StartLinePosition.Line + 1}").Order(StringComparer.Ordinal)];
    }
}
