using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Security;

/// <summary>A cipher with 64-bit blocks or short keys, or a mode that encrypts equal blocks alike.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WeakCipher() : Rule(Descriptor, ModeDescriptor)
{
    const long Ecb = 2;

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI1009",
        title: "Weak cipher", message: "'{0}' is weak: use AesGcm, or Aes with a random IV and an authentication code", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor ModeDescriptor = Define("PYI1009",
        title: "Weak cipher", message: "ECB encrypts equal blocks to equal blocks, so the text shows through: use AesGcm, or CBC with a random IV and an authentication code", DiagnosticSeverity.Warning);

    static readonly OperationKind[] Kinds = [.. Sinks.Kinds, OperationKind.MethodReference];

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("System.Security.Cryptography.SymmetricAlgorithm") is null) return;
        context.WatchRoles(Check, Kinds, null, "cipher", "ecb", "cipher_name", "mode");
    }

    static void Check(Sighting context)
    {
        var operation = context.Operation;
        ISymbol? member = operation switch
        {
            IInvocationOperation { TargetMethod: { MethodKind: not MethodKind.Constructor } called } => called,
            IObjectCreationOperation creation => creation.Constructor,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        };
        if (Arriving.Is(context, member, "cipher") && !BlockModes.Implements(context.ContainingSymbol, member!.ContainingType, NameOf(member.ContainingType))) Report(Descriptor, NameOf(member!.ContainingType));
        if (Arriving.Is(context, member, "ecb")) Report(ModeDescriptor);
        foreach (var arrival in Arriving.At(context, "cipher_name"))
        {
            if (Arriving.Constants(context, arrival.Value).OfType<string>().FirstOrDefault(IsWeak) is { } name) Report(Descriptor, name);
        }
        foreach (var arrival in Arriving.At(context, "mode"))
        {
            if (Arriving.Constants(context, arrival.Value).Contains(Ecb) && !BlockModes.Need(context.Operation, context.ContainingSymbol) && context.IsReached(arrival.Value)) context.ReportDiagnostic(Diagnostic.Create(ModeDescriptor, arrival.Value.Syntax.GetLocation()));
        }

        void Report(DiagnosticDescriptor descriptor, params object[] arguments) => context.ReportDiagnostic(Diagnostic.Create(descriptor, operation.Syntax.GetLocation(), arguments));
    }

    static string NameOf(INamedTypeSymbol type) => type.Name.Replace("CryptoServiceProvider", "").Replace("Cng", "").Replace("Engine", "");

    /// <summary>The names by which the framework makes them: "DES", "3DES", "System.Security.Cryptography.RC2".</summary>
    static bool IsWeak(string name) => name.Substring(name.LastIndexOf('.') + 1).Replace(" ", "").Replace("CryptoServiceProvider", "").ToUpperInvariant() is "DES" or "3DES" or "TRIPLEDES" or "RC2";
}
