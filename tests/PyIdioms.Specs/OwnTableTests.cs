using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.TestKit;

namespace PyIdioms.Specs;

/// <summary>The pack's own table names what is there: PYI0211 reads it as it reads a project's.</summary>
public class OwnTableTests
{
    const string NamesEveryPackage = """
        using Dapper;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Data.SqlClient;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.CodeAnalysis;
        using Newtonsoft.Json;
        using Npgsql;
        """;

    /// <summary>Members of .NET Framework, of other packages and of versions before those that the tests refer to, static members of deriving types, and those that are known where they are declared too.</summary>
    static readonly string[] Elsewhere =
    [
        "'System.CodeDom.Compiler.CodeDomProvider'", "'BinaryFormatter' has no such member", "NetDataContractSerializer' has no effect", "'System.IO.Hashing.", "'XxHash64' has no such member",
        "'KeyedHashAlgorithm' has no such member", "'HashAlgorithm' has no such member",
        "'System.Data.SqlClient.SqlConnectionStringBuilder'", "'System.Web.Http", "'ExecuteSqlCommand", "'EscapeIdentifier'", "'AsSpan'", "'AsMemory'", "'Contains' has no effect: 'System.Collections.Generic.ICollection' declares it",
    ];

    [Fact]
    public async Task Every_line_names_a_member()
    {
        var table = Repository.Read("src/PyIdioms.Kernel/Provenance/Apis.txt") + "sql System.Data.IDbCommand.ComandText\n";
        var reviewed = await new Workbench(Catalog.Shipped).Review(new(NamesEveryPackage) { AdditionalFiles = ImmutableSortedDictionary<string, string>.Empty.Add("pyidioms.apis.txt", table) });
        var wrong = reviewed.Findings.Where(finding => finding.Id == "PYI0211" && !IsOfAnotherPackage(finding, table, reviewed.Compilation))
            .Select(finding => $"line {finding.Location.GetLineSpan().StartLinePosition.Line + 1}: {finding.GetMessage(null)}")
            .Where(message => !Elsewhere.Any(known => message.Contains(known, StringComparison.Ordinal))).ToArray();

        // The slip that is put in shows that the rule looks at all.
        Assert.True(wrong is [var slip] && slip.Contains("'ComandText'", StringComparison.Ordinal), string.Join("\n", wrong));
    }

    /// <summary>Whether not even the namespace is there.</summary>
    static bool IsOfAnotherPackage(Diagnostic finding, string table, Compilation compilation)
    {
        INamespaceOrTypeSymbol? at = compilation.GlobalNamespace;
        foreach (var part in table.Substring(finding.Location.SourceSpan.Start, finding.Location.SourceSpan.Length).Split('.')[..^1])
        {
            at = at?.GetMembers(part).OfType<INamespaceOrTypeSymbol>().FirstOrDefault();
        }
        return at is null;
    }
}
