using Microsoft.CodeAnalysis;

namespace PyIdioms.Analyzers.Security;

/// <summary>Whether a fast hash of a password is what somebody else demands: a login protocol, or a list of leaked passwords.</summary>
static class Demands
{
    static readonly HashSet<string> Protocols = ["scram", "sasl", "ntlm", "kerberos", "pwned", "hibp", "breached", "leaked", "compromised"];

    public static bool IsProtocol(ISymbol? member)
    {
        for (var at = member; at is not (null or INamespaceSymbol); at = at.ContainingSymbol)
        {
            var words = PasswordNames.Split(at.Name);
            if (words.Any(Protocols.Contains) || words.Contains("digest") && words.Any(w => w is "auth" or "authentication" or "http" or "access")) return true;
        }
        return false;
    }
}
