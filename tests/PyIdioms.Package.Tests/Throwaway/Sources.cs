namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>What the throwaway projects hold.</summary>
public static class Sources
{
    public const string Modern = "<PropertyGroup><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>";

    public const string Program = "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>" + Modern;

    /// <summary>A task dropped behind <c>?.</c>: PYI0301, and nothing that the compiler itself speaks of.</summary>
    public static string Dropped(string name) => $$"""
        using System.Threading.Tasks;
        namespace Throwaway
        {
            public class {{name}}
            {
                public Task WriteAsync() { return Task.CompletedTask; }
                public void Save({{name}} other) { other?.WriteAsync(); }
            }
        }
        """;

    public static string Saves(string name) => $$"""
        using Throwaway;
        new {{name}}().Save(new {{name}}());
        Console.WriteLine("done");
        """;
}
