using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Decorators;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Paged;

/// <summary>Reads a [Paged].</summary>
static class PagedParser
{
    public static PagedModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not IMethodSymbol method || PartialMembers.IsHalfTyped(method) || attribute.ConstructorArguments is not [{ Value: int size }]) return null;
        var place = PartialMembers.PlaceOf(attribute);
        if (!PagedRules.Placement.Allow(method, place, report)) return null;
        if (RefusedShape(method) is { } shape)
        {
            report(PagedRules.Unsupported, place, shape);
            return null;
        }
        if (OtherWriterOf(method) is { } other)
        {
            report(PagedRules.Decorated, PartialMembers.PlaceOf(other), Placement.NameOf(other), method.Name);
            return null;
        }

        string? refusal = null;
        if (size < 1)
        {
            report(PagedRules.Size, place, size);
            refusal = PagedRules.Size.Id;
        }
        var query = CoreOf(method, size, compilation, report, ref refusal);
        return new(
            TypeShape.Of(method.ContainingType), Marked(method), PartialMembers.HintOf(method), size,
            attribute.NamedArguments.Any(static a => a is { Key: nameof(PagedAttribute.StopAtShortPage), Value.Value: true }), refusal is null ? query : null, refusal);
    }

    static string? RefusedShape(IMethodSymbol method)
    {
        if (MethodShape.KindOf(method).Kind != ReturnKind.Stream) return $"a method that returns '{PageRows.Name(method.ReturnType)}'; a stream is an IAsyncEnumerable<T>";
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None) return $"a method with '{parameter.Name}' by reference; a stream is read when the caller has gone on";
            if (MethodShape.IsRefLike(parameter.Type)) return $"a method with '{parameter.Name}' on the stack; a stream is read when the caller has gone on";
            if (parameter.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol) return $"a method with the pointer '{parameter.Name}'; a stream is read when the caller has gone on";
        }
        return method.ContainingType is { IsRefLikeType: true } type ? $"a method of the ref struct '{type.Name}'; a stream is read when the caller has gone on" : null;
    }

    /// <summary>A decorator or [Overload], which writes the same part.</summary>
    static AttributeData? OtherWriterOf(IMethodSymbol method) =>
        Decorated.DecoratorsOf(method) is [var decorator, ..] ? decorator
        : method.GetAttributes().FirstOrDefault(static a => a.AttributeClass.IsOurs(nameof(OverloadAttribute)));

    static PageQuery? CoreOf(IMethodSymbol method, int size, Compilation compilation, Report report, ref string? refusal)
    {
        var candidates = method.ContainingType.GetMembers(method.Name + PageRows.Ending).OfType<IMethodSymbol>().Where(static m => m.MethodKind == MethodKind.Ordinary).ToList();
        if (candidates.Count == 0)
        {
            report(PagedRules.CoreMissing, method.Locations[0], method.Name, PageRows.DeclarationFor(method));
            refusal ??= PagedRules.CoreMissing.Id;
            return null;
        }
        string? problem = null;
        var queries = new List<PageQuery>();
        foreach (var candidate in candidates)
        {
            if (PageRows.Bind(method, candidate, size, compilation, out var why) is { } query) queries.Add(query);
            else problem ??= why;
        }
        if (queries.Count == 1) return queries[0];
        report(PagedRules.CoreDiffers, candidates[0].Locations[0], candidates[0].Name, method.Name, queries.Count == 0 ? problem! : $"{queries.Count} methods of the name could be", PageRows.DeclarationFor(method));
        refusal ??= PagedRules.CoreDiffers.Id;
        return null;
    }

    /// <summary>The method; if no parameter says that it takes the token of <c>await foreach</c>, the first token does.</summary>
    static MethodShape Marked(IMethodSymbol method)
    {
        var shape = MethodShape.Of(method);
        if (PageRows.TokenOf(method) is not { } token || PageRows.IsMarked(token)) return shape;
        return shape with { Parameters = shape.Parameters.Select((p, i) => i == token.Ordinal ? p with { Prefix = $"[global::System.Runtime.CompilerServices.EnumeratorCancellation] {p.Prefix}" } : p).ToEquatableArray() };
    }
}
