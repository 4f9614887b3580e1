using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Security;

/// <summary>A password derived in so few rounds that guessing it is cheap.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WeakKdf() : Rule(Descriptor, OldDescriptor, IdentityDescriptor)
{
    /// <summary>Properties of a finding: the number to write, the least that is accepted, and whether the hash has to be said too.</summary>
    public const string Recommended = nameof(Recommended), Least = nameof(Least), NeedsHash = nameof(NeedsHash);

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI1008",
        title: "Too few iterations for a password", message: "{0} iterations of PBKDF2 with {1} are fewer than {2}: whoever gets the hash can afford to guess", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor OldDescriptor = Define("PYI1008",
        title: "Too few iterations for a password", message: "'{0}' is PBKDF1, which is fast: derive the key with Rfc2898DeriveBytes.Pbkdf2", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor IdentityDescriptor = Define("PYI1008",
        title: "Too few iterations for a password", message: "Version 2 of Identity makes 1,000 iterations of PBKDF2 with SHA-1: use version 3", DiagnosticSeverity.Warning);

    public override ImmutableArray<Option> Options => [.. Pbkdf2Prf.All.Select(p => p.Floor)];

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.WatchRoles(Check, Sinks.Kinds, Words.Of(["PasswordDeriveBytes"]), "kdf", "kdf_version");
    }

    static void Check(Sighting context)
    {
        if (context.Operation is IObjectCreationOperation { Constructor.ContainingType: { Name: "Rfc2898DeriveBytes" or "PasswordDeriveBytes" } type } creation && type.ContainingNamespace.Name == "Cryptography" && !creation.Arguments.Any(a => a.Parameter?.Name == "iterations"))
        {
            if (type.Name == "PasswordDeriveBytes") context.ReportDiagnostic(Diagnostic.Create(OldDescriptor, creation.Syntax.GetLocation(), type.Name));
            else if (!Overwrites.IsOverwritten(creation)) Report(context, creation.Syntax, [1000], [Pbkdf2Prf.Sha1], needsHash: true);
            return;
        }
        foreach (var arrival in Arriving.At(context, "kdf_version"))
        {
            if (Arriving.Constants(context, arrival.Value).Contains(0L)) context.ReportDiagnostic(Diagnostic.Create(IdentityDescriptor, arrival.Value.Syntax.GetLocation()));
        }
        foreach (var arrival in Arriving.At(context, "kdf"))
        {
            if (Overwrites.IsOverwritten(context.Operation)) continue;
            var rounds = Arriving.Constants(context, arrival.Value).OfType<long>().ToList();
            if (rounds.Count > 0) Report(context, arrival.Value.Syntax, rounds, Hashes(context, context.Operation, out var isDefault), needsHash: isDefault);
        }
    }

    /// <summary>The hashes that the rounds are made of.</summary>
    static IEnumerable<Pbkdf2Prf?> Hashes(Sighting context, IOperation operation, out bool isDefault)
    {
        isDefault = false;
        switch (operation)
        {
            case IInvocationOperation call: return HashAmong(context, call.Arguments) ?? [null];
            case IObjectCreationOperation creation:
                var named = HashAmong(context, creation.Arguments);
                isDefault = named is null;
                return named ?? [Pbkdf2Prf.Sha1];
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.ContainingType.Name: "PasswordHasherOptions" } }: return [Pbkdf2Prf.Sha512];
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: var instance } }:
                IEnumerable<IObjectCreationOperation> made = instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } ? [.. Initialized(operation)] : Made.Of(instance);
                var hashes = made.SelectMany(m => HashAmong(context, m.Arguments) ?? [Pbkdf2Prf.Sha1]).Distinct().ToList();
                return hashes.Count == 0 ? [null] : hashes;
            default: return [null];
        }
    }

    static IEnumerable<IObjectCreationOperation> Initialized(IOperation assignment) =>
        assignment.Parent is IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation creation } ? [creation] : [];

    static IEnumerable<Pbkdf2Prf?>? HashAmong(Sighting context, ImmutableArray<IArgumentOperation> arguments) =>
        arguments.FirstOrDefault(a => a.Parameter?.Type.Name is "HashAlgorithmName" or "KeyDerivationPrf") is { } hash ? Pbkdf2Prf.Of(context.SettingOf(hash.Value)) : null;

    /// <summary>
    /// Rounds and hashes may have been chosen together: a number is too low when it is too low for every hash, a hash asks too much
    /// when it asks more than every number.
    /// </summary>
    static void Report(Sighting context, SyntaxNode place, List<long> rounds, IEnumerable<Pbkdf2Prf?> hashes, bool needsHash)
    {
        var tree = place.SyntaxTree;
        var least = Pbkdf2Prf.All.Min(p => p.Floor.At(context.Options, tree));
        var floors = hashes.Select(p => (Hash: p, Floor: p?.Floor.At(context.Options, tree) ?? least)).OrderByDescending(f => f.Floor).ToList();
        if (rounds.Min() >= floors[floors.Count - 1].Floor && rounds.Max() >= floors[0].Floor) return;
        var (hash, floor) = rounds.Max() < floors[0].Floor ? floors[0] : floors[floors.Count - 1];
        var better = needsHash ? Pbkdf2Prf.Sha256 : hash ?? Pbkdf2Prf.Sha256;
        var accepted = better == hash ? floor : Math.Max(floor * (needsHash ? 0 : 1), better.Floor.At(context.Options, tree));
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(Recommended, Math.Max(accepted, better.Recommended).ToString(CultureInfo.InvariantCulture))
            .Add(Least, accepted.ToString(CultureInfo.InvariantCulture));
        if (needsHash) properties = properties.Add(NeedsHash, "");
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), properties, Text(rounds.Min()), hash?.Name ?? "any hash", Text(floor)));
    }

    static string Text(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
