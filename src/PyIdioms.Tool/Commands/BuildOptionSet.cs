using System.CommandLine;
using PyIdioms.Tool.Review;

namespace PyIdioms.Tool.Commands;

/// <summary>What every command takes that builds the user's code.</summary>
sealed class BuildOptionSet
{
    public BuildOptionSet() => Property.Validators.Add(static result =>
    {
        foreach (var token in result.Tokens.Where(static token => token.Value.IndexOf('=') <= 0))
        {
            result.AddError($"'{token.Value}' is not a property. Write NAME=VALUE.");
        }
    });

    public Option<string?> Configuration { get; } = new("--configuration", "-c") { Description = "Passed on to 'dotnet build'.", HelpName = "NAME" };

    public Option<string?> Framework { get; } = new("--framework", "-f") { Description = "Passed on to 'dotnet build': this target framework alone.", HelpName = "TFM" };

    public Option<bool> NoRestore { get; } = new("--no-restore") { Description = "Passed on to 'dotnet build'." };

    public Option<string[]> Property { get; } = new("--property", "-p") { Description = "An MSBuild property, passed on to 'dotnet build'. Repeatable.", HelpName = "NAME=VALUE" };

    public static Argument<string> Path() => new("PATH") { Description = "A solution (.sln, .slnx, .slnf), a C# project, or a folder that holds one.", DefaultValueFactory = static _ => "." };

    public BuildOptions Read(ParseResult parsed) => new(parsed.GetValue(Configuration), parsed.GetValue(Framework), parsed.GetValue(NoRestore), [.. parsed.GetValue(Property) ?? []]);
}
