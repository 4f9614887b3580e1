using PyIdioms.Tool.Review;

namespace PyIdioms.Tool.Tests.Review;

public sealed class BuildErrorsTests
{
    [Theory]
    [InlineData("/r/a b/C.cs(1,71): error CS1002: ; expected [/r/a b/P.csproj::TargetFramework=net10.0]", "/r/a b/C.cs(1,71)", "CS1002", "; expected", "/r/a b/P.csproj")]
    [InlineData("""C:\r\C.cs(1,2,1,5): error CS0103: The name 'a:b' does not exist [C:\r\P.csproj]""", """C:\r\C.cs(1,2,1,5)""", "CS0103", "The name 'a:b' does not exist", """C:\r\P.csproj""")]
    [InlineData("/r/P.csproj : error NU1101: Unable to find package X. [TargetFramework=net10.0] [/r/S.sln]", "", "NU1101", "Unable to find package X.", "/r/P.csproj")]
    [InlineData("/sdk/x.targets(5,3): error NETSDK1045: too old. [/r/P.csproj]", "/sdk/x.targets(5,3)", "NETSDK1045", "too old.", "/r/P.csproj")]
    [InlineData("CSC : error CS5001: no Main [/r/P.csproj]", "", "CS5001", "no Main", "/r/P.csproj")]
    [InlineData("     3:6>/r/B.cs(1,25): error CS1525: Invalid [/r/P.csproj]", "/r/B.cs(1,25)", "CS1525", "Invalid", "/r/P.csproj")]
    [InlineData("MSBUILD : error MSB1009: Project file does not exist.", "", "MSB1009", "Project file does not exist.", null)]
    public void ReadsTheCanonicalForm(string line, string place, string code, string message, string? project) =>
        Assert.Equal(new BuildError(place, code, message, project), BuildErrors.Parse(line));

    [Theory]
    [InlineData("/r/C.cs(1,71): warning CS8602: possible error CS1002: text [/r/P.csproj]")]
    [InlineData("  P -> /r/bin/P.dll")]
    [InlineData("")]
    [InlineData("    0 Error(s)")]
    public void OtherLinesAreNone(string line) => Assert.Null(BuildErrors.Parse(line));
}
