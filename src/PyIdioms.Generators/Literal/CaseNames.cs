using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Literal;

/// <summary>What the members of an alias are called: the value in PascalCase, and in camelCase as a parameter.</summary>
static class CaseNames
{
    /// <summary>Members that every alias has, and those of object and of records.</summary>
    static readonly HashSet<string> Taken =
    [
        "Value", "Values", "Match", "Switch", "Parse", "TryParse", "Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone", "Finalize", "PrintMembers", LiteralEmitter.Index, LiteralEmitter.All, LiteralEmitter.IndexOf,
    ];

    static readonly Dictionary<char, string> Signs = new()
    {
        ['+'] = "Plus", ['-'] = "Minus", ['*'] = "Star", ['/'] = "Slash", ['\\'] = "Backslash", ['%'] = "Percent", ['='] = "Equal", ['<'] = "Less", ['>'] = "Greater", ['!'] = "Bang", ['?'] = "Question", ['&'] = "And", ['|'] = "Or",
        ['^'] = "Caret", ['~'] = "Tilde", ['.'] = "Dot", [','] = "Comma", [':'] = "Colon", [';'] = "Semicolon", ['#'] = "Hash", ['@'] = "At", ['$'] = "Dollar", ['_'] = "Underscore", [' '] = "Space", ['"'] = "Quote", ['\''] = "Apostrophe",
        ['('] = "LeftParenthesis", [')'] = "RightParenthesis", ['['] = "LeftBracket", [']'] = "RightBracket", ['{'] = "LeftBrace", ['}'] = "RightBrace",
    };

    /// <summary>A name for the member and one for the parameter of each value; none is used twice.</summary>
    public static IReadOnlyList<(string Member, string Parameter)> Of(IReadOnlyList<object> values, string typeName)
    {
        var (members, parameters) = (new HashSet<string>(Taken, StringComparer.Ordinal) { typeName }, new HashSet<string>(StringComparer.Ordinal));
        var pascal = values.Select(Pascal).ToArray();
        var camel = values.Select((v, i) => Camel(v, pascal[i])).ToArray();
        return [.. values.Select((value, i) => (
            Choose(pascal[i], pascal.Count(p => p == pascal[i]) > 1, value, members),
            TypeName.Escape(Choose(camel[i], camel.Count(p => p == camel[i]) > 1, value, parameters))))];
    }

    /// <summary>The name, or the value as it is where two would have the same; a number behind it where that is no name either.</summary>
    static string Choose(string name, bool isShared, object value, HashSet<string> taken)
    {
        if (!isShared && taken.Add(name)) return name;
        if (value is string raw && SyntaxFacts.IsValidIdentifier(raw) && taken.Add(raw)) return raw;
        if (value is char letter && char.IsLetter(letter) && taken.Add(letter.ToString())) return letter.ToString();
        if (taken.Add(name + "_")) return name + "_";
        for (var n = 2; ; n++)
        {
            if (taken.Add(name + "_" + n)) return name + "_" + n;
        }
    }

    static string Pascal(object value) => value switch
    {
        string text => Words(text) is { Count: > 0 } words ? Identifier(string.Concat(words.Select(w => char.ToUpperInvariant(w[0]) + w.Substring(1)))) : Spelled(text),
        char letter => char.IsLetterOrDigit(letter) ? Identifier(char.ToUpperInvariant(letter).ToString()) : Spelled(letter.ToString()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) is var digits && digits[0] == '-' ? "Minus" + digits.Substring(1) : "_" + digits,
    };

    static string Camel(object value, string pascal) => value is string text && Words(text) is { Count: > 0 } words
        ? Identifier(words[0].Substring(0, 1).ToLowerInvariant() + words[0].Substring(1) + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w.Substring(1))))
        : pascal.Substring(0, 1).ToLowerInvariant() + pascal.Substring(1);

    /// <summary>The words of a text; of one in capitals alone they are written small: GET is Get.</summary>
    static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in text + " ")
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(c);
                continue;
            }
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
        return text.Any(char.IsLower) || text.Count(char.IsLetter) < 2 ? words : [.. words.Select(w => w.ToLowerInvariant())];
    }

    static string Identifier(string name) => SyntaxFacts.IsIdentifierStartCharacter(name[0]) ? name : "_" + name;

    /// <summary>What has no letter: the names of its signs, or their numbers.</summary>
    static string Spelled(string text) => text.Length == 0 ? "Empty" : string.Concat(text.Select(c => Signs.TryGetValue(c, out var sign) ? sign : "U" + ((int)c).ToString("X4", CultureInfo.InvariantCulture)));
}
