using System.Collections.Immutable;

namespace PyIdioms.Tool.Review;

/// <summary>What the user passes on to <c>dotnet build</c>.</summary>
/// <param name="Configuration">The configuration, or null for the projects' own default.</param>
/// <param name="Framework">The only target framework to build, or null for all.</param>
/// <param name="NoRestore">Whether packages are known to be restored.</param>
/// <param name="Properties">MSBuild properties, <c>Name=Value</c>.</param>
sealed record BuildOptions(string? Configuration, string? Framework, bool NoRestore, ImmutableArray<string> Properties)
{
    /// <summary>The solution configuration that these options build.</summary>
    public string SolutionConfiguration => Configuration ?? Properties.Where(property => NameOf(property).Equals("Configuration", StringComparison.OrdinalIgnoreCase)).Select(property => property.Split('=', 2)[1]).LastOrDefault("Debug");

    public static string NameOf(string property) => property.Split('=', 2)[0].Trim();

    /// <summary>The properties as arguments, except the one that a review needs for itself.</summary>
    public IEnumerable<string> MsBuildProperties() =>
        Properties.Where(property => !NameOf(property).Equals(CaptureTargets.Hook, StringComparison.OrdinalIgnoreCase)).Select(property => $"-p:{property}");

    /// <summary>The arguments for <c>dotnet restore</c>, which must see the same properties. An audit warning must not end the review before it begins.</summary>
    public IEnumerable<string> ForRestore() =>
    [
        "-p:TreatWarningsAsErrors=false",
        .. Configuration is null ? Array.Empty<string>() : [$"-p:Configuration={Configuration}"],
        .. MsBuildProperties(),
    ];

    /// <summary>The arguments for <c>dotnet build</c>.</summary>
    public IEnumerable<string> ForBuild() =>
    [
        .. Configuration is null ? Array.Empty<string>() : ["--configuration", Configuration],
        .. Framework is null ? Array.Empty<string>() : ["--framework", Framework],
        .. MsBuildProperties(),
    ];
}
