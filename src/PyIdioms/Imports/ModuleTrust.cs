using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace PyIdioms;

/// <summary>Decides which bytes may become code of this process. A module that is loaded can do whatever the process can.</summary>
public abstract class ModuleTrust
{
    /// <summary>Refuses bytes that are not trusted.</summary>
    /// <param name="name">The module's name.</param>
    /// <param name="image">The assembly.</param>
    /// <param name="signature">What came along with it; empty for nothing.</param>
    /// <exception cref="UntrustedModuleException">They are not trusted.</exception>
    public abstract void Check(string name, ReadOnlySpan<byte> image, ReadOnlySpan<byte> signature);

    /// <summary>These modules in exactly these versions: whoever can write where they are stored can change nothing.</summary>
    /// <param name="sha256">The SHA-256 of each module's assembly in hexadecimal digits, by the module's name.</param>
    /// <exception cref="FormatException">A hash is none.</exception>
    public static ModuleTrust Pinned(IReadOnlyDictionary<string, string> sha256) => new Pins(sha256.ToFrozenDictionary(static pin => pin.Key, static pin => HashOf(pin.Value), StringComparer.Ordinal));

    /// <summary>Any module that the owner of a key has signed under its name; an older version that was signed once stays trusted.</summary>
    /// <param name="publicKey">The key; it is copied.</param>
    public static ModuleTrust Signed(ECDsa publicKey) => new Signatures(publicKey.ExportParameters(includePrivateParameters: false));

    /// <summary>Everything, as Python does: for bytes that nobody else can write.</summary>
    public static ModuleTrust Unverified { get; } = new Anything();

    /// <summary>Signs a module, so that <see cref="Signed"/> trusts it.</summary>
    /// <param name="name">The module's name: under another one it is not trusted.</param>
    /// <param name="image">The assembly.</param>
    /// <param name="privateKey">The key.</param>
    /// <returns>The signature: ECDSA over SHA-256.</returns>
    public static byte[] Sign(string name, ReadOnlySpan<byte> image, ECDsa privateKey) => privateKey.SignData(Signable(name, image), HashAlgorithmName.SHA256);

    /// <summary>The name and the hash of what stands under it, told apart from anything else that the key may sign.</summary>
    static byte[] Signable(string name, ReadOnlySpan<byte> image) => [.. "PyIdioms.Module\0"u8, .. Encoding.UTF8.GetBytes(name), 0, .. SHA256.HashData(image)];

    static byte[] HashOf(string digits) => Convert.FromHexString(digits) is { Length: SHA256.HashSizeInBytes } hash ? hash : throw new FormatException($"'{digits}' is no SHA-256: it has {SHA256.HashSizeInBytes * 2} hexadecimal digits.");

    sealed class Pins(FrozenDictionary<string, byte[]> hashes) : ModuleTrust
    {
        public override void Check(string name, ReadOnlySpan<byte> image, ReadOnlySpan<byte> signature)
        {
            if (!hashes.TryGetValue(name, out var pinned)) throw new UntrustedModuleException($"Module '{name}' is not pinned.", name);
            if (!CryptographicOperations.FixedTimeEquals(pinned, SHA256.HashData(image))) throw new UntrustedModuleException($"Module '{name}' is not the one that is pinned: its SHA-256 is {Convert.ToHexStringLower(SHA256.HashData(image))}.", name);
        }
    }

    sealed class Signatures(ECParameters key) : ModuleTrust
    {
        public override void Check(string name, ReadOnlySpan<byte> image, ReadOnlySpan<byte> signature)
        {
            using var verifier = ECDsa.Create(key);
            if (!verifier.VerifyData(Signable(name, image), signature, HashAlgorithmName.SHA256)) throw new UntrustedModuleException($"Module '{name}' is {(signature.IsEmpty ? "not signed" : "signed by somebody else, or changed")}.", name);
        }
    }

    sealed class Anything : ModuleTrust
    {
        public override void Check(string name, ReadOnlySpan<byte> image, ReadOnlySpan<byte> signature) { }
    }
}
