using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Security;

/// <summary>Whether a fast hash of a password is what somebody else demands: a login protocol, a server that is asked here, a list of leaked passwords; or it is a step of a function that derives slowly.</summary>
static class Demands
{
    static readonly HashSet<string> Protocols = ["scram", "sasl", "ntlm", "kerberos", "cram", "pwned", "hibp", "breached", "leaked", "compromised", "bcrypt", "scrypt", "argon", "pbkdf", "kdf", "hkdf"];

    public static bool Are(ISymbol? member, IOperation hash)
    {
        for (var at = member; at is not (null or INamespaceSymbol); at = at.ContainingSymbol)
        {
            var words = PasswordNames.Split(at.Name);
            var isLogin = words.Any(w => w is "auth" or "authenticate" or "authentication" or "authenticator");
            if (words.Any(Protocols.Contains) || words.Contains("digest") && (isLogin || words.Any(w => w is "http" or "access")) || isLogin && words.Any(w => w is "md" or "sha")) return true;
        }
        return hash.Root().Descendants().Any(o => IsRequest(o) || IsChallenge(o));
    }

    /// <summary>A message to a server, or what it carries.</summary>
    static bool IsRequest(IOperation operation) => operation is IObjectCreationOperation { Type: { Name: "HttpRequestMessage" or "StringContent" or "FormUrlEncodedContent" or "ByteArrayContent", ContainingNamespace: { Name: "Http", ContainingNamespace.Name: "Net" } } };

    /// <summary>What a server sent to be hashed with the password.</summary>
    static bool IsChallenge(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => Says(local.Local.Name),
        IMemberReferenceOperation member => Says(member.Member.Name),
        IParameterReferenceOperation parameter => Says(parameter.Parameter.Name),
        _ => false,
    };

    static bool Says(string name) => PasswordNames.Split(name) is [.., "challenge" or "realm"];
}
