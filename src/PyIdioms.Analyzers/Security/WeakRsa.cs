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

/// <summary>An RSA key that can be factored, or the padding whose errors give a message away.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WeakRsa() : Rule(Descriptor, PaddingDescriptor)
{
    /// <summary>The fewest bits accepted, and those that a fix writes.</summary>
    public const long Least = 2048, Recommended = 3072;

    /// <summary>No elliptic curve has a key of more bits: a larger number is one of RSA.</summary>
    const long LargestCurve = 640;

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI1010",
        title: "Weak RSA", message: "{0} bits are too few for an RSA key: use 3,072, or at least 2,048", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor PaddingDescriptor = Define("PYI1010",
        title: "Weak RSA", message: "PKCS#1 v1.5 padding lets whoever sees the errors decrypt (Bleichenbacher): use OAEP", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("System.Security.Cryptography.RSA") is null) return;
        context.WatchRoles(Check, Sinks.Kinds, Words.Of(["RSACryptoServiceProvider"]), "bits", "padding");
    }

    static void Check(Sighting context)
    {
        if (context.Operation is IObjectCreationOperation { Constructor.ContainingType: { Name: "RSACryptoServiceProvider" } type } creation && type.ContainingNamespace.Name == "Cryptography" && MakesKey(creation))
        {
            if (!TakesKeyOver(creation)) context.ReportDiagnostic(Diagnostic.Create(Descriptor, creation.Syntax.GetLocation(), Text(1024)));
            return;
        }
        foreach (var arrival in Arriving.At(context, "bits"))
        {
            if (Fewest(arrival.Target, context.Operation) is not { } fewest) continue;
            var bits = Arriving.Constants(context, arrival.Value).OfType<long>().Where(b => b >= fewest && b < Least).ToList();
            if (bits.Count > 0) context.ReportDiagnostic(Diagnostic.Create(Descriptor, arrival.Value.Syntax.GetLocation(), Text(bits.Min())));
        }
        foreach (var arrival in Arriving.At(context, "padding"))
        {
            var isWeak = arrival.Parameter?.Type.SpecialType == SpecialType.System_Boolean ? Arriving.Constants(context, arrival.Value).Contains(false)
                : context.SettingOf(arrival.Value) is { } value && value.Origins.Any(o => o.IsWhole && o.Chain().Any(IsPkcs1));
            if (isWeak) context.ReportDiagnostic(Diagnostic.Create(PaddingDescriptor, arrival.Value.Syntax.GetLocation()));
        }
    }

    static bool IsPkcs1(Origin part) => part.Symbol is IPropertySymbol { Name: "Pkcs1", IsStatic: true, ContainingType.Name: "RSAEncryptionPadding" };

    /// <summary>The smallest number that is a size of an RSA key: a size can be set on every asymmetric algorithm, and other ones need fewer bits; null for those.</summary>
    static long? Fewest(ISymbol member, IOperation operation)
    {
        if (member.Name != "KeySize") return 1;
        var type = operation is IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: var instance } } ? Made.Bare(instance)?.Type : null;
        return type.IsOrInherits("System.Security.Cryptography.RSA", includingInterfaces: false) ? 1
            : type is null || type.IsNamed("System.Security.Cryptography.AsymmetricAlgorithm") ? LargestCurve : null;
    }

    /// <summary>Whether a key of the default size is made: nothing is said about it, or parameters are passed that name no container to open.</summary>
    static bool MakesKey(IObjectCreationOperation creation)
    {
        if (creation.Arguments is not [var only]) return creation.Arguments.IsEmpty;
        return only.Parameter?.Type.Name == "CspParameters" && Made.Of(only.Value).ToList() is [{ Arguments: not [_, _, _, ..] } parameters] && !Settings(parameters).Any(IsContainer);
    }

    static IEnumerable<IOperation> Settings(IObjectCreationOperation parameters) => (parameters.Initializer?.Initializers ?? [])
        .Concat(Made.Holder(parameters) is { } holder ? parameters.Root().Descendants().Where(o => o is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: { } instance } } && SymbolEqualityComparer.Default.Equals(holder, Symbol(instance))) : []);

    static bool IsContainer(IOperation setting) => setting is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member.Name: "KeyContainerName" or "Flags" } };

    static ISymbol? Symbol(IOperation operation) => Made.Bare(operation) switch { ILocalReferenceOperation local => local.Local, IMemberReferenceOperation member => member.Member, _ => null };

    /// <summary>Whether the object gets its key from elsewhere: it is imported, or given to somebody who may do that, or its size is set.</summary>
    static bool TakesKeyOver(IObjectCreationOperation creation)
    {
        if (creation.Initializer is { } initializer && initializer.Initializers.Any(i => i is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "KeySize" } })) return true;
        if (creation.Parent is IArgumentOperation { Parent: IInvocationOperation passed } && MayImport(passed.TargetMethod)) return true;
        if (creation.Parent is IInvocationOperation { TargetMethod: var direct } && Imports(direct.Name)) return true;
        return Made.Holder(creation) switch
        {
            ILocalSymbol local => creation.Root().Descendants().Any(o => o is ILocalReferenceOperation { Local: var used } && SymbolEqualityComparer.Default.Equals(used, local) && IsImport(o)),
            IFieldSymbol or IPropertySymbol => KeyImports.Into(Made.Holder(creation)!),
            _ => false,
        };
    }

    static bool IsImport(IOperation use)
    {
        var outer = use.Parent;
        while (outer is IConversionOperation) outer = outer.Parent;
        return outer switch
        {
            IInvocationOperation call => Imports(call.TargetMethod.Name),
            IArgumentOperation { Parent: IInvocationOperation call } => MayImport(call.TargetMethod),
            IPropertyReferenceOperation { Property.Name: "KeySize", Parent: ISimpleAssignmentOperation assignment } property => assignment.Target == property,
            _ => false,
        };
    }

    static bool MayImport(IMethodSymbol method) => Imports(method.Name) || !method.DeclaringSyntaxReferences.IsEmpty;

    internal static bool Imports(string method) => method.StartsWith("Import", StringComparison.Ordinal) || method.StartsWith("From", StringComparison.Ordinal) || method.StartsWith("Load", StringComparison.Ordinal);

    static string Text(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
