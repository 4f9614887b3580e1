using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Generators.Validation;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Builder;

/// <summary>Reads the parts of a type: what its constructor takes, and what can be set once there is an object.</summary>
sealed class PartReader(INamedTypeSymbol type, IMethodSymbol? constructor, GuardReader guards, Report report, CancellationToken cancel)
{
    readonly List<Part> parts = [];
    readonly PartNames names = new();
    bool isRefused, isHalfWritten;

    /// <summary>What the constructor is given.</summary>
    public List<string>? Arguments { get; private set; }

    /// <summary>The parts in order; null, with a report, where one cannot be kept.</summary>
    public List<Part>? Read()
    {
        var members = SettableMember.Of(type, cancel);
        if (constructor is not null)
        {
            Arguments = [];
            foreach (var parameter in constructor.Parameters) Take(parameter, members);
        }
        foreach (var member in members)
        {
            if (Collections.Of(member.Type) is { } items && member.IsRefilled(items) && (member.CanSet || member.CanRead && IsShown(member.Symbol))) Add(member, items, Setting.Refilled);
            else if (member.CanSet) Add(member, Collections.Of(member.Type), member.IsRequired ? Setting.Always : Setting.IfSet);
        }
        return isRefused || isHalfWritten ? null : names.Distinct(parts, report, type, ref isRefused) ? parts : null;
    }

    static bool IsShown(ISymbol member) => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal;

    /// <summary>A parameter, and the member that holds it.</summary>
    void Take(IParameterSymbol parameter, List<SettableMember> members)
    {
        var named = members.Find(m => m.Symbol.Name == parameter.Name) ?? members.Find(m => string.Equals(m.Symbol.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
        var isSpan = MethodShape.IsRefLike(parameter.Type);
        var items = isSpan ? SpanOf(parameter) : Collections.Of(parameter.Type);
        if (named is not null)
        {
            members.Remove(named);
            if (!IsSame(named.Type, parameter.Type, items))
            {
                if (named.IsRequired && !Constructors.SetsRequired(constructor!)) Refuse(parameter, parameter.Name, $"the required '{named.Symbol.Name}' has another type");
                named = null;
            }
        }
        var name = named?.Symbol.Name ?? PartNames.Pascal(parameter.Name);
        var fallback = DefaultValue.Of(parameter) ?? (items is { CanBeNull: true } ? "default!" : null);
        var attributes = named is null ? parameter.GetAttributes() : PartAttributes.Both(parameter.GetAttributes(), named.Symbol.GetAttributes());
        var setting = named is { IsRequired: true } && !Constructors.SetsRequired(constructor!) && named.CanSet ? Setting.Always : Setting.Argument;
        var isDemanded = items is null && fallback is null;
        if (Add(name, parameter, parameter.Type, items, attributes, isDemanded, isDemanded, setting, named, isEmptyUnset: items is not null && fallback is null) is not { } part) return;
        // What a constructor hands to another is bound at compile time.
        var value = parameter.Type is IDynamicTypeSymbol ? $"(object){part.Value}" : part.Value;
        Arguments!.Add(fallback is null ? value : $"{BuilderBits.IsSet(parts.Count - 1, BuilderModel.Source)} ? {value} : {fallback}");
    }

    void Add(SettableMember member, Collections? items, Setting setting) =>
        Add(member.Symbol.Name, member.Symbol, member.Type, items, member.Symbol.GetAttributes(), member.IsRequired, isDemanded: false, setting, member, items is not null && !member.IsRequired && member.IsEmptyAtFirst);

    Part? Add(string name, ISymbol symbol, ITypeSymbol of, Collections? items, ImmutableArray<AttributeData> attributes, bool isRequired, bool isDemanded, Setting setting, SettableMember? member, bool isEmptyUnset)
    {
        if (of.TypeKind == TypeKind.Error || name.Length == 0)
        {
            isHalfWritten = true;
            return null;
        }
        if (PartTypes.ProblemOf(items?.Item ?? of) is { } problem)
        {
            Refuse(symbol, symbol.Name, problem);
            return null;
        }
        if (PartTypes.AccessibilityOf(of, type, member?.Symbol) is not { } accessibility)
        {
            Refuse(symbol, symbol.Name, "its type is seen in fewer places than the builder");
            return null;
        }
        var declared = TypeName.Of(of);
        var field = names.Field(name);
        var stored = $"{BuilderModel.Source}.{field}";
        var value = items is null ? stored : Made(items, stored, MethodShape.IsRefLike(of));
        var checks = MethodShape.IsRefLike(of) ? [] : guards.ChecksOf(name, of, attributes, parts.Count);
        if (items is null && of is { IsValueType: false, NullableAnnotation: NullableAnnotation.NotAnnotated } and not ITypeParameterSymbol) checks.Insert(0, NotNull(name, parts.Count));
        var method = PartNames.Method(name);
        var part = new Part(
            name, method, names.Parameter(name), field, items is null ? declared : $"global::PyIdioms.BuilderItems<{TypeName.Of(items.Item)}>", accessibility, isRequired, isDemanded,
            items is null ? null : CollectionOf(items, name, attributes), value, setting, ReadOf(member, items), PartAttributes.Text(attributes, isCollection: items is not null), isEmptyUnset, checks.ToEquatableArray())
        { Declared = declared };
        parts.Add(part);
        return part;
    }

    static string Made(Collections items, string stored, bool isSpan)
    {
        if (isSpan) return stored + ".Span";
        var made = items.Creation.Replace(Collections.Items, stored);
        return items.CanBeNull ? $"({stored}.IsNull ? null : {made})" : made;
    }

    static Check NotNull(string name, int place)
    {
        var quoted = Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(name, quote: true);
        return new(place, $"{Check.Value} is not null", $"new global::PyIdioms.Violation({quoted}, \"NotNull\", null, {quoted} + \" must not be null\")");
    }

    static CollectionPart CollectionOf(Collections items, string name, ImmutableArray<AttributeData> attributes)
    {
        var single = PartAttributes.SingularOf(attributes) ?? Plural.SingularOf(name);
        return new(TypeName.Of(items.Item), items.Entry is { } entry ? TypeName.Of(entry.Key) : "", items.Entry is { } with ? TypeName.Of(with.Value) : "", PartNames.Method(single), PartNames.Camel(single));
    }

    static string ReadOf(SettableMember? member, Collections? items)
    {
        if (member is not { CanRead: true }) return "";
        var read = $"{BuilderModel.Source}.{TypeName.Escape(member.Symbol.Name)}";
        return items is null ? read : $"global::PyIdioms.BuilderItems<{TypeName.Of(items.Item)}>.From({read})";
    }

    /// <summary>Whether a member holds what a parameter takes: the same type, or the same items.</summary>
    static bool IsSame(ITypeSymbol member, ITypeSymbol parameter, Collections? items) =>
        SymbolEqualityComparer.Default.Equals(member, parameter) || items is not null && Collections.Of(member) is { } held && SymbolEqualityComparer.Default.Equals(held.Item, items.Item);

    /// <summary>The items of a span that a constructor takes.</summary>
    static Collections? SpanOf(IParameterSymbol parameter) =>
        parameter.Type is INamedTypeSymbol { Name: "ReadOnlySpan", TypeArguments: [var item], ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } } ? new(item, null, "", CanBeNull: false, CanRefill: false) : null;

    void Refuse(ISymbol symbol, string name, string problem)
    {
        isRefused = true;
        report(BuilderRules.PartType, symbol.Locations.FirstOrDefault(static l => l.IsInSource) ?? type.Locations[0], name, problem);
    }
}
