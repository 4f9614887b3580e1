using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;

namespace PyIdioms.Analyzers.Security;

/// <summary>A hash that PBKDF2 can be made of, and how often it has to run: what OWASP's password storage guide recommends, and the least that is accepted.</summary>
sealed class Pbkdf2Prf(string name, string option, long floor, long recommended)
{
    public static readonly Pbkdf2Prf Sha256 = new("SHA-256", "sha256", 480_000, 600_000);
    public static readonly Pbkdf2Prf Sha512 = new("SHA-512", "sha512", 210_000, 210_000);
    public static readonly Pbkdf2Prf Sha1 = new("SHA-1", "sha1", 1_300_000, 1_300_000);

    public static readonly ImmutableArray<Pbkdf2Prf> All = [Sha256, Sha512, Sha1];

    public string Name => name;
    public long Recommended => recommended;

    public Number Floor { get; } = new("pbkdf2_iterations." + option, floor, $"The fewest iterations of PBKDF2 with {name} that are accepted.");

    /// <summary>The hashes that a value names; null among them stands for one that is not known.</summary>
    public static IEnumerable<Pbkdf2Prf?> Of(Value? value)
    {
        if (value is null) return [null];
        var found = new HashSet<Pbkdf2Prf?>();
        foreach (var part in value.Origins.Where(o => o.Level == Level.Unknown)) found.Add(Named(part.Chain().Select(p => p.Symbol).FirstOrDefault(IsName)?.Name));
        if (!value.Constants.IsDefault) found.UnionWith(value.Constants.Select(c => c is long number ? Numbered(number) : Named(c as string)));
        return found.Count == 0 ? [null] : found;
    }

    static bool IsName(ISymbol? symbol) => symbol is IPropertySymbol { IsStatic: true, ContainingType.Name: "HashAlgorithmName" };

    static Pbkdf2Prf? Named(string? hash) => hash?.Replace("-", "").ToUpperInvariant() switch
    {
        "SHA256" => Sha256,
        "SHA384" or "SHA512" => Sha512,
        "SHA1" or "MD5" => Sha1,
        _ => null,
    };

    /// <summary>KeyDerivationPrf of ASP.NET Core.</summary>
    static Pbkdf2Prf? Numbered(long prf) => prf switch { 0 => Sha1, 1 => Sha256, 2 => Sha512, _ => null };
}
