using System.Collections.Immutable;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.TestKit;

namespace PyIdioms.Laws.AddingARule;

/// <summary>The rule that <c>docs/adding-a-rule.md</c> adds: three files, compiled here against the real assemblies.</summary>
public sealed partial record NewRule(string RulePath, string RuleText, string FixPath, string FixText, string PagePath, string PageText)
{
    const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    static readonly CSharpParseOptions Language = Workbench.Language.WithDocumentationMode(DocumentationMode.Parse);

    /// <summary>The SDK's own <c>NoWarn</c>: assemblies built for an older framework run on this one.</summary>
    static readonly KeyValuePair<string, ReportDiagnostic>[] VersionsUnify = [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)];

    /// <summary>Reads a path in backticks, and the block that follows it, three times.</summary>
    public static NewRule FromTheWalkthrough()
    {
        var files = File().Matches(Repository.Read("docs/adding-a-rule.md")).Select(match => (Path: match.Groups["path"].Value, Text: match.Groups["text"].Value)).ToArray();
        if (files.Length != 3) throw new InvalidDataException($"The walkthrough writes {files.Length} files");
        return new(files[0].Path, files[0].Text, files[1].Path, files[1].Text, files[2].Path, files[2].Text);
    }

    /// <summary>The repository with these three files in it and the rule in the catalogue; nothing else is different.</summary>
    public House Move(House house) => (house with { Catalog = Compile(house.Catalog) }).With(RulePath, RuleText).With(FixPath, FixText).With(PagePath, PageText);

    /// <summary>The rule in an assembly that does not see Workspaces, the fix in one that does: as the house has them.</summary>
    Catalog Compile(Catalog catalog)
    {
        var workspaces = References.Compiler.Where(reference => reference.Display!.Contains("Workspaces", StringComparison.Ordinal)).ToArray();
        var context = new AssemblyLoadContext("walkthrough", isCollectible: true);
        var rule = Emit("NewRule", RuleText, [.. References.Compiler.Except(workspaces)]);
        var fix = Emit("NewFix", FixText, [.. References.Compiler, MetadataReference.CreateFromImage(rule)]);
        return catalog.With(context.LoadFromStream(new MemoryStream(rule))).With(context.LoadFromStream(new MemoryStream(fix)));
    }

    static byte[] Emit(string name, string text, ImmutableArray<MetadataReference> references)
    {
        using var image = new MemoryStream();
        var emitted = CSharpCompilation.Create(name,
            [CSharpSyntaxTree.ParseText(text, Language), CSharpSyntaxTree.ParseText(ImplicitUsings, Language)], references,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error,
                specificDiagnosticOptions: VersionsUnify)).Emit(image);
        return emitted.Success ? image.ToArray() : throw new InvalidDataException(string.Join("\n", emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
    }

    [GeneratedRegex(@"^`(?<path>(?:src|docs)/[^`]+)`.*?^(?<marks>`{3,4})(?:csharp|markdown)\n(?<text>.*?)^\k<marks>$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex File();
}
