using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.CodeFixes.Texts;

/// <summary>Names for the holes of a template, after what fills them: <c>user.Id</c> is UserId, <c>GetTotal()</c> is Total.</summary>
sealed class HoleNames
{
    /// <summary>Members that say little without their owner.</summary>
    static readonly HashSet<string> General = ["Id", "Name", "Count", "Length", "Key", "Value", "Type", "Code", "Message", "Text", "Status", "Path", "Title", "Number", "Total", "Size", "Version", "Host", "Port", "FullName", "Result"];

    readonly HashSet<string> taken = [];

    public void Take(string name) => taken.Add(name);

    public string Of(ExpressionSyntax value)
    {
        var name = Plain(value) ?? "Value";
        var unique = name;
        for (var i = 2; !taken.Add(unique); i++) unique = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return unique;
    }

    static string? Plain(ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax name => Pascal(name.Identifier.ValueText),
        GenericNameSyntax name => Pascal(name.Identifier.ValueText),
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax, Name: var own } => Plain(own),
        MemberAccessExpressionSyntax { Expression: var owner, Name.Identifier.ValueText: var member } => General.Contains(member) && Owner(owner) is { } before ? before + member : Pascal(member),
        ConditionalAccessExpressionSyntax { Expression: var owner, WhenNotNull: var member } => Plain(member) is { } after ? General.Contains(after) && Owner(owner) is { } before ? before + after : after : null,
        MemberBindingExpressionSyntax { Name: var member } => Plain(member),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var owner, Name.Identifier.ValueText: "ToString" or "GetType" or "Trim" or "ToUpper" or "ToLower" or "ToUpperInvariant" or "ToLowerInvariant" or "Count" } } => Plain(owner),
        InvocationExpressionSyntax { Expression: var called } => Plain(called) is { } method ? Called(method) : null,
        ElementAccessExpressionSyntax { Expression: var owner } => Plain(owner),
        AwaitExpressionSyntax { Expression: var awaited } => Plain(awaited),
        ParenthesizedExpressionSyntax { Expression: var inner } => Plain(inner),
        CastExpressionSyntax { Expression: var inner } => Plain(inner),
        PostfixUnaryExpressionSyntax { Operand: var inner } => Plain(inner),
        PrefixUnaryExpressionSyntax { Operand: var inner } => Plain(inner),
        BinaryExpressionSyntax { Left: var left } => Plain(left),
        ConditionalExpressionSyntax { WhenTrue: var first } => Plain(first),
        TypeOfExpressionSyntax => "Type",
        _ => null,
    };

    static string? Owner(ExpressionSyntax owner) => owner is TypeOfExpressionSyntax ? "Type" : Plain(owner);

    static string Called(string method)
    {
        if (method.EndsWith("Async", StringComparison.Ordinal) && method.Length > 5) method = method.Substring(0, method.Length - 5);
        return method.StartsWith("Get", StringComparison.Ordinal) && method.Length > 3 && char.IsUpper(method[3]) ? method.Substring(3) : method;
    }

    static string? Pascal(string name)
    {
        name = name.TrimStart('_', '@');
        return name.Length == 0 || !char.IsLetter(name[0]) ? null : char.ToUpperInvariant(name[0]) + name.Substring(1);
    }
}
