using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Decorators;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.MappingUnion;

/// <summary>Reads a [MappingUnion].</summary>
static class MappingUnionParser
{
    public static MappingUnionModel? Parse(ISymbol annotated, AttributeData attribute, Report report, CancellationToken cancel)
    {
        if (annotated is not INamedTypeSymbol { Name.Length: > 0 } union) return null;
        var place = PartialMembers.PlaceOf(attribute);
        if (union is not { TypeKind: TypeKind.Class, IsAbstract: true, IsStatic: false } || PartialMembers.RefusedPlace(union) is not null || union.GetMembers("Match").Any(static m => !PartialMembers.IsGenerated(m, MappingUnionModel.HintEnding)))
        {
            report(MappingUnionRules.Shape, place, union.Name, union is not { IsAbstract: true, IsStatic: false } ? "it is not abstract" : PartialMembers.RefusedPlace(union) is { } local ? $"it is {local}" : "it has a 'Match' of its own");
            return null;
        }
        if (PartialMembers.WholeOne(union) is { } whole)
        {
            report(MappingUnionRules.TypeNotPartial, place, whole.Name);
            return null;
        }
        var isSound = true;
        var cases = new List<MappingCase>();
        MappingCase? rest = null;
        foreach (var type in union.GetTypeMembers())
        {
            cancel.ThrowIfCancellationRequested();
            if (!IsCase(type, out var first)) continue;
            if (Read(type, union, first!, report) is not { } read)
            {
                isSound = false;
                continue;
            }
            var isRest = type.GetAttributes().Any(static a => Is(a, nameof(OtherwiseAttribute)));
            if (isRest ? rest is not null : cases.Exists(c => Takes(c, read)))
            {
                report(MappingUnionRules.Hidden, PartialMembers.PlaceOf(first!), type.Name);
                isSound = false;
            }
            if (isRest) rest ??= read;
            else cases.Add(read);
        }
        if (rest is not null) cases.Add(rest);
        if (cases.Count == 0 && isSound) report(MappingUnionRules.NoCases, place, union.Name);
        if (!isSound || cases.Count == 0) return null;
        var closing = Closing.Of(union, MappingUnionModel.HintEnding);
        return new(TypeShape.Of(union), TypeName.Escape(union.Name), closing.NeedsConstructor, closing.NeedsClosed, cases.ToEquatableArray());
    }

    static bool Is(AttributeData attribute, string name) => attribute.AttributeClass.IsOurs(name);

    public static bool IsCase(INamedTypeSymbol type, out AttributeData? first) => (first = type.GetAttributes().FirstOrDefault(static a => Is(a, nameof(CaseAttribute)) || Is(a, nameof(OtherwiseAttribute)))) is not null;

    /// <summary>Whether a type is where a union looks for its cases.</summary>
    public static bool IsInUnion(INamedTypeSymbol type) => type.ContainingType is { } union && union.GetAttributes().Any(static a => Is(a, nameof(MappingUnionAttribute)));

    /// <summary>Whether a case leaves nothing for another.</summary>
    static bool Takes(MappingCase one, MappingCase other) => one.Conditions.Equals(other.Conditions) && one.Parameters.All(p => p.Key.Length == 0 || p.Default.Length > 0 && p.Pattern.Length == 0 || other.Parameters.Any(o => o.Key == p.Key && o.Default.Length == 0 && (p.Pattern.Length == 0 || p.Pattern == o.Pattern) && (o.Reader == p.Reader || p.Reader.EndsWith(".Any", StringComparison.Ordinal))));

    static MappingCase? Read(INamedTypeSymbol type, INamedTypeSymbol union, AttributeData first, Report report)
    {
        if (!SymbolEqualityComparer.Default.Equals(type.BaseType, union) || !type.IsSealed || type.Arity > 0)
        {
            report(MappingUnionRules.NotACase, PartialMembers.PlaceOf(first), type.Name, $"'{union.Name}'");
            return null;
        }
        var constructors = type.InstanceConstructors.Where(c => !Closing.IsCopy(c) && c.DeclaredAccessibility != Accessibility.Private).ToList();
        var constructor = constructors.Count == 1 ? constructors[0] : constructors.Find(static c => c.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is TypeDeclarationSyntax));
        if (constructor is null || constructor.Parameters.Any(static p => p.RefKind is RefKind.Ref or RefKind.Out))
        {
            report(MappingUnionRules.Constructor, type.Locations[0], type.Name);
            return null;
        }
        var conditions = new List<MappingCondition>();
        var isRest = false;
        foreach (var attribute in type.GetAttributes())
        {
            if (Is(attribute, nameof(CaseAttribute)) && attribute.ConstructorArguments is [{ Value: string key }, var values])
            {
                var alternatives = values.Kind != TypedConstantKind.Array || values.IsNull ? ["null"] : values.Values.Select(PatternOf).ToList();
                conditions.Add(new(Literal(key), string.Join(" or ", alternatives), values is { Kind: TypedConstantKind.Array, IsNull: false, Values: [{ Value: string }] }));
            }
            else if (Is(attribute, nameof(OtherwiseAttribute)) && attribute.ConstructorArguments is [{ IsNull: false, Kind: TypedConstantKind.Array, Values: var keys }])
            {
                isRest = true;
                conditions.AddRange(keys.Where(static k => k.Value is string).Select(static k => new MappingCondition(Literal((string)k.Value!), "", false)));
            }
        }
        var parameters = new List<MappingParameter>();
        foreach (var parameter in constructor.Parameters)
        {
            var key = KeyOf(parameter, type);
            if (IsRest(parameter, isRest, conditions))
            {
                parameters.Add(new("", TypeName.Of(parameter.Type), "", false, "", ""));
                continue;
            }
            if (parameters.Exists(p => p.Key == Literal(key)))
            {
                report(MappingUnionRules.SameKey, parameter.Locations[0], parameter.Name, key);
                return null;
            }
            if (MappingReaders.For(parameter.Type) is not var (reader, isComposed, read))
            {
                if (parameter.Type.TypeKind != TypeKind.Error) report(MappingUnionRules.ParameterType, parameter.Locations[0], parameter.Name, parameter.Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
                return null;
            }
            parameters.Add(new(Literal(key), read, reader, isComposed, LiteralsOf(parameter), DefaultValue.Of(parameter) ?? ""));
        }
        return new(TypeName.Of(type), conditions.ToEquatableArray(), parameters.ToEquatableArray());
    }

    /// <summary>The parameter that gets what no other takes: the one called Rest, or of an otherwise its dictionary.</summary>
    static bool IsRest(IParameterSymbol parameter, bool isRest, List<MappingCondition> conditions) =>
        parameter.Type is INamedTypeSymbol { Name: "IReadOnlyDictionary" or "IDictionary" or "Dictionary", TypeArguments: [{ SpecialType: SpecialType.System_String }, { SpecialType: SpecialType.System_Object }] }
        && (parameter.Name is "Rest" or "rest" || isRest && !conditions.Exists(c => c.Key == Literal(CamelCase(parameter.Name))));

    static string KeyOf(IParameterSymbol parameter, INamedTypeSymbol type)
    {
        var property = type.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault();
        var named = property?.GetAttributes().FirstOrDefault(static a => a.AttributeClass is { Name: "JsonPropertyNameAttribute", ContainingNamespace: { Name: "Serialization", ContainingNamespace.Name: "Json" } });
        return named?.ConstructorArguments is [{ Value: string key }] ? key : CamelCase(parameter.Name);
    }

    /// <summary>As System.Text.Json has it: <c>UserId</c> is userId, <c>URLPath</c> is urlPath, <c>ID</c> is id.</summary>
    static string CamelCase(string name)
    {
        var letters = name.ToCharArray();
        for (var i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            if (i > 0 && i + 1 < letters.Length && !char.IsUpper(letters[i + 1])) break;
            letters[i] = char.ToLowerInvariant(letters[i]);
        }
        return new(letters);
    }

    static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    static string LiteralsOf(IParameterSymbol parameter)
    {
        var literal = parameter.GetAttributes().FirstOrDefault(static a => Is(a, "LiteralAttribute"));
        if (literal?.ConstructorArguments is not [{ Kind: TypedConstantKind.Array, IsNull: false, Values: { IsEmpty: false } values }]) return "";
        return string.Join(" or ", values.Select(v => SpecialOf(parameter.Type, v)));
    }

    /// <summary>A constant of the parameter's own type: 1 is no pattern for a long? that is compared as an object.</summary>
    static string SpecialOf(ITypeSymbol type, TypedConstant value) => type.SpecialType == SpecialType.System_Object ? PatternOf(value) : value.IsNull ? "null"
        : value.Kind == TypedConstantKind.Enum ? ConstantCode.Of(value.Value!, value.Type) : SymbolDisplay.FormatPrimitive(value.Value!, quoteStrings: true, useHexadecimalNumbers: false)!;

    /// <summary>A constant as a pattern for an object: a whole number in whichever width.</summary>
    static string PatternOf(TypedConstant value) => value.IsNull ? "null"
        : value is { Kind: not TypedConstantKind.Enum, Value: int number } ? $"{number.ToString(CultureInfo.InvariantCulture)} or {number.ToString(CultureInfo.InvariantCulture)}L"
        : ConstantCode.Of(value.Value!, value.Type);
}
