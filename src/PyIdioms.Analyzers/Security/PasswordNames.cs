using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Analyzers.Security;

/// <summary>Whether a name, or what a value came from, says that it is a password: by its words, and what the last of them says.</summary>
static class PasswordNames
{
    static readonly HashSet<string> Words = ["password", "passwords", "passwd", "passwds", "pwd", "pwds", "passphrase", "passphrases", "passcode", "passcodes", "passwort", "pword", "psw", "pswd", "pass"];

    /// <summary>What follows these says what the password is for.</summary>
    static readonly HashSet<string> Joints = ["to", "for", "from", "with", "and", "plus", "as", "in"];

    /// <summary>Words that say how a password is kept in memory, not what it is.</summary>
    static readonly HashSet<string> Forms =
        ["bytes", "byte", "text", "string", "str", "chars", "char", "span", "buffer", "buf", "data", "input", "value", "raw", "plain", "plaintext", "clear", "cleartext", "utf", "utf8", "unicode", "ascii", "array", "arr", "memory", "secure", "entered", "given", "typed"];

    /// <summary>Words that say that it is no password any more.</summary>
    static readonly HashSet<string> Done = ["hash", "hashed", "encrypted", "protected", "digest", "derived", "no", "without", "is", "has"];

    /// <summary>Verbs of methods that hand a password out.</summary>
    static readonly HashSet<string> Asks = ["get", "read", "ask", "prompt", "enter", "load", "fetch", "request", "decode", "normalize", "trim"];

    public static bool IsPassword(string name)
    {
        var words = Split(name);
        var joint = words.Count < 2 ? -1 : words.FindIndex(1, Joints.Contains);
        var last = (joint < 0 ? words.Count : joint) - 1;
        while (last >= 0 && Forms.Contains(words[last])) last--;
        return last >= 0 && (Words.Contains(words[last]) || last > 0 && words[last - 1] is "pass" && words[last] is "word" or "words" or "phrase" or "code")
            && !words.Take(last + 1).Any(Done.Contains);
    }

    /// <summary>Whether a part of a value is a password: by what it was read from, by the key it was read with, or by the local it was put into.</summary>
    public static bool IsPassword(Origin part)
    {
        for (Origin? at = part; at is not null; at = at.From)
        {
            if (IsNamed(at)) return true;
            if (!IsTransparent(at)) return false;
        }
        return false;
    }

    static bool IsNamed(Origin part) => part.Symbol switch
    {
        IPropertySymbol { IsIndexer: true } => IsKeyed(part.Syntax) || IsPutIntoPassword(part.Syntax),
        IMethodSymbol method => Hands(method.Name) || IsKeyed(part.Syntax) || IsPutIntoPassword(part.Syntax),
        { Name: var name } => IsPassword(name) || part.Symbol is not IParameterSymbol && (IsKeyed(part.Syntax) || IsPutIntoPassword(part.Syntax)),
        null => false,
    };

    static bool Hands(string method)
    {
        var words = Split(method);
        return words.Count > 1 && Asks.Contains(words[0]) && IsPassword(method.EndsWith("Async", StringComparison.Ordinal) ? method.Substring(0, method.Length - 5) : method);
    }

    /// <summary>A member that is only another form of what it is read from, or a private field that keeps it.</summary>
    static bool IsTransparent(Origin part) => part.Symbol switch
    {
        IFieldSymbol { DeclaredAccessibility: Accessibility.Private } => true,
        IPropertySymbol { IsIndexer: false, Name: var name } => Split(name).All(w => Forms.Contains(w) || w is "result"),
        IMethodSymbol { Name: "ToString" or "ToArray" or "Clone" or "GetBytes" or "ToBytes" or "AsBytes" or "ToCharArray" or "Trim" or "ReadToEnd" or "First" or "FirstOrDefault" } => true,
        _ => false,
    };

    /// <summary>form["password"], configuration.GetValue("Db:Password").</summary>
    static bool IsKeyed(SyntaxNode? syntax)
    {
        var arguments = syntax switch
        {
            ElementAccessExpressionSyntax element => element.ArgumentList.Arguments,
            { Parent: ElementAccessExpressionSyntax element } when element.Expression == syntax => element.ArgumentList.Arguments,
            ElementBindingExpressionSyntax element => element.ArgumentList.Arguments,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } call when name.StartsWith("Get", StringComparison.Ordinal) || name.StartsWith("TryGet", StringComparison.Ordinal) => call.ArgumentList.Arguments,
            _ => default,
        };
        return arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token.ValueText: var key } && IsPassword(key.Substring(key.LastIndexOf(':') + 1));
    }

    /// <summary>var password = Console.ReadLine() ?? "";</summary>
    static bool IsPutIntoPassword(SyntaxNode? syntax)
    {
        for (var at = syntax; at is ExpressionSyntax; at = at.Parent)
        {
            switch (at.Parent)
            {
                case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name } }: return IsPassword(name);
                case AssignmentExpressionSyntax assignment when assignment.Right == at: return assignment.Left is IdentifierNameSyntax { Identifier.ValueText: var left } && IsPassword(left);
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } or PostfixUnaryExpressionSyntax or AwaitExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ConditionalAccessExpressionSyntax:
                    if (at.Parent is InvocationExpressionSyntax call && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: not ("Trim" or "ToString" or "ConfigureAwait" or "Normalize" or "TrimEnd") }) return false;
                    break;
                default: return false;
            }
        }
        return false;
    }

    /// <summary>The words of a name, in lower case: USER_PASSWORD, userPassword, user-password.</summary>
    internal static List<string> Split(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isEnd = i == name.Length || !char.IsLetter(name[i])
                || i > start && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || i + 1 < name.Length && char.IsLower(name[i + 1]));
            if (!isEnd) continue;
            if (i > start) words.Add(name.Substring(start, i - start).ToLowerInvariant());
            start = i < name.Length && char.IsLetter(name[i]) ? i : i + 1;
        }
        return words;
    }
}
