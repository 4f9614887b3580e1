using System.Xml;
using System.Xml.Linq;

namespace PyIdioms.Tool.Review;

/// <summary>A look at a project file, before any build.</summary>
static class ProjectFile
{
    /// <summary>Why a project cannot be reviewed; null where it can.</summary>
    public static string? ReasonToSkip(string file)
    {
        switch (Path.GetExtension(file).ToLowerInvariant())
        {
            case ".csproj":
                break;
            case ".fsproj":
                return "an F# project";
            case ".vbproj":
                return "a Visual Basic project";
            case var other:
                return $"not a C# project ({(other.Length > 0 ? other : "no extension")})";
        }

        try
        {
            // A project that is named but missing is the build's to report, and so is one that cannot be read.
            return !File.Exists(file) || IsSdkStyle(XDocument.Load(file)) ? null : "not an SDK-style project, which 'dotnet build' cannot build everywhere";
        }
        catch (Exception problem) when (problem is XmlException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static bool IsSdkStyle(XDocument project) => project.Root is { } root &&
        (root.Attribute("Sdk") is not null ||
         root.Elements().Any(element => element.Name.LocalName == "Sdk" || (element.Name.LocalName == "Import" && element.Attribute("Sdk") is not null)));
}
