using System.Text;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.StreamEvent;

/// <summary>Reads a [StreamEvent].</summary>
static class StreamEventParser
{
    public static StreamEventModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not INamedTypeSymbol { Name.Length: > 0 } type || attribute.ConstructorArguments is not [{ Value: var name }]) return null;
        var place = PartialMembers.PlaceOf(attribute);
        if (ProblemOf(type) is { } problem)
        {
            report(StreamEventRules.Unsupported, place, problem);
            return null;
        }
        if (PartialMembers.WholeOne(type) is { } whole)
        {
            report(StreamEventRules.NotPartial, place, whole.Name);
            return null;
        }
        if (name is not string text || string.IsNullOrWhiteSpace(text))
        {
            report(StreamEventRules.NoName, place, type.Name, KebabCase(type.Name));
            return null;
        }
        var shapes = new WireShapes(type, compilation, cancel);
        return shapes.ReadEvent(report, place) is { } read ? new(TypeShape.Of(type), text, read) : null;
    }

    static string? ProblemOf(INamedTypeSymbol type)
    {
        if (type.IsStatic) return "a static class, of which there are no values";
        if (type.IsAbstract) return "an abstract class; each event that derives from it has a name of its own";
        if (type.IsRefLikeType) return "a ref struct, which lives on the stack";
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.Arity > 0) return $"a type with type parameters, '{outer.Name}': all that it stands for would have one name; derive an event from each";
        }
        return PartialMembers.RefusedPlace(type);
    }

    /// <summary><c>OrderCreated</c> is order-created.</summary>
    static string KebabCase(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
