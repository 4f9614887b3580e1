using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.SafeEval;

/// <summary>Reads a [SafeEval].</summary>
static class SafeEvalParser
{
    public static SafeEvalModel? Parse(ISymbol annotated, AttributeData attribute, Report report, CancellationToken cancel)
    {
        if (annotated is not INamedTypeSymbol { Name.Length: > 0 } type) return null;
        var place = PartialMembers.PlaceOf(attribute);
        if (Refused(type) is { } kind)
        {
            report(SafeEvalRules.Unsupported, place, kind);
            return null;
        }
        if (PartialMembers.WholeOne(type) is { } whole)
        {
            report(SafeEvalRules.TypeNotPartial, place, whole.Name);
            return null;
        }
        if (Taken(type) is { } taken)
        {
            report(SafeEvalRules.Taken, taken.Locations[0], taken.Name);
            return null;
        }
        var builtins = attribute.NamedArguments.Where(static a => a.Key == nameof(SafeEvalAttribute.Builtins)).Select(static a => a.Value.Value as int? ?? 0).FirstOrDefault();
        var (names, variables, functions, isNumeric) = (new HashSet<string>(StringComparer.Ordinal), new List<SafeVariable>(), new List<SafeFunction>(), (builtins & ~(int)SafeBuiltins.Numbers) == 0);
        foreach (var member in type.GetMembers())
        {
            cancel.ThrowIfCancellationRequested();
            if (member is IMethodSymbol { PartialDefinitionPart: null } method && MarkOf(method, nameof(FnAttribute)) is { } fn && NameOf(method, fn, names, report) is { } name && SafeFunctions.Read(method, name, report) is { } function)
            {
                functions.Add(function);
                isNumeric &= SafeFunctions.IsNumeric(method);
            }
            if (member is IPropertySymbol property && MarkOf(property, nameof(VarAttribute)) is { } mark && NameOf(property, mark, names, report) is { } variable && IsReadable(property, report))
            {
                variables.Add(new(variable, TypeName.Escape(property.Name), property.IsStatic));
                isNumeric &= SafeTypes.IsDouble(property.Type);
            }
        }
        return new(TypeShape.Of(type), builtins, isNumeric && variables.Count + functions.Count > 0, variables.ToEquatableArray(), functions.ToEquatableArray());
    }

    /// <summary>A mark whose class does not say [SafeEval] does nothing.</summary>
    public static void CheckMark(ISymbol annotated, AttributeData attribute, Report report)
    {
        if (annotated.ContainingType is { } type && MarkOf(type, nameof(SafeEvalAttribute)) is null) report(SafeEvalRules.Alone, PartialMembers.PlaceOf(attribute), attribute.AttributeClass!.Name.Replace("Attribute", ""), type.Name);
    }

    static AttributeData? MarkOf(ISymbol member, string attribute) => member.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsOurs(attribute));

    static string? Refused(INamedTypeSymbol type) => PartialMembers.RefusedPlace(type) ?? type switch
    {
        { IsStatic: true } => "a static class, of which there are no objects; leave 'static' out",
        { IsRefLikeType: true } => "a ref struct, which no delegate takes",
        { TypeKind: not (TypeKind.Class or TypeKind.Struct) } => "an interface; put it on a class",
        _ => null,
    };

    /// <summary>A member of the user's with a name that is generated.</summary>
    static ISymbol? Taken(INamedTypeSymbol type) => type.GetMembers("OfSafeEval").Concat(type.GetMembers("Compile")).Concat(type.GetMembers("Evaluate"))
        .FirstOrDefault(static member => !PartialMembers.IsGenerated(member, SafeEvalModel.HintEnding)
            && member is not IMethodSymbol { Parameters: not [{ Type.SpecialType: SpecialType.System_String }] and not [{ Type.SpecialType: SpecialType.System_String }, { Type.Name: "Budget" }] });

    static string? NameOf(ISymbol member, AttributeData mark, HashSet<string> names, Report report)
    {
        var name = mark.ConstructorArguments is [{ Value: string own }] ? own : PythonNames.Of(member.Name);
        var place = PartialMembers.PlaceOf(mark);
        if (!PythonNames.IsName(name)) report(SafeEvalRules.BadName, place, name);
        else if (!names.Add(name)) report(SafeEvalRules.SameName, place, name);
        else return name;
        return null;
    }

    static bool IsReadable(IPropertySymbol property, Report report)
    {
        var problem = property switch
        {
            { IsIndexer: true } => "is an indexer",
            { GetMethod: null } => "has no getter",
            _ when SafeTypes.IsForbidden(property) => SafeEvalRules.Forbidden,
            { ExplicitInterfaceImplementations.IsEmpty: false } => "is an explicit interface implementation",
            { Type.TypeKind: not TypeKind.Error } when !SafeTypes.IsGiven(property.Type) => $"is of the type '{Shown(property.Type)}', which has no meaning in an expression",
            _ => null,
        };
        if (problem is not null) report(SafeEvalRules.BadVariable, property.Locations[0], property.Name, problem);
        return problem is null && property.Type.TypeKind != TypeKind.Error;
    }

    public static string Shown(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
