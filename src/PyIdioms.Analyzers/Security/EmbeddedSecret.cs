using System.Text.RegularExpressions;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Security;

/// <summary>A password inside a text: of a connection string, of an address that says who calls.</summary>
static class EmbeddedSecret
{
    static readonly Regex Pair = new("""\G[\s\uFFFC]*(?<key>[A-Za-z][A-Za-z0-9 _-]{0,40}?)\s*=\s*(?<value>'(?:[^']|'')*'|"(?:[^"]|"")*"|[^;]*)\s*(?:;|$)""", RegexOptions.CultureInvariant);

    /// <summary>@password, :pwd, $pwd: a parameter of a statement.</summary>
    static readonly Regex Parameter = new("^([@:$][A-Za-z_][A-Za-z0-9_]*|[?])$", RegexOptions.CultureInvariant);

    static readonly Regex UserInfo = new("""(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,20}://(?<user>[^\s/:@?#"'<>]*):(?<password>[^\s/@?#"'<>]+)@(?<host>[^\s/:?#"'<>]*)""", RegexOptions.CultureInvariant);

    /// <summary>What the pairs of a connection string are called, beside its password.</summary>
    static readonly HashSet<string> Servers = NameWords.Set("server host hostname datasource address addr endpoint endpoints networkaddress accountendpoint servername");

    static readonly HashSet<string> Others = NameWords.Set("""
        database initialcatalog userid uid user username port provider driver dsn integratedsecurity trustedconnection trustservercertificate encrypt pooling sslmode ssl timeout connecttimeout connectiontimeout commandtimeout
        applicationname persistsecurityinfo multipleactiveresultsets charset protocol service role attachdbfilename sharedaccesskeyname accountname
        """);

    static readonly HashSet<string> Users = NameWords.Set("user uid userid username login database initialcatalog accountname");

    static readonly HashSet<string> Local = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "::1", ".", "(local)", "host.docker.internal", "0.0.0.0" };

    /// <summary>Passwords that a fresh installation has, or that stand in a manual.</summary>
    static readonly HashSet<string> Defaults = NameWords.Set("password passwd pass pwd passw passwort secret admin root sa guest postgres mysql oracle test testing user default sample example demo none blah foo bar xxx mypass mypassword yourpassword yourpass userpassword usersecret username");

    /// <summary>A cheap no: nothing in a text leads to a password.</summary>
    public static bool MayBeIn(string text) => text.IndexOf("pass", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("pwd", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("://", StringComparison.Ordinal) > 0 || text.IndexOf("key=", StringComparison.OrdinalIgnoreCase) > 0 || text.IndexOf("secret=", StringComparison.OrdinalIgnoreCase) > 0;

    /// <summary>Whether a joined word may be "user:password".</summary>
    public static bool MayBeUserInfo(string word) => word.IndexOf(':') is var colon and > 0 && word.Length - colon > 6 && word.IndexOf(':', colon + 1) < 0;

    /// <summary>What a text calls the password that it spells out; null without one. What is not known of it is a <see cref="Value.Hole"/>.</summary>
    public static string? In(string text) => text.Length > 2_000 ? null : OfPairs(text) ?? OfAddress(text);

    static string? OfPairs(string text)
    {
        var pairs = new List<(string Key, string Value)>();
        var at = 0;
        for (var match = Pair.Match(text, at); match.Success && match.Length > 0; match = Pair.Match(text, at))
        {
            pairs.Add((match.Groups["key"].Value.Trim(), Unquoted(match.Groups["value"].Value.Trim())));
            at = match.Index + match.Length;
            if (at >= text.Length) break;
        }
        if (text.Substring(Math.Min(at, text.Length)).Trim().Trim(Value.Hole, ';').Length > 0) return null;
        foreach (var (key, value) in pairs)
        {
            if (IsPassword(key) ? IsSpelled(value, pairs) : pairs.Count > 1 && IsKey(key) && value.IndexOf(Value.Hole) < 0 && !value.Contains("{") && SecretShape.IsTelling(value, key)) return key;
        }
        return null;
    }

    static bool IsPassword(string key) => NameWords.Of(key).Words is [.., "password" or "passwd" or "pwd" or "passphrase"];

    /// <summary>AccountKey, SharedAccessKey, Secret.</summary>
    static bool IsKey(string key) => NameWords.Of(key).Words is [.., "account" or "access", "key"] || SecretNames.IsGiven(key);

    static bool IsSpelled(string value, List<(string Key, string Value)> pairs)
    {
        if (value.Length == 0 || value.IndexOf(Value.Hole) >= 0 || Parameter.IsMatch(value) || SecretShape.IsPlaceholder(value) || IsExample(value)) return false;
        if (SecretShape.IsTelling(value, "password")) return true;
        // A word is a password where a server is waiting for it, and not the one that every installation has.
        return value.Length >= 4 && !value.Any(char.IsWhiteSpace) && !value.Contains("{") && pairs.Any(p => Servers.Contains(Joined(p.Key))) && pairs.Any(p => Others.Contains(Joined(p.Key)))
            && !pairs.Any(p => Users.Contains(Joined(p.Key)) && IsSame(p.Value, value)) && !pairs.Any(p => Users.Contains(Joined(p.Key)) && IsExample(p.Value) && p.Value.ToLowerInvariant() is not ("sa" or "root" or "admin" or "postgres" or "user" or "test"));
    }

    static string Joined(string key) => string.Concat(NameWords.Of(key).Words);

    static bool IsSame(string user, string password) => string.Equals(user, password, StringComparison.OrdinalIgnoreCase);

    /// <summary>myPassword, YOUR_PASSWORD, secret: what a manual writes.</summary>
    static bool IsExample(string value)
    {
        var word = value.ToLowerInvariant().Trim('_', '-', '!', '*');
        return Defaults.Contains(word) || Defaults.Contains(word.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')) && word.Length < 12 || word.StartsWith("your", StringComparison.Ordinal) || word.Length > 2 && word.StartsWith("my", StringComparison.Ordinal) && word.All(char.IsLetter) || NameWords.Of(value).Words.Any(w => w is "your" or "my" or "example" or "placeholder");
    }

    static string Unquoted(string value) => value.Length >= 2 && value[0] is '\'' or '"' && value[value.Length - 1] == value[0] ? value.Substring(1, value.Length - 2) : value;

    /// <summary>https://user:password@host: alone, or in a sentence where it cannot be an example.</summary>
    static string? OfAddress(string text)
    {
        foreach (Match match in UserInfo.Matches(text))
        {
            var (user, password, host) = (match.Groups["user"].Value, match.Groups["password"].Value, match.Groups["host"].Value);
            if (password.IndexOf(Value.Hole) >= 0 || password.Contains("{") || password.Contains("$(") || password.Contains("[") || SecretShape.IsPlaceholder(password) || IsExample(password) || IsSame(user, password) || host.EndsWith("example.com", StringComparison.OrdinalIgnoreCase) || host.EndsWith("example.org", StringComparison.OrdinalIgnoreCase)) continue;
            var isAlone = match.Index == 0 && !text.Any(char.IsWhiteSpace);
            if (SecretShape.IsTelling(password, "password") || isAlone && password.Length >= 6 && !Local.Contains(host) && !(password.All(char.IsUpper) || password.Contains("_"))) return "password";
        }
        return null;
    }
}
