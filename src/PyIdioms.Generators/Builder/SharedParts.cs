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
        if (BuiltAbove(type, cancel) is { } above) all.RemoveAll(MethodsOf(above, cancel).Contains);
        return all;
    }

    /// <summary>The next type above that has a builder.</summary>
    public static INamedTypeSymbol? BuiltAbove(INamedTypeSymbol type, CancellationToken cancel)
    {
        for (var above = type.BaseType; above is not null; above = above.BaseType)
        {
            if (!Constructors.IsMarked(above.OriginalDefinition)) continue;
            return above.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty || !IsRefused(above.OriginalDefinition, cancel) ? above : null;
        }
        return null;
    }

    /// <summary>Whether a builder with some parts has all that those of the type above have.</summary>
    public static bool Fit(INamedTypeSymbol above, IEnumerable<Part> parts, CancellationToken cancel)
    {
        var own = new HashSet<string>(Declared(parts), StringComparer.Ordinal);
        return MethodsOf(above, cancel).TrueForAll(own.Contains) && (BuiltAbove(above, cancel) is not { } further || Fit(further, parts, cancel));
    }

    /// <summary>What can be set in any object of the type, whatever its constructor asks for; and in its own builder, whose constructor may ask for another type.</summary>
    static List<string> MethodsOf(INamedTypeSymbol type, CancellationToken cancel)
    {
        List<string> all = [.. Declared(Read(type, constructor: null, cancel))];
        if (!type.IsAbstract && Constructors.ChosenOf(type, null, Silent) is { } chosen) all.RemoveAll(new HashSet<string>(all.Except(Declared(Read(type, chosen, cancel))), StringComparer.Ordinal).Contains);
        return all;
    }

    /// <summary>Whether the rule says of a type's own place that there is no builder: whoever derives from it has one all the same.</summary>
    static bool IsRefused(INamedTypeSymbol type, CancellationToken cancel) =>
        BuilderParser.ProblemOf(type) is not null || PartialMembers.WholeOne(type) is not null || !OwnNames.Allow(type, Silent, out _, out _)
        || !type.IsAbstract && (Constructors.ChosenOf(type, null, Silent) is not { } chosen || Read(type, chosen, cancel).Count == 0);

    static List<Part> Read(INamedTypeSymbol type, IMethodSymbol? constructor, CancellationToken cancel)
    {
        var statics = new List<StaticValue>();
        return new PartReader(type, constructor, new(new(statics), statics, isValidated: true, BuilderRules.Unchecked, Silent), Silent, cancel).Read() ?? [];
    }

    static void Silent(DiagnosticDescriptor rule, Location? place, params object?[] arguments)
    {
    }

    static IEnumerable<string> Declared(IEnumerable<Part> parts) =>
        parts.Where(static p => p.Accessibility == "public").SelectMany(static part => PartMethods.Of(part).Select(method => $"{PartMethods.Mark(part)} {method.Declaration};"));
}
