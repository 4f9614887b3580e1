using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Analyzers.Types;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Security;

/// <summary>A password that goes through a hash made to be fast: whoever gets the hashes tries billions of passwords a second.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FastPasswordHash() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI1007",
        title: "Password in a fast hash", message: "'{0}' is a password, and '{1}' is fast: derive it with Argon2, bcrypt or PBKDF2 and a random salt", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.WatchRoles(Check, [OperationKind.Invocation], null, "hash");

    static void Check(Sighting context)
    {
        foreach (var arrival in Arriving.At(context, "hash"))
        {
            if (context.ValueOf(arrival.Value) is not { Level: not Level.Literal } value || value.Origins.FirstOrDefault(PasswordNames.IsPassword) is not { } password || Demands.Are(context.ContainingSymbol, context.Operation)) continue;
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, arrival.Value.Syntax.GetLocation(), SqlText.Places(password), SqlText.NameOf(password), Algorithm(arrival.Target)));
            return;
        }
    }

    static string Algorithm(ISymbol method) => method.ContainingType.Name is "HashAlgorithm" or "CryptographicOperations" or "FormsAuthentication" ? method.Name : method.ContainingType.Name;
}
