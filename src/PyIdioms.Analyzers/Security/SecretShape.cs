using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Security;

/// <summary>Whether a text looks like a password, a token or a key: not like a name, a label, an address, a pattern or a place to fill in.</summary>
static class SecretShape
{
    public const int Least = 6;

    const int LeastPassword = Least, LeastToken = 8, LeastPlain = 12, MostText = 4_000;

    static readonly HashSet<string> Placeholders = NameWords.Set("""
        your my example sample placeholder changeme change replace insert todo fixme dummy fake redacted removed masked hidden none null undefined default unset missing xxx xxxx xxxxx secret password passwort passwd token here some enter put
        """);

    /// <summary>Whether a text stands for one that is to be filled in.</summary>
    public static bool IsPlaceholder(string text)
    {
        if (text.Distinct().Count() <= 2 && text.Length > 3) return true;
        if (IsWrapped(text, '<', '>') || IsWrapped(text, '[', ']') || IsWrapped(text, '{', '}') || IsWrapped(text, '%', '%') || IsWrapped(text, '(', ')') || text.Contains("${") || text.Contains("{{") || text.Contains("#{") || text.StartsWith("$(", StringComparison.Ordinal)) return true;
        if (text.Contains("_") && text.All(c => c is '_' or >= 'A' and <= 'Z')) return true;
        var words = NameWords.Of(text).Words;
        return words.Length > 1 && words.Any(w => w is "your" or "my" or "example" or "placeholder" or "changeme" or "replace" or "insert" or "here" or "todo" or "redacted") || text is "changeme" or "placeholder" or "redacted" or "todo" || text.EndsWith("EXAMPLEKEY", StringComparison.Ordinal);
    }

    static bool IsWrapped(string text, char open, char close) => text.Length > 2 && text[0] == open && text[text.Length - 1] == close;

    /// <summary>Whether a text in PEM is a key that is kept, not one that is published.</summary>
    public static bool IsNoPublicKey(string text) => !text.Contains("-----BEGIN") || text.Contains("PRIVATE KEY-----");

    /// <summary>Whether a text holds a private key, not only the line it begins with.</summary>
    public static bool IsPrivateKey(string text)
    {
        var begin = text.IndexOf("-----BEGIN ", StringComparison.Ordinal);
        if (begin < 0) return false;
        var label = text.IndexOf("PRIVATE KEY-----", begin, StringComparison.Ordinal);
        return label > 0 && text.Skip(label + "PRIVATE KEY-----".Length).TakeWhile(c => c != '-').Count(char.IsLetterOrDigit) >= 16;
    }

    /// <summary>Whether a text that has the name of a secret looks like one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name it has; passwords are shorter than tokens.</param>
    public static bool IsTelling(string text, string name)
    {
        if (text.Length < LeastPassword || text.Length > MostText || IsPlaceholder(text) || !IsNoPublicKey(text)) return false;
        if (text.Any(char.IsWhiteSpace) || IsAddress(text) || IsPattern(text) || IsAlphabet(text)) return false;
        var (hasLower, hasUpper, hasDigit, hasSign) = (text.Any(char.IsLower), text.Any(char.IsUpper), text.Any(char.IsDigit), text.Any(c => !char.IsLetterOrDigit(c)));
        var classes = (hasLower ? 1 : 0) + (hasUpper ? 1 : 0) + (hasDigit ? 1 : 0) + (hasSign ? 1 : 0);
        var hasLetter = hasLower || hasUpper;
        if (!hasDigit && text.TrimEnd('.', '!', '?', ':').All(c => char.IsLetter(c) || c is '_' or '-' or '.' or ':' or '/')) return false;
        var isPassword = SecretNames.Mentions(name, "password", "passwd", "pwd", "passphrase", "passcode", "pass");
        if (IsWords(text, isPassword)) return false;
        if (isPassword) return classes >= 3 || hasLetter && hasDigit && text.Length > LeastPassword && !HoldsPlaceholder(text);
        return classes >= 3 && text.Length >= LeastToken && hasLetter || hasLetter && hasDigit && text.Length >= LeastPlain;
    }

    /// <summary>password1, token-2: a word of its own kind with a number.</summary>
    static bool HoldsPlaceholder(string text) => NameWords.Of(text).Words.Any(w => Placeholders.Contains(w) || w.StartsWith("test", StringComparison.Ordinal) || w.StartsWith("pass", StringComparison.Ordinal));

    static bool IsAddress(string text) => text.Contains("://") || text[0] is '/' or '~' or '.' or '\\' || text.Length > 2 && text[1] == ':' && text[2] is '\\' or '/' || text.StartsWith("urn:", StringComparison.Ordinal) || text.Contains("@") && text.LastIndexOf('.') > text.IndexOf('@') && text.Count(c => c == '@') == 1 && !text.Any(c => c is '!' or '#' or '$' or '%');

    static bool IsPattern(string text) => text[0] == '^' || text[text.Length - 1] == '$' && text.Contains("(") || text.Contains("(?") || text.Contains("]{") || text.Contains("]+") || text.Contains("]*") || text.Contains("\\d") || text.Contains("\\w") || text.Contains("\\s")
        || text.Contains("{0") || text.Contains("a-z") || text.Contains("A-Z") || text.Contains("0-9");

    /// <summary>Signs in their order, as an alphabet has them.</summary>
    static bool IsAlphabet(string text)
    {
        var run = 1;
        for (var i = 1; i < text.Length; i++)
        {
            run = text[i] - text[i - 1] is 1 or 2 ? run + 1 : 1;
            if (run >= 7 && text.Length > 16) return true;
        }
        return false;
    }

    /// <summary>Words between dots, dashes, colons and slashes, each of letters alone or with a short number: <c>Jwt:Secret</c>, <c>aes-256-gcm</c>, but not <c>hunter2</c> as a password.</summary>
    static bool IsWords(string text, bool isPassword)
    {
        var parts = text.Split('.', '-', '_', ':', '/', '+', ',', ';', '=', ' ');
        return parts.All(p => p.Length == 0 || p.All(char.IsDigit) && p.Length <= (parts.Length > 3 ? 6 : 4) || IsWord(p, isPassword && parts.Length == 1));
    }

    static bool IsWord(string part, bool isBare)
    {
        var letters = part.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (letters.Length == 0 || part.Length - letters.Length > (isBare ? 0 : 3) || !letters.All(char.IsLetter)) return false;
        var changes = 0;
        for (var i = 1; i < letters.Length; i++)
        {
            if (char.IsUpper(letters[i]) && char.IsLower(letters[i - 1])) changes++;
        }
        return changes * 3 <= letters.Length;
    }
}
