using System.Globalization;

namespace PyIdioms.Generators.Builder;

/// <summary>Where a builder remembers what is set: a bit for each part.</summary>
static class BuilderBits
{
    const int PerField = 32;

    /// <summary>How many fields that takes.</summary>
    public static int Fields(int parts) => (parts + PerField - 1) / PerField;

    public static string Field(int part) => $"__set{part / PerField}";

    public static string FieldAt(int index) => Field(index * PerField);

    public static string Mask(int part) => "0x" + (1u << part % PerField).ToString("X", CultureInfo.InvariantCulture) + "u";

    /// <summary>Whether a part is set.</summary>
    public static string IsSet(int part, string source) => $"({source}.{Field(part)} & {Mask(part)}) != 0u";

    public static string IsUnset(int part, string source) => $"({source}.{Field(part)} & {Mask(part)}) == 0u";

    /// <summary>Each field, and which of some parts it remembers.</summary>
    public static IEnumerable<(string Field, string Mask)> Masks(IEnumerable<int> parts) =>
        parts.GroupBy(static p => p / PerField).Select(static g => (FieldAt(g.Key), "0x" + g.Aggregate(0u, static (mask, p) => mask | 1u << p % PerField).ToString("X", CultureInfo.InvariantCulture) + "u"));
}
