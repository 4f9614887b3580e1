using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Analyzers.Types;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Security;

/// <summary>A key, a password or a token that the source spells out: everybody who reads the program has it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HardcodedSecret() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI1005",
        title: "Secret in the source", message: "'{0}' gets a secret that stands in the source: read it from configuration, the environment or a vault", DiagnosticSeverity.Warning);

    const int LeastAuth = 24;

    static readonly OperationKind[] Kinds = [.. NamedTarget.Kinds.Where(k => k is not (OperationKind.CompoundAssignment or OperationKind.Tuple))];

    /// <summary>Names of secrets, what a private key begins with, and what leads to a password inside a text.</summary>
    static readonly Words Named = Words.Any(Words.Where(SecretNames.IsGiven), Words.Where(IsAuth), Words.Where(EmbeddedSecret.MayBeUserInfo), Words.Of(["PRIVATE", "AccountKey"]));

    static readonly DeclaredNames Takers = new(SecretNames.IsGiven, DeclarationParts.Parameters);

    static readonly ReferencedNames ReferencedTakers = ReferencedNames.WithParameter(SecretNames.IsGiven);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) => context.WatchRoles(Check, Kinds,
        Words.Any(Named, Words.Of(Takers.In(context.Compilation, context.CancellationToken).All.Select(t => t.Name)), Words.Of(ReferencedTakers.In(context.Compilation))), "secret");

    static void Check(Sighting context)
    {
        HashSet<IOperation>? reported = null;
        foreach (var arrival in Arriving.At(context, "secret"))
        {
            if (TestCode.IsTest(context.ContainingSymbol) || IsNamesOnly(arrival.Value) || IsPassedOn(context, arrival.Value) || !IsFixed(context, arrival.Value)) continue;
            (reported ??= []).Add(arrival.Value);
            Report(context, arrival.Value, SqlText.NameOf(arrival.Target));
        }
        if (!MayBeSpelled(context.Operation)) return;
        foreach (var target in NamedTarget.Of(context.Operation, context.ContainingSymbol))
        {
            if (reported?.Contains(target.Value) == true || TestCode.IsTest(context.ContainingSymbol)) continue;
            if (IsTelling(target)) Report(context, target.Value, target.Name);
            else if (SpelledText.In(context, target.Value) is var (text, name)) Report(context, text, name);
        }
    }

    /// <summary>A cheap no: most operations put no text of the program anywhere.</summary>
    static bool MayBeSpelled(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Initializer.Value: var value }: return MayBeText(value);
            case ISymbolInitializerOperation initializer: return MayBeText(initializer.Value);
            case IAssignmentOperation assignment: return MayBeText(assignment.Value);
            case IReturnOperation { ReturnedValue: { } returned }: return MayBeText(returned);
            case IInvocationOperation call: return AnyText(call.Arguments);
            case IObjectCreationOperation creation: return AnyText(creation.Arguments);
            default: return false;
        }
    }

    static bool AnyText(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.Explicit && MayBeText(argument.Value)) return true;
        }
        return false;
    }

    static bool MayBeText(IOperation value)
    {
        while (value is IConversionOperation conversion) value = conversion.Operand;
        return value.ConstantValue is { HasValue: true, Value: var constant } ? constant is string { Length: >= SecretShape.Least }
            : value is IArrayCreationOperation or ICollectionExpressionOperation or IUtf8StringOperation or IInvocationOperation or IInterpolatedStringOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } or ICoalesceOperation or IConditionalOperation;
    }

    static void Report(Sighting context, IOperation value, string name) => context.ReportDiagnostic(Diagnostic.Create(Descriptor, value.Syntax.GetLocation(), name));

    /// <summary>CreateDecryptor(aes.Key, aes.IV): what a member of this role gave back was judged where it was put there.</summary>
    static bool IsPassedOn(Sighting context, IOperation value) => value is IPropertyReferenceOperation { Property: var property } && Arriving.Is(context, property, "secret");

    /// <summary>("username", "password"): each argument says what its parameter is called, to have one at all.</summary>
    static bool IsNamesOnly(IOperation value) => IsItsName(value)
        && (value.Parent?.Parent switch { IObjectCreationOperation creation => creation.Arguments, IInvocationOperation call => call.Arguments, _ => [] }).Count(a => IsItsName(a.Value)) > 1;

    static bool IsItsName(IOperation value) => value is { ConstantValue: { HasValue: true, Value: string text }, Parent: IArgumentOperation { Parameter.Name: var name } } && string.Equals(text, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether what an API gets is the same each time, on some way at least; nothing is no secret.</summary>
    static bool IsFixed(Sighting context, IOperation operation)
    {
        if (context.ValueOf(operation) is not { IsFixed: true } value) return false;
        return value.Constants.IsDefault || value.Constants.Any(c => c is string text ? text.Length > 0 && !SecretShape.IsPlaceholder(text) && SecretShape.IsNoPublicKey(text) : c is not (null or false));
    }

    /// <summary>Whether a name says secret, and the text or the bytes put there look like one.</summary>
    static bool IsTelling(NamedTarget target)
    {
        var value = Spelled(target.Value);
        if (value is null) return false;
        if (value.ConstantValue is { HasValue: true, Value: var constant })
        {
            if (constant is not string text || text.Length == 0) return false;
            return SecretShape.IsPrivateKey(text) || IsGiven(target.Name, text) && !IsOwnName(value) && SecretShape.IsTelling(text, target.Name);
        }
        return SecretNames.IsGiven(target.Name) && IsBytes(value);
    }

    /// <summary>What is only called <c>auth</c> is a secret where it is long.</summary>
    static bool IsGiven(string name, string text) => SecretNames.IsGiven(name) || text.Length >= LeastAuth && IsAuth(name);

    static bool IsAuth(string name) => name.EndsWith("uth", StringComparison.Ordinal) && NameWords.Of(name).Bare is [.., "auth"];

    /// <summary>The literal behind what only changes its form.</summary>
    static IOperation? Spelled(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case { ConstantValue.HasValue: true }: return operation;
                case IConversionOperation { OperatorMethod: null } or IParenthesizedOperation: operation = operation.ChildOperations.First(); break;
                case IArrayCreationOperation or ICollectionExpressionOperation: return operation;
                case IUtf8StringOperation { Value: var text } utf8: return utf8;
                case IInvocationOperation { TargetMethod: { Name: "GetBytes" or "FromBase64String" or "FromHexString" or "ToCharArray" or "ToArray" or "AsSpan" or "AsMemory" } } call:
                    if ((call.Arguments.FirstOrDefault()?.Value ?? call.Instance) is not { } inner) return null;
                    operation = inner;
                    break;
                default: return null;
            }
        }
    }

    /// <summary>Whether a constant has a name of its own that tells more: it is a secret, and reported where it is spelled out, or something else, as a client's id is.</summary>
    static bool IsOwnName(IOperation value) => value switch
    {
        IFieldReferenceOperation { Field: { Name: var name, ContainingType.Name: var type } } => SecretNames.IsGiven(name) || IsIdentifier(name) || SecretNames.IsMadeUp(name) || SecretNames.IsMadeUp(type),
        ILocalReferenceOperation { Local.Name: var name } => SecretNames.IsGiven(name) || IsIdentifier(name) || SecretNames.IsMadeUp(name),
        INameOfOperation => true,
        _ => false,
    };

    static bool IsIdentifier(string name) => NameWords.Of(name).Words is [.., "id" or "identifier" or "name" or "header"];

    /// <summary>Bytes in a row that are not all the same.</summary>
    static bool IsBytes(IOperation value)
    {
        if (value is IUtf8StringOperation { Value: { } text }) return SecretShape.IsTelling(text, "");
        var elements = value switch
        {
            IArrayCreationOperation { Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }, Initializer.ElementValues: var all } => all,
            ICollectionExpressionOperation { Elements: var all } list when list.Type.ElementType()?.SpecialType == SpecialType.System_Byte => all,
            _ => [],
        };
        if (elements.Length < 8 || elements.Any(e => !(e is IConversionOperation conversion ? conversion.Operand : e).ConstantValue.HasValue)) return false;
        return elements.Select(e => (e is IConversionOperation conversion ? conversion.Operand : e).ConstantValue.Value).Distinct().Count() > 2;
    }
}
