using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Patterns;

/// <summary>Writes cases as C# patterns.</summary>
public sealed class Witness(SpaceOf spaces, Place input, Space start, Func<ISymbol, string> name)
{
    /// <summary>The patterns of all cases, one for each alternative of the input; they match what the cases are, and nothing else.</summary>
    public IReadOnlyList<string> Of(IEnumerable<Case> cases) => [.. Merging.Of(cases, spaces).OrderBy(c => SpaceOfPlace(input, c).Types.Any(IsBase)).SelectMany(c => Alternatives(input, c) is ["_"] ? Named() : Alternatives(input, c)).Distinct()];

    /// <summary>Everything: each type and each value that has a name by itself.</summary>
    IEnumerable<string> Named()
    {
        var type = input.Type.WithoutNullable();
        List<string> all = type.SpecialType == SpecialType.System_Boolean ? ["true", "false"]
            : type is INamedTypeSymbol { TypeKind: TypeKind.Enum } named ? EnumMembers.IsFlags(named) ? [] : [.. EnumMembers.Of(named).Values.Select(m => name(m))]
            : start.Values is { } values && !values.Equals(SpaceOf.ValuesOf(type)) ? [.. Texts(values, type, values)]
            : start.Types.Length > 1 ? [.. start.Types.OrderBy(IsBase).Select(r => Text(r, null, input.Type))] : [];
        return all.Count == 0 ? ["_"] : start.IsNull ? [.. all, "null"] : all;
    }

    /// <summary>Objects of a type that others derive from: the pattern for them matches those others too, so it comes behind theirs.</summary>
    static bool IsBase(Region region) => region is { IsExact: true, Bound: { IsSealed: false, TypeKind: TypeKind.Class } };

    string Of(Place place, Case at)
    {
        var all = Alternatives(place, at);
        return all.Count == 0 ? "_" : string.Join(" or ", all);
    }

    /// <summary>What a place may hold in a case; the only alternative <c>_</c> where that is anything.</summary>
    List<string> Alternatives(Place place, Case at)
    {
        var space = SpaceOfPlace(place, at);
        var first = place.Equals(input) ? start : spaces.Of(place);
        var parts = Parts(place, at);
        if (space.Equals(first) && parts is null && CastOf(place, at) is null) return ["_"];
        var all = new List<string>();
        if (space.Values is { } values)
        {
            if (values.Equals(first.Values)) all.Add(space.IsNull ? "_" : "not null");
            else all.AddRange(Texts(values, place.Type.WithoutNullable(), first.Values));
        }
        else if (CastOf(place, at) is { } cast && space.Types.Length == 1 && SymbolEqualityComparer.Default.Equals(space.Types[0].Bound, cast.Type)) all.AddRange(Alternatives(cast, at));
        else if (space.Types.SequenceEqual(first.Types)) all.Add(space.IsNull && first.IsNull ? "_" : parts is null ? first.IsNull ? "not null" : "_" : parts);
        else all.AddRange(space.Types.Where(r => !space.Types.Any(b => b != r && IsBase(b) && Inherits(r.Bound, b.Bound))).OrderBy(IsBase).Select(r => Text(r, parts, place.Type)));
        all.RemoveAll(text => text == "_" && space.IsNull);
        if (space.IsNull) all.Insert(0, "null");
        return all;
    }

    static bool Inherits(ITypeSymbol type, ITypeSymbol above)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at, above)) return true;
        }
        return false;
    }

    Space SpaceOfPlace(Place place, Case at) => at.Places.TryGetValue(place, out var space) ? space : place.Equals(input) ? start : spaces.Of(place);

    static Place? CastOf(Place place, Case at) => at.Places.Keys.FirstOrDefault(p => p.Kind == PlaceKind.Cast && p.Parent!.Equals(place));

    /// <summary>What is known of the parts of a place, as a pattern; null where that is nothing.</summary>
    string? Parts(Place place, Case at)
    {
        var parts = at.Places.Keys.Where(p => p.Parent is not null && p.Kind != PlaceKind.Cast).Select(p => Under(p, place)).OfType<Place>().Distinct().Where(p => IsTold(p, at)).ToList();
        if (parts.Count == 0) return null;
        if (parts.Any(p => p.Kind is PlaceKind.Length or PlaceKind.Element)) return List(place, at);
        if (place.Type.WithoutNullable() is INamedTypeSymbol { IsTupleType: true } tuple && parts.All(p => p.Kind == PlaceKind.Member))
        {
            return "(" + string.Join(", ", tuple.TupleElements.Select(e => Of(place.Of(e.CorrespondingTupleField ?? e, e.Type), at))) + ")";
        }
        var positional = parts.Where(p => p.Kind == PlaceKind.Deconstructed).ToList();
        var text = positional.Count == 0 ? "" : "(" + string.Join(", ", Enumerable.Range(0, Count(positional)).Select(i => positional.FirstOrDefault(p => p.Index == i) is { } p ? Of(p, at) : "_")) + ")";
        var members = parts.Where(p => p.Kind == PlaceKind.Member).OrderBy(p => p.Member!.Name, StringComparer.Ordinal).Select(p => $"{p.Member!.Name}: {Of(p, at)}").ToList();
        return members.Count == 0 ? text : (text.Length > 0 ? text + " " : "") + "{ " + string.Join(", ", members) + " }";
    }

    static int Count(List<Place> positional) => positional[0].Member is IMethodSymbol method ? method.Parameters.Length - (method.IsExtensionMethod && method.IsStatic ? 1 : 0) : positional.Max(p => p.Index) + 1;

    /// <summary>The part of a place that another place is, or belongs to.</summary>
    static Place? Under(Place part, Place place)
    {
        for (var at = part; at?.Parent is { } parent; at = parent)
        {
            if (parent.Equals(place)) return at.Kind == PlaceKind.Cast ? null : at;
        }
        return null;
    }

    bool IsTold(Place place, Case at) => !SpaceOfPlace(place, at).Equals(spaces.Of(place)) || Parts(place, at) is not null || CastOf(place, at) is not null;

    string? List(Place place, Case at)
    {
        var length = at.Places.FirstOrDefault(p => p.Key.Kind == PlaceKind.Length && p.Key.Parent!.Equals(place));
        var (from, to) = ((NumberSet?)length.Value?.Values)?.Numbers.Ranges.FirstOrDefault() ?? (0, int.MaxValue);
        var elements = at.Places.Keys.Where(p => p.Kind != PlaceKind.Cast).Select(p => Under(p, place)).OfType<Place>().Where(p => p.Kind == PlaceKind.Element && IsTold(p, at)).Distinct().ToList();
        if (from == to) return "[" + string.Join(", ", Enumerable.Range(0, (int)from).Select(i => Element(i))) + "]";
        var last = elements.Where(e => e.Index < 0).Select(e => -e.Index).DefaultIfEmpty(0).Max();
        var head = Math.Max((int)from - last, elements.Where(e => e.Index >= 0).Select(e => e.Index + 1).DefaultIfEmpty(0).Max());
        return "[" + string.Join(", ", [.. Enumerable.Range(0, head).Select(Element), "..", .. Enumerable.Range(0, last).Select(i => Element(i - last))]) + "]";

        string Element(int index) => elements.FirstOrDefault(e => e.Index == index) is { } e ? Of(e, at) : "_";
    }

    string Text(Region region, string? parts, ITypeSymbol declared)
    {
        var isDeclared = SymbolEqualityComparer.Default.Equals(region.Bound, declared.WithoutNullable());
        var positive = (isDeclared ? [] : new[] { name(region.Bound) }).Concat(region.Also.Select(t => name(t))).ToList();
        if (parts is not null && positive.Count > 0) positive[0] += parts[0] == '(' ? parts : " " + parts;
        else if (parts is not null) positive.Add(parts);
        var negative = region.Not.Length == 0 ? null : region.Not.Length == 1 ? $"not {name(region.Not[0])}" : $"not ({string.Join(" or ", region.Not.Select(t => name(t)))})";
        if (negative is not null) positive.Add(negative);
        return positive.Count == 0 ? isDeclared && region.IsExact ? name(region.Bound) : "_" : string.Join(" and ", positive);
    }

    IEnumerable<string> Texts(ValueSet values, ITypeSymbol type, ValueSet? all)
    {
        if (values is TextSet texts)
        {
            var quoted = texts.Texts.Select(t => SymbolDisplay.FormatLiteral(t, quote: true)).ToList();
            return !texts.IsComplement ? quoted : quoted.Count == 0 ? ["_"] : quoted.Count == 1 ? [$"not {quoted[0]}"] : [$"not ({string.Join(" or ", quoted)})"];
        }
        var numbers = ((NumberSet)values).Numbers;
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } named)
        {
            var members = EnumMembers.Of(named);
            var known = members.Where(m => numbers.Contains(m.Key)).Select(m => name(m.Value)).ToList();
            return numbers.Except(Numbers.Of(members.Keys)).IsEmpty ? known : [.. known, "_"];
        }
        if (Scale.Of(type) is { } counted && IsListed(all, counted)) return numbers.Points.Select(counted.Text);
        return Scale.Of(type) is { } scale ? numbers.Ranges.Select(r => Range(r.From, r.To, scale, ((NumberSet?)all)?.Numbers)) : ["_"];
    }

    /// <summary>Whether a place holds some numbers of a type that are named one by one; those of a range, as lengths are, are not.</summary>
    static bool IsListed(ValueSet? all, Scale scale) => all is NumberSet { Numbers: var numbers } && !numbers.Equals(scale.All) && numbers.Ranges.All(r => r.To - r.From < MostListed);

    const int MostListed = 1000;

    static string Range(BigInteger from, BigInteger to, Scale scale, Numbers? all)
    {
        if (from == to) return scale.Text(from);
        var (least, most) = all is { IsEmpty: false } ? (all.Ranges[0].From, BigInteger.Min(all.Ranges[all.Ranges.Length - 1].To, scale.MostComparable)) : (scale.Least, scale.MostComparable);
        var lower = from <= least ? null : Nicer($">= {scale.Text(from)}", $"> {scale.Text(from - 1)}");
        var upper = to >= most ? null : Nicer($"<= {scale.Text(to)}", $"< {scale.Text(to + 1)}");
        var range = lower is null ? upper ?? $"<= {scale.Text(scale.MostComparable)}" : upper is null ? lower : $"{lower} and {upper}";
        return to > scale.MostComparable ? $"{range} or {scale.Text(to)}" : range;
    }

    static string Nicer(string closed, string open) => open.Length < closed.Length - 1 ? open : closed;
}
