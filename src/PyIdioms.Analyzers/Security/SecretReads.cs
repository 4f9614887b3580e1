using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Security;

/// <summary>Whether an expression is the value of a setting that is a secret, as it was read.</summary>
readonly struct SecretReads(Sighting context, Mentions settings)
{
    static readonly ConditionalWeakTable<SyntaxNode, object> Named = new();

    /// <summary>The name of the setting; null where the expression is something else.</summary>
    public string? KeyOf(IOperation operation) => Direct(operation, 0) ?? Traced(operation);

    /// <summary>What stands there reads the setting.</summary>
    string? Direct(IOperation operation, int depth)
    {
        if (depth > 8) return null;
        switch (operation)
        {
            case IConversionOperation conversion: return Direct(conversion.Operand, depth + 1);
            case IParenthesizedOperation inner: return Direct(inner.Operand, depth + 1);
            case ICoalesceOperation either: return Direct(either.Value, depth + 1) ?? Direct(either.WhenNull, depth + 1);
            case IConditionalAccessOperation { WhenNotNull: IInvocationOperation { Type.SpecialType: SpecialType.System_String } } access: return Direct(access.Operation, depth + 1);
            case IInvocationOperation { TargetMethod: { Name: "Trim" or "TrimEnd" or "TrimStart" or "ToString", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } trimmed }: return Direct(trimmed, depth + 1);
            case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType: { Name: "IConfigurationSection" } }, Instance: { } section }: return Secret(SettingReader.SectionOf(section).TrimEnd(':'));
        }
        return SettingReader.KeyOf(operation) is { } key ? Secret(SettingReader.SectionOf(SettingReader.SourceOf(operation)), key) : null;
    }

    string? Secret(string section, IOperation key)
    {
        if (key.ConstantValue is { HasValue: true, Value: string name }) return Secret(section + name);
        return context.ValueOf(key) is { Constants: { IsDefaultOrEmpty: false } names } ? names.Select(n => n is string text ? Secret(section + text) : null).FirstOrDefault(n => n is not null) : null;
    }

    static string? Secret(string name) => SecretNames.IsSetting(name) ? name : null;

    /// <summary>What the value came from reads the setting: through variables, members and methods.</summary>
    string? Traced(IOperation operation)
    {
        if (!IsNamedAround(operation.Syntax) || !settings.MayReach(operation.Syntax, context.Compilation, context.CancellationToken) || context.ValueOf(operation) is not { } value) return null;
        foreach (var part in value.Origins)
        {
            if (!part.IsWhole) continue;
            for (var at = part; at is not null; at = at.From)
            {
                if (Read(at) is { } name) return name;
                if (at.Symbol is not (IFieldSymbol or IPropertySymbol) || at.Symbol.DeclaringSyntaxReferences.IsEmpty) break;
            }
        }
        return null;
    }

    /// <summary>A cheap no: the type around names no secret that it could read.</summary>
    static bool IsNamedAround(SyntaxNode node)
    {
        var type = node.Ancestors().OfType<BaseTypeDeclarationSyntax>().LastOrDefault() ?? node.SyntaxTree.GetRoot();
        return (bool)Named.GetValue(type, static t => t.DescendantTokens().Any(n => n.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.IdentifierToken && n.ValueText.Length < 80 && SecretNames.IsSetting(n.ValueText)));
    }

    string? Read(Origin origin)
    {
        if (origin is not { Syntax: { } syntax, Symbol.Name: "GetEnvironmentVariable" or "this[]" or "GetValue" or "Get" or "Value" } || !context.Compilation.ContainsSyntaxTree(syntax.SyntaxTree)) return null;
#pragma warning disable RS1030 // Where a setting is read may be another file; asked only for a fall-back that is text of the program.
        var model = syntax.SyntaxTree == context.Operation.Syntax.SyntaxTree ? context.Operation.SemanticModel : context.Compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
        return model?.Bind(syntax, context.CancellationToken) is { } read ? Direct(read, 0) : null;
    }
}
