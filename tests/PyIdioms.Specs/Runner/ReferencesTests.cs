using Microsoft.CodeAnalysis;
using PyIdioms.TestKit;

namespace PyIdioms.Specs.Runner;

/// <summary>A snippet sees the packages that it names, and only those.</summary>
public sealed class ReferencesTests
{
    [Theory]
    [InlineData("class C : Microsoft.AspNetCore.Mvc.ControllerBase;")]
    [InlineData("class C { void M(Microsoft.AspNetCore.Builder.WebApplication app) => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, \"/\", (string name) => name); }")]
    [InlineData("class C { string? M(Microsoft.Extensions.Configuration.IConfiguration c) => c[\"key\"]; }")]
    [InlineData("using Dapper;\nclass C { void M(System.Data.IDbConnection c) => c.Execute(\"select 1\"); }")]
    [InlineData("using Microsoft.EntityFrameworkCore;\nclass C { void M(DbContext c) => c.Database.ExecuteSqlRaw(\"select 1\"); void N(DbContextOptionsBuilder b) => b.UseSqlite(\"\"); }")]
    [InlineData("class C { void M() => new Npgsql.NpgsqlCommand(\"select 1\").Dispose(); }")]
    [InlineData("class C { void M() => new Microsoft.Data.Sqlite.SqliteCommand(\"select 1\").Dispose(); }")]
    [InlineData("class C { void M() => new Microsoft.Data.SqlClient.SqlCommand(\"select 1\").Dispose(); }")]
    [InlineData("class C { object? M() => Newtonsoft.Json.JsonConvert.DeserializeObject(\"1\"); }")]
    [InlineData("class C { object? M() => Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript.EvaluateAsync(\"1\"); }")]
    [InlineData("namespace Dapper { class SqlMapper; }")]
    public void A_named_package_is_there(string code) =>
        Assert.Empty(Workbench.Compile(code).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));

    [Fact]
    public void What_is_not_named_costs_nothing()
    {
        var bare = References.User.Length;
        Assert.Equal(bare, References.For("class C { void M() => Console.WriteLine(\"Dapperling\"); }").Count());
        Assert.Equal(bare, References.For("namespace Dapper { class SqlMapper; } // Dapper").Count());
        Assert.Equal(bare + 1, References.For("using Dapper;").Count());
    }
}
