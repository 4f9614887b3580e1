using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Which names are those of secrets: the noun at the end decides, what stands before it can take it back.</summary>
public static class SecretNames
{
    /// <summary>What turns a name into another one, wherever it stands.</summary>
    static readonly HashSet<string> Never = NameWords.Set("public cancellation cancel continuation confirm confirmation confirmed repeat repeated retype retyped reenter reentered again placeholder dummy fake example sample masked redacted");

    /// <summary>What makes a secret harmless to show.</summary>
    static readonly HashSet<string> Locked = NameWords.Set("encrypted wrapped protected hashed sealed ciphered");

    /// <summary>What says that a secret was made up: nobody who has it gets in.</summary>
    static readonly HashSet<string> MadeUp = NameWords.Set("test tests testing emulator mock fixture demo");

    /// <summary>Tokens that nobody keeps secret: of languages, of paging, of change detection.</summary>
    static readonly HashSet<string> OpenTokens = NameWords.Set("""
        page paging pagination next sync cursor delta skip resume json xml yaml html syntax lexer lexical parse parser keyword operator open close opening closing start end separator delimiter identifier literal punctuation whitespace comment eof eol
        string number numeric integer change concurrency metadata replacement template format line word stop special query search sql css source child parent path route device assembly
        """);

    /// <summary>Signatures of methods and of file formats.</summary>
    static readonly HashSet<string> OpenSignatures = NameWords.Set("""
        method file magic type function generic format image png zip gif jpeg pdf delegate member call archive field property event parameter overload constructor calling stand local central directory record block chunk section disk pe dos riff wave exe class lambda operator schema
        """);

    /// <summary>What a key opens, if it is a secret one.</summary>
    static readonly HashSet<string> ClosedKeys = NameWords.Set("api secret auth authentication authorization signing sign private shared master encryption encrypt encrypting decryption crypto cryptographic hmac mac aes des symmetric webhook jwt admin session host service rsa cipher access security passkey");

    /// <summary>Keys that only find something.</summary>
    static readonly HashSet<string> OpenKeys = NameWords.Set("cache partition primary foreign row sort lookup index hash map dictionary group object resource redis routing storage entity table item unique natural composite settings setting config configuration registry hot shortcut localization translation");

    static readonly HashSet<string> Codes = NameWords.Set("otp totp hotp mfa verification recovery reset backup factor time authorization auth security activation login passcode");

    static readonly HashSet<string> Passwords = NameWords.Set("password passwd pwd passphrase passcode pass");

    static readonly HashSet<string> OneTime = NameWords.Set("otp totp hotp");

    static readonly HashSet<string> Forgery = NameWords.Set("csrf xsrf antiforgery");

    static readonly HashSet<string> Digests = NameWords.Set("hash digest hashed mac hmac");

    const int MostKept = 20_000;

    static readonly ConcurrentDictionary<string, NameWords> Known = new(StringComparer.Ordinal);

    static int kept;

    static NameWords WordsOf(string name) => Known.TryGetValue(name, out var words) ? words : kept++ > MostKept ? NameWords.Of(name) : Known.GetOrAdd(name, NameWords.Of);

    /// <summary>A secret that somebody shows and that is compared: a token, a signature, a one-time password, a hashed password.</summary>
    public static bool IsShown(string name)
    {
        var words = WordsOf(name);
        return !words.Words.Any(Never.Contains) && IsShown(words.Bare);
    }

    static bool IsShown(ImmutableArray<string> words)
    {
        if (words.IsEmpty) return false;
        var (noun, before) = (words[words.Length - 1], words.RemoveAt(words.Length - 1));
        return noun switch
        {
            "token" or "jwt" => !before.Any(OpenTokens.Contains),
            "signature" => !before.Any(OpenSignatures.Contains),
            "hmac" or "secret" => true,
            "mac" => !before.Any(b => b is "device" or "host" or "network" or "source" or "target" or "client" or "adapter"),
            "key" => IsClosedKey(before) && !before.Contains("access") && !before.Contains("host") && !before.Contains("service"),
            "code" => before.Any(Codes.Contains),
            _ when OneTime.Contains(noun) || Forgery.Contains(noun) => true,
            _ when Digests.Contains(noun) => before.Any(Passwords.Contains) || IsShown(before),
            _ when Passwords.Contains(noun) => before.Contains("hashed") || before.Contains("encrypted"),
            _ => false,
        };
    }

    /// <summary>A key that encrypts, signs or lets in, as <c>apiKey</c> and <c>signingKey</c> are.</summary>
    static bool IsClosedKey(ImmutableArray<string> before) => before.Any(ClosedKeys.Contains) && !before.Any(OpenKeys.Contains);

    /// <summary>A secret that is made of random numbers: a key, a salt, a password, a token.</summary>
    /// <param name="name">The name of what the value is put into.</param>
    /// <param name="isBytes">Whether it holds bytes: then a mere "key" is one.</param>
    /// <param name="isText">Whether it holds text: then a mere "pin" is one.</param>
    public static bool IsDrawn(string name, bool isBytes, bool isText)
    {
        var all = WordsOf(name);
        var words = all.Bare;
        if (words.IsEmpty || all.Words.Any(Never.Contains)) return false;
        var noun = words[words.Length - 1];
        var before = words.RemoveAt(words.Length - 1);
        if (isText && noun.Length > 3 && noun.EndsWith("s", StringComparison.Ordinal)) noun = noun.Substring(0, noun.Length - 1);
        return noun switch
        {
            "token" or "jwt" => !before.Any(OpenTokens.Contains),
            "secret" or "salt" or "nonce" or "iv" or "credential" or "pepper" => true,
            "session" => true,
            "vector" => before.Contains("init") || before.Contains("initialization") || before.Contains("initial"),
            "pin" => isText,
            "id" => before.LastOrDefault() == "session",
            "key" => IsClosedKey(before) || isBytes && !before.Any(OpenKeys.Contains),
            "code" => before.Any(Codes.Contains),
            "pass" => false,
            _ => Passwords.Contains(noun) || OneTime.Contains(noun) || Forgery.Contains(noun),
        };
    }

    /// <summary>A secret that a program is given: a password, a token, a key that lets in.</summary>
    public static bool IsGiven(string name)
    {
        var all = WordsOf(name);
        var words = all.Bare;
        return !words.IsEmpty && !all.Words.Any(w => Never.Contains(w) || Locked.Contains(w) || MadeUp.Contains(w)) && IsGiven(words);
    }

    static bool IsGiven(ImmutableArray<string> words)
    {
        var noun = words[words.Length - 1];
        var before = words.RemoveAt(words.Length - 1);
        return noun switch
        {
            "token" or "jwt" => !before.Any(OpenTokens.Contains),
            "secret" or "credential" => true,
            "key" => IsClosedKey(before),
            "pass" => before.Any(b => b is "user" or "db" or "database" or "smtp" or "mail" or "ftp" or "admin" or "sql" or "root"),
            _ => Passwords.Contains(noun),
        };
    }

    /// <summary>Whether a setting holds a secret: <c>JWT_SECRET</c>, <c>Jwt:Key</c>, <c>DB_PASSWORD</c>.</summary>
    public static bool IsSetting(string key) => IsGiven(key) || WordsOf(key) is { Words: [.., "pass" or "pw"] };

    /// <summary>Whether a name says that what it holds was made up: of a test, of an emulator.</summary>
    public static bool IsMadeUp(string name) => WordsOf(name).Words.Any(MadeUp.Contains);

    /// <summary>Whether a name is that of several tokens that nobody keeps secret: of separators, of pages.</summary>
    public static bool IsOpenTokens(string name) => name.EndsWith("okens", StringComparison.Ordinal) && WordsOf(name).Bare is [.. var before, "tokens"] && before.Any(OpenTokens.Contains);

    /// <summary>What the words of a name say about it.</summary>
    public static bool Mentions(string name, params string[] words) => WordsOf(name).Words.Any(words.Contains);
}
