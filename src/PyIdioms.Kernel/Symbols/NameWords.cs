using System.Collections.Immutable;

namespace PyIdioms.Kernel.Symbols;

/// <summary>The words of an identifier or of a key: <c>expectedHmacHex</c> is "expected", "hmac", "hex"; <c>Jwt__Secret</c> is "jwt", "secret".</summary>
public sealed class NameWords
{
    /// <summary>Words that are often written as one.</summary>
    static readonly Dictionary<string, string[]> Compounds = Pairs(
        "apikey:api key", "apikeys:api keys", "apisecret:api secret", "apitoken:api token", "authtoken:auth token", "authkey:auth key", "accesstoken:access token", "accesskey:access key", "refreshtoken:refresh token",
        "idtoken:id token", "sessionid:session id", "sessiontoken:session token", "clientsecret:client secret", "secretkey:secret key", "privatekey:private key", "publickey:public key", "signingkey:signing key",
        "encryptionkey:encryption key", "masterkey:master key", "sharedkey:shared key", "sharedsecret:shared secret", "appsecret:app secret", "jwtsecret:jwt secret", "jwtkey:jwt key", "dbpassword:db password", "userpassword:user password",
        "passwordhash:password hash", "pwdhash:pwd hash", "csrftoken:csrf token", "xsrftoken:xsrf token", "webhooksecret:webhook secret", "cachekey:cache key", "primarykey:primary key", "username:user name",
        "otpcode:otp code", "totpcode:totp code", "tokenhash:token hash", "resettoken:reset token", "connectionstring:connection string", "secretaccesskey:secret access key", "keyid:key id", "macaddress:mac address");

    /// <summary>Words behind a noun that say how it is written down, not what it is.</summary>
    static readonly HashSet<string> Dressing = Set("hex base b64 bytes byte string str text value raw encoded utf lower upper lowercase uppercase span array chars plain plaintext async normalized trimmed optional var field param sha md");

    NameWords(ImmutableArray<string> words) => Words = words;

    /// <summary>All words, in lower case, numbers left out.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>The words up to the noun that says what it is: <c>signatureHex</c> is a signature.</summary>
    public ImmutableArray<string> Bare
    {
        get
        {
            var end = Words.Length;
            while (end > 1 && Dressing.Contains(Words[end - 1])) end--;
            return end == Words.Length ? Words : Words.RemoveRange(end, Words.Length - end);
        }
    }

    public static NameWords Of(string name)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        for (var start = 0; start < name.Length;)
        {
            if (!char.IsLetter(name[start]))
            {
                start++;
                continue;
            }
            var end = EndOf(name, start);
            var word = name.Substring(start, end - start).ToLowerInvariant();
            if (Compounds.TryGetValue(word, out var parts)) words.AddRange(parts);
            else words.Add(word);
            start = end;
        }
        return new(words.ToImmutable());
    }

    /// <summary>Where a word ends: before a capital that follows a small letter, before the last capital of several that a small letter follows.</summary>
    static int EndOf(string name, int start)
    {
        var end = start + 1;
        while (end < name.Length && char.IsLetter(name[end]))
        {
            var isStart = char.IsUpper(name[end]) && (!char.IsUpper(name[end - 1]) || end + 1 < name.Length && char.IsLower(name[end + 1]) && !IsPlural(name, end));
            if (isStart) break;
            end++;
        }
        return end;
    }

    /// <summary>OTPs: a small s behind capitals ends their word.</summary>
    static bool IsPlural(string name, int at) => name[at + 1] == 's' && (at + 2 == name.Length || !char.IsLower(name[at + 2]));

    /// <summary>The words of a table.</summary>
    public static HashSet<string> Set(string words) => new(words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    static Dictionary<string, string[]> Pairs(params string[] pairs) => pairs.Select(p => p.Split(':')).ToDictionary(p => p[0], p => p[1].Split(' '), StringComparer.Ordinal);
}
