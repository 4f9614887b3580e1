using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Security;

/// <summary>A signature, a token or another secret compared up to the first difference: the time it takes tells how much of a guess is right.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VariableTimeComparison() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI1003",
        title: "Secret compared in variable time", message: "'{0}' is compared up to the first difference, and the time tells how far a guess is right: compare in constant time", DiagnosticSeverity.Warning);

    static readonly Words Named = Words.Where(SecretNames.IsShown);

    static readonly Mentions Keyed = new("HMAC", "Hmac", "HMac", "KeyedHash", "Pbkdf2", "Rfc2898", "Kmac", "MACTripleDES", "HKDF", "BCrypt", "Argon2", "SCrypt", "MacAlgorithm", "Sp800108", "SP800108");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.Watch(tree => Words.Any(Named, Keyed.WordsFor(tree, context.Compilation, context.CancellationToken)), Check, Comparison.Kinds);

    static void Check(Sighting context)
    {
        if (Comparison.Of(context.Operation) is not { } comparison || TestCode.IsTest(context.ContainingSymbol)) return;
        var apis = ProjectApis.Of(context.Options, context.CancellationToken);
        if ((ByValue(context, comparison, apis) ?? ByName(context, comparison, apis)) is not { } secret) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, comparison.Whole.GetLocation(), secret));
    }

    /// <summary>The result of a keyed hash or a derived key, on one side.</summary>
    static string? ByValue(Sighting context, Comparison comparison, Apis apis)
    {
        if (IsNothing(comparison.Left) || IsNothing(comparison.Right)) return null;
        var (left, right) = (SecretIn(context, comparison.Left, apis), SecretIn(context, comparison.Right, apis));
        // Two results of a keyed hash tell nothing of what went into them.
        return left is null || right is null ? left ?? right : null;
    }

    static bool IsNothing(IOperation operand) => operand.ConstantValue is { HasValue: true, Value: null or "" } || operand is IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } };

    static string? SecretIn(Sighting context, IOperation operand, Apis apis)
    {
        if (operand.ConstantValue.HasValue || !Keyed.MayReach(operand.Syntax, context.Compilation, context.CancellationToken)) return null;
        if (context.ValueOf(operand)?.FromKeyedHash(apis) is null) return null;
        var text = string.Join(" ", operand.Syntax.ToString().Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)).Replace("( ", "(");
        return text.Length <= 40 ? text : text.Substring(0, 39) + "…";
    }

    static string? ByName(Sighting context, Comparison comparison, Apis apis)
    {
        if (context.Operation is IIsPatternOperation) return null;
        var left = SecretOperand.NameOf(comparison.Left, apis, context.CancellationToken);
        var right = SecretOperand.NameOf(comparison.Right, apis, context.CancellationToken);
        if ((left ?? right) is not { } secret || Harmless.Is(comparison, secret, context.ContainingSymbol, context.CancellationToken)) return null;
        return IsSpelledOut(context, comparison.Left) || IsSpelledOut(context, comparison.Right) ? null : secret;
    }

    /// <summary>Whether one of both is text or bytes of the program: what has the name of a secret is then the mark of a format, or PYI1005's.</summary>
    static bool IsSpelledOut(Sighting context, IOperation other) => context.ValueOf(other) is { Level: Level.Literal, Origins.IsEmpty: true, IsNothing: false };
}
