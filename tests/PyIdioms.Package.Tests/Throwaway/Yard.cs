namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A temporary folder of throwaway projects that can install the packed packages; nothing of the repository's own build reaches it.</summary>
public sealed class Yard : IDisposable
{
    readonly Feed feed;

    public Yard(Feed feed)
    {
        this.feed = feed;
        Folder = Directory.CreateDirectory(Path.Combine(feed.Scratch, "yard-" + Guid.NewGuid().ToString("N")[..8])).FullName;
        // The machine's own sources stay; its packages are read, ours go to the scratch folder.
        Write("nuget.config", $"""
            <configuration>
              <packageSources><add key="packed" value="{feed.Folder}" /><add key="published" value="{Directory.CreateDirectory(PathOf("published")).FullName}" /></packageSources>
              <config><add key="globalPackagesFolder" value="{feed.InstalledTo}" /></config>
              <fallbackPackageFolders><add key="machine" value="{feed.MachinePackages}" /></fallbackPackageFolders>
            </configuration>
            """);
        Write("Directory.Build.props", "<Project><PropertyGroup><NuGetAudit>false</NuGetAudit><WarningsNotAsErrors>NU1603</WarningsNotAsErrors><NoWarn>NU1603</NoWarn></PropertyGroup></Project>");
        Write("Directory.Build.targets", "<Project />");
    }

    public string Folder { get; }

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    /// <summary>A project file <c>NAME/NAME.csproj</c>, which has a reference to each of the packages, and its sources.</summary>
    /// <param name="more">Elements that go into the project, property groups and item groups.</param>
    public void Project(string name, string[] packages, string more, string code, string sdk = "Microsoft.NET.Sdk", string framework = "net10.0")
    {
        var references = string.Concat(packages.Select(package => $"""<PackageReference Include="{package}" Version="{feed.Version}"/>"""));
        Write($"{name}/{name}.csproj", $"""
            <Project Sdk="{sdk}">
              <PropertyGroup><TargetFramework>{framework}</TargetFramework></PropertyGroup>
              <ItemGroup>{references}</ItemGroup>
              {more}
            </Project>
            """);
        Write($"{name}/{name}.cs", code);
    }

    public Task<Outcome> Build(string project, params string[] arguments) =>
        Command.Dotnet(Folder, ["build", project, "-nologo", "-clp:NoSummary", .. arguments]);

    /// <summary>Compiles again what was built, with other properties.</summary>
    public Task<Outcome> Rebuild(string project, params string[] arguments) => Build(project, ["--no-restore", "--no-incremental", .. arguments]);

    /// <summary>The id under which a project of this yard is published: no other yard's, since what is installed is shared.</summary>
    public string IdOf(string project) => $"{project}.{Path.GetFileName(Folder)}";

    /// <summary>Publishes a project, in the version that our packages have; the yard's other projects can install it.</summary>
    public async Task<Nupkg> Publish(string project)
    {
        (await Command.Dotnet(Folder, "pack", project, "-o", "published", $"-p:PackageId={IdOf(project)}", $"-p:Version={feed.Version}", "-nologo")).Succeeded();
        return new(PathOf($"published/{IdOf(project)}.{feed.Version}.nupkg"));
    }

    /// <summary>Compiles a project ahead of time and runs it; skips the test where there is no linker.</summary>
    public async Task<Outcome> RunNative(string project)
    {
        var linker = Linker();
        Assert.SkipWhen(linker is null && !OperatingSystem.IsWindows(), "Native code needs a C linker (clang or gcc); there is none here.");

        (await Command.Dotnet(Folder, ["publish", project, "-o", "out", "-p:PublishAot=true", "-p:TreatWarningsAsErrors=true", .. linker is "gcc" ? ["-p:CppCompilerAndLinker=gcc"] : Array.Empty<string>()])).Succeeded();
        Assert.False(File.Exists(PathOf("out/PyIdioms.dll")), "the runtime is inside the program");
        return await Command.Run(Folder, PathOf($"out/{project}{(OperatingSystem.IsWindows() ? ".exe" : "")}"));
    }

    static string? Linker() => new[] { "clang", "gcc" }.FirstOrDefault(name =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name))));

    public Task<Outcome> Run(string project) => Command.Dotnet(Folder, "run", "--no-build", "--project", project);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
