using System.Reflection;

namespace PyIdioms.Tool;

/// <summary>Who wrote a report.</summary>
static class ToolVersion
{
    public const string Name = "PyIdioms";

    public const string Home = "https://github.com/pyidioms/pyidioms";

    /// <summary>The version without the commit.</summary>
    public static string Text { get; } =
        (typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];
}
