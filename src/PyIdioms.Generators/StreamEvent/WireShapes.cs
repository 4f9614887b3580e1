using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.StreamEvent;

/// <summary>Finds how the members of an event are coded, and the members of what these hold.</summary>
sealed class WireShapes(INamedTypeSymbol root, Compilation compilation, CancellationToken cancel)
{
    /// <summary>Types that hold ever larger ones of themselves have no end.</summary>
    const int Most = 256;

    readonly List<WireShape> shapes = [];
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    string problem = "";

    /// <summary>The shapes, the event's first; null where something is refused, with a report.</summary>
    public EquatableArray<WireShape>? ReadEvent(Report report, Location? place)
    {
        var carried = CarriedMembers.Of(root, root, compilation);
        foreach (var lost in carried.Lost) report(StreamEventRules.Lost, lost.Locations.FirstOrDefault(), lost.Name);
        if (carried.Problem is { } unmade)
        {
            report(StreamEventRules.Constructor, place, root.Name, unmade);
            return null;
        }
        if (carried.Scattered is var (first, second)) report(StreamEventRules.NotCarried, second.Locations.FirstOrDefault(), second.Name, WithoutOrder("it", first));
        var name = TypeName.Of(root);
        numbers.Add(name, 0);
        shapes.Add(null!);
        var members = new List<WireMember>();
        foreach (var member in carried.All)
        {
            if (CodingOf(member.Type) is { } coding) members.Add(MemberOf(member, coding));
            else if (problem.Length > 0) report(StreamEventRules.NotCarried, member.Place, member.Symbol.Name, problem);
        }
        if (members.Count < carried.All.Count || carried.Scattered is not null) return null;
        shapes[0] = RecordOf(root, name, members, isNested: false);
        shapes[0] = shapes[0] with { IsNested = shapes.SelectMany(static s => s.Members.Select(static m => m.Coding).Append(s.Item).Append(s.Key)).Contains(Nested(0)) };
        return shapes.ToEquatableArray();
    }

    static WireMember MemberOf(CarriedMember member, Coding coding) => new(
        TypeName.Escape(member.Symbol.Name), TypeName.Of(member.Type), coding, member.Setting, member.Parameter is { } parameter ? DefaultValue.Of(parameter) ?? "" : "");

    static WireShape RecordOf(INamedTypeSymbol type, string name, List<WireMember> members, bool isNested) => new(
        ShapeKind.Record, name, type.IsTupleType ? "" : name, Members: members.ToEquatableArray(), IsReference: type.IsReferenceType, IsOpen: type is { IsReferenceType: true, IsSealed: false }, IsNested: isNested);

    Coding? No(string why)
    {
        problem = why;
        return null;
    }

    static string Shown(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    Coding? CodingOf(ITypeSymbol type)
    {
        cancel.ThrowIfCancellationRequested();
        problem = "";
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] })
        {
            return Shape(TypeName.Of(type), () => CodingOf(value) is { } inner ? new(ShapeKind.Nullable, TypeName.Of(type), Item: inner) : null);
        }
        if (!type.IsReferenceType || type.NullableAnnotation == NullableAnnotation.NotAnnotated) return CodingOfWhole(type);
        var whole = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        var name = TypeName.Of(type.WithNullableAnnotation(NullableAnnotation.Annotated));
        return Shape(name, () => CodingOfWhole(whole) is { } inner ? new(ShapeKind.NullableReference, name, Item: inner) : null);
    }

    Coding? CodingOfWhole(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Error) return No("");
        if (Primitive(type) is { } method) return new($"writer.{method}({Coding.Value});", $"reader.{method}()");
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } number })
        {
            var (enumName, numberName) = (TypeName.Of(type), TypeName.Of(number));
            return new($"writer.{Primitive(number)}(({numberName}){Coding.Value});", $"({enumName})reader.{Primitive(number)}()");
        }
        if (type is IArrayTypeSymbol array)
        {
            return array.Rank == 1 ? Collection(ShapeKind.Array, type, array.ElementType, TypeName.Of(array.ElementType)) : No($"'{Shown(type)}' has several dimensions; take an array of arrays");
        }
        if (type is not INamedTypeSymbol named || type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface)) return No($"'{Shown(type)}' is no value");
        if (named.ContainingNamespace is { Name: "Generic" or "Immutable", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: nameof(System) } } && named.ContainingType is null && IsCollection(named, out var collection)) return collection;
        return ReasonAgainst(named) is { } reason ? No(reason) : Record(named);
    }

    bool IsCollection(INamedTypeSymbol type, out Coding? coding)
    {
        const string Generic = "global::System.Collections.Generic.";
        var name = TypeName.Of(type);
        (var isOne, coding) = (type.Name, type.TypeArguments) switch
        {
            ("List" or "IList" or "ICollection" or "IReadOnlyList" or "IReadOnlyCollection" or "IEnumerable", [var item]) => (true, Collection(ShapeKind.List, type, item, $"{Generic}List<{TypeName.Of(item)}>")),
            ("ImmutableArray", [var item]) => (true, Collection(ShapeKind.ImmutableArray, type, item, TypeName.Of(item))),
            ("HashSet" or "ISet" or "IReadOnlySet", [var item]) => (true, Collection(ShapeKind.Set, type, item, $"{Generic}HashSet<{TypeName.Of(item)}>")),
            ("Dictionary" or "IDictionary" or "IReadOnlyDictionary", [var key, var item]) => (true, Shape(name, () => CodingOf(key) is { } keys && CodingOf(item) is { } items
                ? new(ShapeKind.Dictionary, name, $"{Generic}Dictionary<{TypeName.Of(key)}, {TypeName.Of(item)}>", keys, items, IsReference: true) : null)),
            _ => (false, null),
        };
        return isOne;
    }

    Coding? Collection(ShapeKind kind, ITypeSymbol type, ITypeSymbol item, string made)
    {
        var name = TypeName.Of(type);
        return Shape(name, () => CodingOf(item) is { } items ? new(kind, name, made, Item: items, IsReference: type.IsReferenceType) : null);
    }

    Coding? Record(INamedTypeSymbol type)
    {
        var name = TypeName.Of(type);
        if (numbers.TryGetValue(name, out var there)) return Nested(there);
        if (shapes.Count == Most) return No($"'{Shown(type)}' leads to types without an end");
        var number = shapes.Count;
        numbers.Add(name, number);
        shapes.Add(null!);
        if (ReadRecord(type, name) is not { } shape)
        {
            numbers.Remove(name);
            return null;
        }
        shapes[number] = shape;
        return Nested(number);
    }

    WireShape? ReadRecord(INamedTypeSymbol type, string name)
    {
        var carried = CarriedMembers.Of(type, root, compilation);
        if (carried.Problem is { } unmade) return Refused($"no '{Shown(type)}' can be made of what was read: {unmade}");
        if (carried.Lost is [var lost, ..]) return Refused($"nothing sets '{Shown(type)}.{lost.Name}' when it is read");
        if (carried.Scattered is var (first, second)) return Refused(WithoutOrder($"'{Shown(type)}.{second.Name}'", first));
        var members = new List<WireMember>();
        foreach (var member in carried.All)
        {
            if (CodingOf(member.Type) is not { } coding) return Refused(problem.Length == 0 ? "" : $"'{type.Name}.{member.Symbol.Name}': {problem}");
            members.Add(MemberOf(member, coding));
        }
        return RecordOf(type, name, members, isNested: true);
    }

    static string WithoutOrder(string member, ISymbol other) => $"{member} stands in another file than '{other.Name}', and the order of files is no contract";

    WireShape? Refused(string why)
    {
        problem = why;
        return null;
    }

    static Coding Nested(int number) => new($"WriteNested{number}(ref writer, {Coding.Value});", $"ReadNested{number}(ref reader)");

    Coding? Shape(string name, Func<WireShape?> read)
    {
        if (!numbers.TryGetValue(name, out var number))
        {
            if (shapes.Count >= Most) return No($"'{name}' leads to types without an end");
            number = shapes.Count;
            numbers.Add(name, number);
            shapes.Add(null!);
            if (read() is not { } shape)
            {
                numbers.Remove(name);
                return null;
            }
            shapes[number] = shape;
        }
        return new($"Write{number}(ref writer, {Coding.Value});", $"Read{number}(ref reader)");
    }

    string? ReasonAgainst(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface || type.IsAbstract || type.SpecialType == SpecialType.System_Object) return $"a '{Shown(type)}' may be any of several types; name one";
        if (type.IsRefLikeType) return $"a '{Shown(type)}' lives on the stack";
        if (type.GetAttributes().Any(static a => a.AttributeClass.IsOurs(nameof(SecretAttribute)))) return $"'{Shown(type)}' is a secret, and whoever reads the stream would read it";
        if (type.IsTupleType || type is { Name: "KeyValuePair", ContainingNamespace.Name: "Generic" }) return null;
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space is { Name: nameof(System) or "Microsoft", ContainingNamespace.IsGlobalNamespace: true }) return $"'{Shown(type)}' is none of the types that are";
        }
        if (!compilation.IsSymbolAccessibleWithin(type, root)) return $"the event may not see '{Shown(type)}'";
        return null;
    }

    /// <summary>The runtime's methods for a type, which are called as it is.</summary>
    static string? Primitive(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Char or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32
            or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_String or SpecialType.System_DateTime => type.Name,
        _ when type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => "Bytes",
        _ when type is INamedTypeSymbol { ContainingType: null, Name: "Guid" or "DateTimeOffset" or "TimeSpan" or "DateOnly" or "TimeOnly", ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } } => type.Name,
        _ => null,
    };
}
