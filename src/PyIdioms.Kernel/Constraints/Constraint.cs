using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Constraints;

/// <summary>Which constraint an attribute is. The last are those whose meaning only they know.</summary>
public enum ConstraintKind { Gt, Ge, Lt, Le, Interval, MultipleOf, MinLen, MaxLen, Len, Regex, Email, LowerCase, UpperCase, IsDigit, IsDigits, IsAscii, Other }

/// <summary>How a value stands to a bound.</summary>
public enum Relation { Gt, Ge, Lt, Le }

/// <summary>A constraint as it stands in source: an attribute that derives from ValidationAttribute.</summary>
public sealed class Constraint
{
    const string Suffix = "Attribute";

    static readonly ImmutableDictionary<string, ConstraintKind> Own =
        Enum.GetValues(typeof(ConstraintKind)).Cast<ConstraintKind>().Where(static k => k != ConstraintKind.Other).ToImmutableDictionary(static k => k + Suffix);

    Constraint(ConstraintKind kind, AttributeData data) => (Kind, Data) = (kind, data);

    public ConstraintKind Kind { get; }

    public AttributeData Data { get; }

    /// <summary>The attribute as the user wrote it.</summary>
    public Location? Location => Data.ApplicationSyntaxReference is { } reference ? Microsoft.CodeAnalysis.Location.Create(reference.SyntaxTree, reference.Span) : null;

    /// <summary>The name between the brackets.</summary>
    public string Name => Data.AttributeClass!.Name is var name && name.EndsWith(Suffix, StringComparison.Ordinal) && name.Length > Suffix.Length ? name.Substring(0, name.Length - Suffix.Length) : name;

    public bool IsBound => Kind is ConstraintKind.Gt or ConstraintKind.Ge or ConstraintKind.Lt or ConstraintKind.Le or ConstraintKind.Interval;

    public bool IsLength => Kind is ConstraintKind.MinLen or ConstraintKind.MaxLen or ConstraintKind.Len;

    public bool IsText => Kind is >= ConstraintKind.Regex and <= ConstraintKind.IsAscii;

    /// <summary>The bounds, in the order in which they are asked.</summary>
    public IEnumerable<(Relation Relation, object? Value)> Bounds
    {
        get
        {
            if (Kind != ConstraintKind.Interval)
            {
                if (IsBound) yield return ((Relation)Kind, First);
                yield break;
            }
            foreach (var relation in (Relation[])[Relation.Gt, Relation.Ge, Relation.Lt, Relation.Le])
            {
                var named = Data.NamedArguments.FirstOrDefault(n => n.Key == relation.ToString());
                if (named.Key is not null)
                {
                    if (Read(named.Value) is { } value) yield return (relation, value);
                }
                else if (relation is Relation.Ge or Relation.Le && Data.ConstructorArguments is [var least, var most])
                {
                    if (Read(relation == Relation.Ge ? least : most) is { } value) yield return (relation, value);
                }
            }
        }
    }

    /// <summary>What a multiple is one of.</summary>
    public object? Divisor => Kind == ConstraintKind.MultipleOf ? First : null;

    public int MinLength => Kind is ConstraintKind.MinLen or ConstraintKind.Len && First is int length ? length : 0;

    public int MaxLength => Kind switch
    {
        ConstraintKind.MaxLen when First is int length => length,
        ConstraintKind.Len when Data.ConstructorArguments is [_, { Value: int length }] => length,
        _ => int.MaxValue,
    };

    /// <summary>The pattern; null where there is none.</summary>
    public string? Pattern => Kind == ConstraintKind.Regex ? First as string : null;

    /// <summary>A named argument that is a whole number.</summary>
    public int? Named(string name)
    {
        foreach (var argument in Data.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Value is int value) return value;
        }
        return null;
    }

    object? First => Data.ConstructorArguments is [var first, ..] ? Read(first) : null;

    static object? Read(TypedConstant constant) => constant.Kind == TypedConstantKind.Primitive ? constant.Value : null;

    /// <summary>The constraints among some attributes, in their order; those of others are <see cref="ConstraintKind.Other"/>.</summary>
    public static IEnumerable<Constraint> Among(ImmutableArray<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (KindOf(attribute.AttributeClass) is { } kind) yield return new(kind, attribute);
        }
    }

    static ConstraintKind? KindOf(INamedTypeSymbol? type)
    {
        if (type is null || type.TypeKind == TypeKind.Error) return null;
        if (type.IsOurs() && Own.TryGetValue(type.Name, out var kind)) return kind;
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor is { Name: "ValidationAttribute", ContainingNamespace: { Name: "DataAnnotations", ContainingNamespace.Name: "ComponentModel" } }) return ConstraintKind.Other;
        }
        return null;
    }

    /// <summary>The constraint as Python writes it: <c>Gt(0)</c>.</summary>
    public override string ToString()
    {
        if (Kind == ConstraintKind.Interval) return $"{Name}({string.Join(", ", Bounds.Select(static b => $"{b.Relation}={Text(b.Value)}"))})";
        var arguments = Data.ConstructorArguments.AsEnumerable();
        if (Kind == ConstraintKind.Len && MaxLength == int.MaxValue) arguments = arguments.Take(1);
        var all = arguments.Select(static a => a.Kind == TypedConstantKind.Primitive || a.IsNull ? Text(a.Value) : a.ToCSharpText()).Concat(
            Kind == ConstraintKind.Other ? Data.NamedArguments.Where(static n => n.Key is not ("ErrorMessage" or "ErrorMessageResourceName" or "ErrorMessageResourceType")).Select(static n => $"{n.Key}={n.Value.ToCSharpText()}") : []).ToArray();
        return all.Length == 0 ? Name : $"{Name}({string.Join(", ", all)})";
    }

    public static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        char character => $"'{character}'",
        bool truth => truth ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}

/// <summary>An argument of an attribute as text.</summary>
static class ConstantText
{
    public static string ToCSharpText(this TypedConstant constant) => constant switch
    {
        { IsNull: true } => "null",
        { Kind: TypedConstantKind.Array } => $"[{string.Join(", ", constant.Values.Select(ToCSharpText))}]",
        { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
        _ => Constraint.Text(constant.Value),
    };
}
