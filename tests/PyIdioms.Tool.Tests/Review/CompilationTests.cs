using PyIdioms.Tool.Review;

namespace PyIdioms.Tool.Tests.Review;

public sealed class CompilationTests
{
    static readonly string Folder = Path.GetFullPath("/r");

    static string[] Review(params string[] arguments) =>
        [.. new Compilation(Path.Combine(Folder, "P.csproj"), "net10.0", "/sdk/csc.dll", [.. arguments]).ReviewArguments(["/pack/PyIdioms.Analyzers.dll", "/pack/PyIdioms.Kernel.dll"], "/s/1.sarif", "/s/1")];

    [Fact]
    public void WritesOnlyTheLogAndAnAssemblyOfTheSameName()
    {
        var review = Review("/out:obj/Net.dll", "/refout:obj/ref.dll", "/doc:obj/a.xml", "/pdb:x", "/generatedfilesout:gen", "/errorlog:user.sarif,version=2.1", "/debug+", "/embed:a.cs");
        Assert.Equal([$"/out:{Path.Combine("/s/1", "Net.dll")}"], review.Where(argument => argument.StartsWith("/out", StringComparison.Ordinal)));
        Assert.Equal(["/errorlog:/s/1.sarif,version=2.1"], review.Where(argument => argument.StartsWith("/errorlog", StringComparison.Ordinal)));
        Assert.DoesNotContain(review, argument => argument.Contains("obj/", StringComparison.Ordinal) || argument.Contains("gen", StringComparison.Ordinal) || argument.StartsWith("/embed", StringComparison.Ordinal));
    }

    [Fact]
    public void WarningsAreNoErrorsAndAnalyzersRun()
    {
        var review = Review("/warnaserror+", "/warnaserror+:CS0168,NU1605", "/warnaserror:X", "/skipanalyzers+");
        Assert.Equal(["/warnaserror-"], review.Where(argument => argument.StartsWith("/warnaserror", StringComparison.Ordinal)));
        Assert.Equal(["/skipanalyzers-"], review.Where(argument => argument.StartsWith("/skipanalyzers", StringComparison.Ordinal)));
    }

    [Fact]
    public void BringsTheRulesUnlessTheProjectDoes()
    {
        Assert.Contains("/analyzer:/pack/PyIdioms.Analyzers.dll", Review());
        var own = Review("/analyzer:/pkg/PyIdioms.Analyzers.dll", "/analyzer:/pkg/PyIdioms.Kernel.dll");
        Assert.Contains("/analyzer:/pkg/PyIdioms.Analyzers.dll", own);
        Assert.DoesNotContain("/analyzer:/pack/PyIdioms.Analyzers.dll", own);
    }

    [Fact]
    public void NoProjectSilencesTheWarningsThatARuleDidNotRun() =>
        Assert.Contains("/nowarn:1701,CS1591,PYI0301", Review("/nowarn:1701,CS1591,CS8032,8785,AD0001,CS9057,PYI0301"));

    [Fact]
    public void SourcesAreKeptEvenWhereTheirPathLooksLikeASwitch()
    {
        string[] sources = ["C.cs", "/a-b/C.cs", "/doc/C.cs", "/out/C.cs", "/a/C.cs"];
        Assert.Equal(sources, Review(sources).Intersect(sources));
    }

    [Fact]
    public void KeepsWhatGivesTheCodeItsMeaning()
    {
        string[] meaning = ["/define:A;B", "/langversion:14.0", "/nullable:enable", "/reference:r.dll", "/analyzerconfig:.editorconfig", "/additionalfile:a.txt", "/keyfile:k.snk", "/target:exe", "/unsafe+", "/features:\"I=;N\""];
        Assert.Equal(meaning, Review(meaning).Intersect(meaning));
    }

    [Fact]
    public void ResponseLinesAreOneArgumentEach() => Assert.Equal(
        ["/out:a", "\"/out:a b\"", "\"#x.cs\"", "/features:\"a b\""],
        Compilation.ResponseFile(["/out:a", "/out:a b", "#x.cs", "/features:\"a b\""]).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
}
