using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Secret;

/// <summary>Looks for secrets in what the source generator of System.Text.Json was asked to write: it runs beside ours and sees only what the user wrote.</summary>
sealed class JsonContexts(INamedTypeSymbol secret, INamedTypeSymbol? serializable)
{
    /// <summary>So many types of one request are looked at; what lies behind them is not reported.</summary>
    const int Most = 2000;

    /// <summary>Says which secrets a [JsonSerializable(typeof(T))] reaches whose converter is ours alone.</summary>
    public void Check(AttributeData attribute, Report report)
    {
        if (serializable is null || !SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, serializable)) return;
        if (attribute.ConstructorArguments is not [{ Value: ITypeSymbol root }, ..]) return;
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<ITypeSymbol>([root]);
        while (pending.Count > 0 && seen.Count < Most)
        {
            var type = pending.Pop();
            if (!seen.Add(type)) continue;
            if (type is IArrayTypeSymbol array) pending.Push(array.ElementType);
            if (type is not INamedTypeSymbol named) continue;
            foreach (var argument in named.TypeArguments) pending.Push(argument);
            if (HasOwnConverter(named)) continue;
            if (Has(named, secret))
            {
                report(SecretRules.UnseenByJson, SecretParser.LocationOf(attribute), named.Name, ConverterFor(named));
                continue;
            }
            if (named.BaseType is { } super) pending.Push(super);
            // Types of other assemblies hold no secret of this one but as a type argument.
            if (named.DeclaringSyntaxReferences.IsEmpty) continue;
            foreach (var member in named.GetMembers())
            {
                if (member.IsStatic || member.IsImplicitlyDeclared || HasOwnConverter(member) || IsIgnored(member)) continue;
                if (member is IPropertySymbol property) pending.Push(property.Type);
                else if (member is IFieldSymbol field) pending.Push(field.Type);
            }
        }
    }

    static string ConverterFor(INamedTypeSymbol type)
    {
        if (SecretParser.IsGeneric(type)) return "RedactedJsonConverter";
        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented is { Name: "ISecret", TypeArguments: [_, var payload] }) return $"SecretJsonConverter<{type.Name}, {payload.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}>";
        }
        return "RedactedJsonConverter";
    }

    /// <summary>A converter that the other generator sees: written by the user, or compiled into another assembly.</summary>
    static bool HasOwnConverter(ISymbol symbol) => symbol.GetAttributes().Any(static attribute =>
        IsJson(attribute.AttributeClass, "JsonConverterAttribute")
        && (attribute.ApplicationSyntaxReference is not { } reference || !SecretParser.IsOurs(reference.SyntaxTree)));

    static bool IsIgnored(ISymbol member) => member.GetAttributes().Any(static attribute =>
        IsJson(attribute.AttributeClass, "JsonIgnoreAttribute") && attribute.NamedArguments.All(static named => named.Value.Value is 1));

    static bool IsJson(INamedTypeSymbol? attribute, string name)
    {
        for (; attribute is not null; attribute = attribute.BaseType)
        {
            if (attribute.Name == name && attribute.ContainingNamespace is { Name: "Serialization", ContainingNamespace.Name: "Json" }) return true;
        }
        return false;
    }

    static bool Has(INamedTypeSymbol type, INamedTypeSymbol attribute) => type.GetAttributes().Any(own => SymbolEqualityComparer.Default.Equals(own.AttributeClass, attribute));
}
