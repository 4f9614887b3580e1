using PyIdioms.TestKit;
using PyIdioms.TestKit.Pages;

namespace PyIdioms.Specs.Runner;

/// <summary>The runner accepts a page that holds, and says what is wrong with one that does not.</summary>
public class RunnerTests
{
    static readonly PageRunner Runner = new(new([], [], []));
    static readonly PageRunner WithRule = new(new Catalog([new Shouting()], [new ShoutingFix()], [new EchoGenerator()]));

    static async Task<string> Run(string page, string name = "PYI1299.md", PageRunner? runner = null) =>
        string.Join("\n", await (runner ?? WithRule).Run(Page.Parse(name, page)));

    static async Task Holds(string page) => Assert.Equal("", await Run(page));

    static async Task Fails(string page, string because) => Assert.Contains(because, await Run(page), StringComparison.Ordinal);

    [Fact]
    public Task ClaimsHold() => Holds("""
        ```csharp
        class LOUD; // PYI1299: 'LOUD' sh
        class Quiet; class ABCD; class EFGH; // PYI1299: 'ABCD' // PYI1299: 'EFGH' shouts
        class IJKL; // PYI1299
        ```
        """);

    [Fact]
    public Task AFindingNeedsAClaim() => Fails("""
        ```csharp
        class LOUD;
        ```
        """, "PYI1299.md:2 found, not claimed: PYI1299: 'LOUD' shouts\n    class LOUD;");

    [Fact]
    public Task TwoFindingsNeedTwoClaims() => Fails("""
        ```csharp
        class ABCD; class EFGH; // PYI1299
        ```
        """, "found, not claimed: PYI1299: 'EFGH' shouts");

    [Fact]
    public Task AClaimNeedsAFinding() => Fails("""
        ```csharp

        class Quiet; // PYI1299
        ```
        """, "PYI1299.md:3 claimed, not found: PYI1299 \n    class Quiet; // PYI1299");

    [Fact]
    public Task TheMessageCounts() => Fails("""
        ```csharp
        class LOUD; // PYI1299: 'QUIET'
        ```
        """, "claimed, not found: PYI1299 'QUIET'");

    [Fact]
    public Task TheIdCounts() => Fails("""
        ```csharp
        class LOUD; // PYI0101
        ```
        """, "claimed, not found: PYI0101");

    [Fact]
    public Task CodeCompiles() => Fails("""
        ```csharp
        class Wrong : Missing;
        ```
        """, "error CS0246");

    [Fact]
    public Task AnExceptionOfARuleSurfaces() => Fails("""
        ```csharp
        class CRASH;
        ```
        """, "the rule fell over");

    [Fact]
    public async Task ARuleThatShipsOffIsOnOnItsOwnPageOnly()
    {
        const string page = "```csharp\nclass LOUD;\n```";
        Assert.Contains("found, not claimed", await Run(page, "docs/rules/PYI1299.md"), StringComparison.Ordinal);
        Assert.Contains("found, not claimed", await Run(page, "Cases/PYI1299-names.md"), StringComparison.Ordinal);
        Assert.Equal("", await Run(page, "PYI1298.md"));
    }

    [Fact]
    public Task OptionsAndSeveritiesAreSet() => Holds("""
        ```csharp options pyidioms.PYI1299.abbreviations=false
        class ABC; // PYI1299
        ```

        ```csharp severity PYI1299=none
        class LOUD;
        ```

        ```csharp options dotnet_diagnostic.PYI1299.severity=none
        class LOUD;
        ```
        """);

    [Fact]
    public async Task AdditionalFilesBelongToTheNextBlock()
    {
        const string additional = "```text additional shouts.txt\nLOUD # PYI1299: 'LOUD' shouts in a file\nquiet\n```\n", code = "```csharp\nclass ABCD; // PYI1299\n```\n";
        await Holds(additional + code);
        await Fails(additional.Replace("LOUD", "loud", StringComparison.Ordinal) + code, "PYI1299.md:2 claimed, not found: PYI1299 'loud' shouts in a file\n    loud # PYI1299");
        await Fails(additional.Replace("#", "##", StringComparison.Ordinal).Replace(" PYI", "PYI", StringComparison.Ordinal) + code, "PYI1299.md:2 found, not claimed: PYI1299: 'LOUD' shouts in a file");
        await Fails(additional + code + code.Replace("// PYI1299", "", StringComparison.Ordinal), "PYI1299.md:9 found, not claimed: PYI1299: 'ABCD'");
        await Holds(additional + code + "```csharp\nclass Quiet;\n```\n");
        await Fails(code + additional, "PYI1299.md:5 no block after it has this file");
    }

    [Fact]
    public Task FixesHold() => Holds("""
        ```csharp
        class ABCD; // PYI1299
        class EFGH; // PYI1299
        ```

        ```csharp fixed
        class Abcd; // PYI1299
        class Efgh; // PYI1299
        ```
        """);

    [Fact]
    public Task TheSecondActionHolds() => Holds("""
        ```csharp
        class ABCD; // PYI1299
        ```

        ```csharp fixed 2
        class Quiet; // PYI1299
        ```
        """);

    [Fact]
    public Task AnotherFixedTextFails() => Fails("""
        ```csharp
        class ABCD; // PYI1299
        ```

        ```csharp fixed
        class abcd; // PYI1299
        ```
        """, "PYI1299.md:6 Fix All gives another text:\nclass Abcd; // PYI1299");

    [Fact]
    public Task TheFixedTextCompiles() => Fails("""
        ```csharp
        class ABCD; class EFGH; // PYI1299 // PYI1299
        ```

        ```csharp fixed 2
        class Quiet; class Quiet; // PYI1299 // PYI1299
        ```
        """, "the fixed text: /snippet/Example.cs(1,20): error CS0101");

    [Fact]
    public Task AFixThatChangesNothingFails() => Fails("""
        ```csharp
        class KEEP; // PYI1299
        ```

        ```csharp fixed
        class KEEP; // PYI1299
        ```
        """, "the fix changes nothing");

    [Fact]
    public async Task UnfixableMeansNoActionIsOffered()
    {
        await Holds("```csharp unfixable\nclass KEEP; // PYI1299\n```");
        await Fails("```csharp unfixable\nclass LOUD; // PYI1299\n```", "PYI1299.md:2 PYI1299 has a fix: Lower");
    }

    [Fact]
    public async Task GeneratedLinesAreFoundAtAnyDepth()
    {
        const string source = "```csharp\n[Obsolete] public partial class Bird;\n```\n";
        await Holds(source + "```csharp generated\npublic string Echo()\n{\n    return \"Bird\";\n}\n```");
        await Fails(source + "```csharp generated\npublic string Echo()\n{\nreturn \"Bird\";\n}\n```", "no generated file has these lines");
        await Fails(source + "```csharp generated\nstring Echo()\n```", "no generated file has these lines");
    }

    [Fact]
    public async Task ProgramsPrintWhatThePageSays()
    {
        const string source = "```csharp runs\nawait Task.Yield(); Console.WriteLine(new Bird().Echo());\n[Obsolete] partial class Bird;\n```\n";
        await Holds(source + "```text output\nBird\n```");
        await Fails(source + "```text output\nFish\n```", "the program prints\nBird");
        await Fails("```csharp runs\nthrow new InvalidOperationException(\"no\");\n```", "the program failed: System.InvalidOperationException: no");
    }

    [Theory, InlineData("csharp fixd"), InlineData("csharp options"), InlineData("csharp together"), InlineData("cs"), InlineData("csharp severity CS1=loud")]
    public void WordsThatMeanNothingAreRefused(string words)
    {
        if (words == "csharp options") words += " key";
        Assert.Throws<FormatException>(() => Page.Parse("x.md", $"```{words}\n```\n"));
    }

    [Fact]
    public void AnOpenBlockIsRefused() => Assert.Throws<FormatException>(() => Page.Parse("x.md", "```csharp\n"));

    [Fact]
    public async Task AnEmptyCatalogueReviewsNothing() => Assert.Equal("", await Run("```csharp\nclass LOUD;\n```", runner: Runner));
}
