using System.Collections.Immutable;
using System.Text;

namespace PyIdioms.Tool.Review;

/// <summary>
/// The MSBuild file that a review adds to every project through <c>CustomAfterMicrosoftCommonTargets</c>. It writes down the compiler's command line of each
/// reviewed project and otherwise leaves the build alone: the rules run later, in a compilation of their own, so that no finding can break the user's build.
/// </summary>
/// <remarks>
/// The build itself runs without analyzers and without warnings as errors, as an IDE's quick build does. The compiler's targets know such builds: they leave a
/// <c>.BuildWithSkipAnalyzers</c> mark in <c>obj</c>, which makes the user's next build compile again, with everything on.
/// </remarks>
static class CaptureTargets
{
    /// <summary>The property that MSBuild imports this file through.</summary>
    public const string Hook = "CustomAfterMicrosoftCommonTargets";

    /// <summary>A compilation's command line, one file each.</summary>
    public const string CompilationPattern = "*.compilation";

    /// <summary>A project that was built to the end, one file each.</summary>
    public const string BuiltPattern = "*.built";

    /// <param name="projects">Full paths of the reviewed projects.</param>
    /// <param name="chained">For some projects, the file that they wanted imported here themselves.</param>
    /// <param name="capture">The folder to write to.</param>
    public static string Write(ImmutableArray<string> projects, IReadOnlyDictionary<string, string> chained, string capture)
    {
        var text = new StringBuilder();
        text.AppendLine("<Project>");
        foreach (var (project, file) in chained.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.AppendLine($"""  <Import Project="{Escape(file)}" Condition="{Is(project)} and Exists('{Escape(file)}')" />""");
        }

        // What the property stands for when nobody sets it.
        text.AppendLine("""  <Import Project="$(MSBuildExtensionsPath)/v$(MSBuildToolsVersion)/Custom.After.Microsoft.Common.targets" Condition="Exists('$(MSBuildExtensionsPath)/v$(MSBuildToolsVersion)/Custom.After.Microsoft.Common.targets')" />""");
        text.AppendLine("  <PropertyGroup>");
        foreach (var project in projects)
        {
            text.AppendLine($"""    <_PyIdiomsReview Condition="{Is(project)}">true</_PyIdiomsReview>""");
        }

        text.AppendLine($"""
              </PropertyGroup>
              <PropertyGroup Condition="'$(_PyIdiomsReview)' == 'true'">
                <_PyIdiomsCapture>{Escape(capture)}/</_PyIdiomsCapture>
                <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
              </PropertyGroup>
              <Target Name="_PyIdiomsPrepare" BeforeTargets="_ComputeSkipAnalyzers;CoreCompile" Condition="'$(_PyIdiomsReview)' == 'true'">
                <PropertyGroup>
                  <ProvideCommandLineArgs>true</ProvideCommandLineArgs>
                  <SkipCompilerExecution>false</SkipCompilerExecution>
                  <RunAnalyzers>false</RunAnalyzers>
                  <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
                  <WarningsAsErrors />
                  <NonExistentFile>$(_PyIdiomsCapture)never</NonExistentFile>
                </PropertyGroup>
              </Target>
              <Target Name="_PyIdiomsCapture" AfterTargets="CoreCompile" Condition="'$(_PyIdiomsReview)' == 'true' and '@(CscCommandLineArgs)' != ''">
                <PropertyGroup>
                  <_PyIdiomsCompiler>$([System.IO.Path]::GetDirectoryName('$(CSharpCoreTargetsPath)'))/bincore/csc.dll</_PyIdiomsCompiler>
                </PropertyGroup>
                <ItemGroup>
                  <_PyIdiomsLine Include="$(MSBuildProjectFullPath)" />
                  <_PyIdiomsLine Include="|$(TargetFramework)" />
                  <_PyIdiomsLine Include="$(_PyIdiomsCompiler)" />
                </ItemGroup>
                <WriteLinesToFile File="$(_PyIdiomsCapture)$([System.Guid]::NewGuid().ToString('N')).compilation" Lines="@(_PyIdiomsLine);@(CscCommandLineArgs)" Overwrite="true" Encoding="UTF-8" />
              </Target>
              <Target Name="_PyIdiomsBuilt" AfterTargets="Build" Condition="'$(_PyIdiomsReview)' == 'true'">
                <WriteLinesToFile File="$(_PyIdiomsCapture)$([System.Guid]::NewGuid().ToString('N')).built" Lines="$(MSBuildProjectFullPath)" Overwrite="true" Encoding="UTF-8" />
              </Target>
            </Project>
            """);
        return text.ToString();
    }

    static string Is(string project) => $"'$(MSBuildProjectFullPath)' == '{Escape(project)}'";

    /// <summary>Text as MSBuild reads it literally, inside an XML attribute.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            _ = c is '%' or '$' or '@' or '\'' or '(' or ')' or ';' or ',' or '?' or '*' or '"' or '&' or '<' or '>' ? escaped.Append('%').Append(((int)c).ToString("X2")) : escaped.Append(c);
        }

        return escaped.ToString();
    }
}
