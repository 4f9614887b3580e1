using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Generators.Validation;

namespace PyIdioms.Generators.Builder;

/// <summary>What every builder of a type and of those derived from it can set: the methods of its <c>IBuilder</c>.</summary>
static class SharedParts
{
    /// <summary>Stands for the type of the builder.</summary>
    public const string Self = "\u0006";

    /// <summary>The methods that a type adds to those of the next one above that is built.</summary>
    public static List<string> Of(INamedTypeSymbol type, CancellationToken cancel)
    {
        var all = MethodsOf(type, cancel);
        if (BuiltAbove(type) is { } above) all.RemoveAll(MethodsOf(above, cancel).Contains);
        return all;
    }

    /// <summary>The next type above that has a builder.</summary>
    public static INamedTypeSymbol? BuiltAbove(INamedTypeSymbol type)
    {
        for (var above = type.BaseType; above is not null; above = above.BaseType)
        {
            if (!Constructors.IsMarked(above.OriginalDefinition)) continue;
            return above.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty || BuilderParser.ProblemOf(above.OriginalDefinition) is null && PartialMembers.WholeOne(above.OriginalDefinition) is null ? above : null;
        }
        return null;
    }

    /// <summary>Whether a builder with some parts has all that those of the type above have.</summary>
    public static bool Fit(INamedTypeSymbol above, IEnumerable<Part> parts, CancellationToken cancel)
    {
        var own = new HashSet<string>(Declared(parts), StringComparer.Ordinal);
        return MethodsOf(above, cancel).TrueForAll(own.Contains) && (BuiltAbove(above) is not { } further || Fit(further, parts, cancel));
    }

    /// <summary>How code over any builder calls its type, so that it hides no type parameter.</summary>
    public static string SelfOf(INamedTypeSymbol type)
    {
        var name = "TSelf";
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.TypeParameters.Any(t => t.Name == name)) (name, outer) = (name + "_", type);
        }
        return name;
    }

    /// <summary>What can be set in any object of the type, whatever its constructor asks for.</summary>
    static List<string> MethodsOf(INamedTypeSymbol type, CancellationToken cancel)
    {
        var statics = new List<StaticValue>();
        var reader = new PartReader(type, constructor: null, new(new(statics), statics, isValidated: true, BuilderRules.Unchecked, static (_, _, _) => { }), static (_, _, _) => { }, cancel);
        return [.. Declared(reader.Read() ?? [])];
    }

    static IEnumerable<string> Declared(IEnumerable<Part> parts) =>
        parts.Where(static p => p.Accessibility == "public").SelectMany(static part => PartMethods.Of(part).Select(method => $"{PartMethods.Mark(part)} {method.Declaration};"));
}
