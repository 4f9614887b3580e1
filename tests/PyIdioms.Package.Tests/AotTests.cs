using PyIdioms.Package.Tests.Throwaway;

namespace PyIdioms.Package.Tests;

/// <summary>A program with the package, compiled ahead of time to native code.</summary>
public class AotTests(Feed feed)
{
    public static IEnumerable<TheoryDataRow<string, string>> Programs() =>
        [
            new(Sources.Decorated, Sources.DecoratedOutput) { TestDisplayName = "decorated" },
            new(RuntimeSources.Code, RuntimeSources.Output) { TestDisplayName = "structured" },
            new(ObservedSources.Code, ObservedSources.Output) { TestDisplayName = "observed" },
            new(BusSources.Code, BusSources.Output) { TestDisplayName = "event bus" },
            new(ProfiledSources.Code, ProfiledSources.Output) { TestDisplayName = "profiled" },
            new(PatternedSources.Code, PatternedSources.Output) { TestDisplayName = "patterned" },
            new(EvaluatedSources.Code, EvaluatedSources.Output) { TestDisplayName = "evaluated" },
            new(BuiltSources.Code, BuiltSources.Output) { TestDisplayName = "built" },
        ];

    [Theory, MemberData(nameof(Programs))]
    public Task TheNativeProgramRuns(string source, string printed) => Runs("PyIdioms", source, printed);

    [Fact]
    public Task TheNativeProgramSpeaksToRedis() => Runs("PyIdioms.EventBus.Redis", TravellingSources.Code, TravellingSources.Output);

    async Task Runs(string package, string source, string printed)
    {
        var linker = Linker();
        Assert.SkipWhen(linker is null && !OperatingSystem.IsWindows(), "Native code needs a C linker (clang or gcc); there is none here.");

        using var yard = new Yard(feed);
        var native = "<PropertyGroup><PublishAot>true</PublishAot><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup>"
            + (linker is "gcc" ? "<PropertyGroup><CppCompilerAndLinker>gcc</CppCompilerAndLinker></PropertyGroup>" : "");
        yard.Project("Native", [package], Sources.Program + native, source);

        (await Command.Dotnet(yard.Folder, "publish", "Native", "-o", "out")).Succeeded();
        var program = yard.PathOf(OperatingSystem.IsWindows() ? "out/Native.exe" : "out/Native");
        Assert.False(File.Exists(yard.PathOf("out/PyIdioms.dll")), "the runtime is inside the program");
        Assert.Equal(printed, (await Command.Run(yard.Folder, program)).Succeeded().Output);
    }

    static string? Linker() => new[] { "clang", "gcc" }.FirstOrDefault(name =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name))));
}
