using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Security;

/// <summary>Calls that read a setting: which one, and what they return without it.</summary>
static class SettingReader
{
    const string Configuration = "Microsoft.Extensions.Configuration.IConfiguration";

    /// <summary>What an operation reads a setting by; null where it reads none.</summary>
    public static IOperation? KeyOf(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "GetEnvironmentVariable", ContainingType: { Name: "Environment", ContainingNamespace.Name: "System" } }, Arguments: [{ Value: var name }, ..] } => name,
        IInvocationOperation { TargetMethod: { Name: "GetValue", ContainingType: { Name: "ConfigurationBinder", ContainingNamespace.Name: "Configuration" } } } call => call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "key")?.Value,
        IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType: var type }, Arguments: [{ Value: var key }] } indexer when type.IsOrInherits(Configuration) || IsAppSettings(indexer) => key,
        IInvocationOperation { TargetMethod: { Name: "Get", ContainingType.Name: "NameValueCollection" }, Instance: IPropertyReferenceOperation { Property.Name: "AppSettings" }, Arguments: [{ Value: var key }] } => key,
        _ => null,
    };

    static bool IsAppSettings(IPropertyReferenceOperation indexer) => indexer.Instance is IPropertyReferenceOperation { Property: { Name: "AppSettings", ContainingType.Name: "ConfigurationManager" or "WebConfigurationManager" } };

    /// <summary>The section that an operation reads in: <c>GetSection("Jwt")["Key"]</c>.</summary>
    public static string SectionOf(IOperation? operation)
    {
        while (operation is IConversionOperation or IParenthesizedOperation) operation = operation.ChildOperations.First();
        return operation is IInvocationOperation { TargetMethod.Name: "GetSection" or "GetRequiredSection", Arguments: [.., { Value.ConstantValue: { HasValue: true, Value: string name } }] } call
            ? SectionOf(call.Instance ?? call.Arguments[0].Value) + name + ":" : "";
    }

    /// <summary>The object a setting is read from.</summary>
    public static IOperation? SourceOf(IOperation read) => read switch
    {
        IPropertyReferenceOperation property => property.Instance,
        IInvocationOperation { Instance: { } instance } => instance,
        IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments: [{ Value: var first }, ..] } => first,
        _ => null,
    };

    /// <summary>configuration.GetValue("Jwt:Key", "dev"): a secret and its default.</summary>
    public static (string Name, IOperation Value)? Defaulted(IInvocationOperation call)
    {
        if (call.TargetMethod.Name != "GetValue" || KeyOf(call) is not { ConstantValue: { HasValue: true, Value: string key } }) return null;
        var name = SectionOf(SourceOf(call)) + key;
        return call.Arguments.FirstOrDefault(a => a is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "defaultValue" })?.Value is { } value && SecretNames.IsSetting(name) ? (name, value) : null;
    }

    /// <summary>Read("JWT_SECRET", "dev"): a method of this program that reads the one and falls back on the other.</summary>
    public static (string Name, IOperation Value)? Passed(IInvocationOperation call, CancellationToken cancel)
    {
        if (call.Arguments.Length < 2 || call.TargetMethod.DeclaringSyntaxReferences is not [var reference, ..]) return null;
        foreach (var named in call.Arguments)
        {
            if (named.Value.ConstantValue is not { HasValue: true, Value: string name } || !SecretNames.IsSetting(name)) continue;
            foreach (var other in call.Arguments)
            {
                if (other != named && other.Parameter?.Type.IsString() == true && other.Value.ConstantValue is { HasValue: true, Value: string { Length: > 0 } } && Falls(reference.GetSyntax(cancel), named.Parameter!.Name, other.Parameter.Name)) return (name, other.Value);
            }
        }
        return null;
    }

    /// <summary>Whether a method reads a setting by one parameter and takes another where there is none.</summary>
    static bool Falls(SyntaxNode method, string key, string fallback)
    {
        var reads = method.DescendantNodes().OfType<ExpressionSyntax>().Any(n => n is InvocationExpressionSyntax { ArgumentList: var list } call && NameOf(call) is "GetEnvironmentVariable" or "GetValue" && list.Arguments.Any(a => Is(a.Expression, key))
            || n is ElementAccessExpressionSyntax { ArgumentList: var index } element && element.Expression.ToString().ToLowerInvariant().Contains("config") && index.Arguments.Any(a => Is(a.Expression, key)));
        if (!reads) return false;
        return method.DescendantNodes().Any(n => n switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => Is(coalesce.Right, fallback) || coalesce.Right is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } inner && Is(inner.Right, fallback),
            ConditionalExpressionSyntax choice => Is(choice.WhenTrue, fallback) || Is(choice.WhenFalse, fallback),
            ReturnStatementSyntax { Expression: { } returned } => Is(returned, fallback),
            AssignmentExpressionSyntax assignment => Is(assignment.Right, fallback),
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument => NameOf(call) == "GetValue" && Is(argument.Expression, fallback) && call.ArgumentList.Arguments.Any(a => a != argument && Is(a.Expression, key)),
            _ => false,
        });
    }

    static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch { MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText, SimpleNameSyntax name => name.Identifier.ValueText, _ => null };

    static bool Is(ExpressionSyntax expression, string name) => expression is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name;
}
