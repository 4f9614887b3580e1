using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Security;

/// <summary>The name by which an operand is known to be a secret: its own, that of what it is made of, the key it is looked up by.</summary>
public static class SecretOperand
{
    const int MostDepth = 8;

    static readonly HashSet<string> Readers = ["parse", "next", "read", "peek", "scan", "expect", "consume", "skip", "is", "has", "try"];

    /// <summary>The name of the secret that an operand shows; null where no name says that it is one.</summary>
    public static string? NameOf(IOperation operand, Apis apis, CancellationToken cancel) => NameOf(operand, apis, 0, cancel);

    static string? NameOf(IOperation? operand, Apis apis, int depth, CancellationToken cancel)
    {
        if (operand is null || depth > MostDepth) return null;
        switch (operand)
        {
            case IConversionOperation conversion: return Inner(conversion.Operand);
            case IParenthesizedOperation inner: return Inner(inner.Operand);
            case IAwaitOperation awaited: return Inner(awaited.Operation);
            case IConditionalAccessOperation access: return Inner(access.WhenNotNull) ?? (access.WhenNotNull is IInvocationOperation ? Inner(access.Operation) : null);
            case ICoalesceOperation either: return Inner(either.Value) ?? Inner(either.WhenNull);
            case IConditionalOperation either: return Inner(either.WhenTrue) ?? Inner(either.WhenFalse);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum: return Inner(sum.LeftOperand) ?? Inner(sum.RightOperand);
            case IInterpolatedStringOperation text: return text.Parts.OfType<IInterpolationOperation>().Select(p => Inner(p.Expression)).FirstOrDefault(n => n is not null);
            case IArrayElementReferenceOperation element: return Inner(element.ArrayReference);
            case IImplicitIndexerReferenceOperation part: return Inner(part.Instance);
            case IObjectCreationOperation { Arguments: [var first, ..] } made when made.Type.IsString() || made.Type.IsBuffer(): return Inner(first.Value);
            case ILocalReferenceOperation { Local: var local }: return Shown(local.Name) ?? OfInitializer(local, operand, apis, depth, cancel);
            case IParameterReferenceOperation { Parameter.Name: var name }: return Shown(name);
            case IFieldReferenceOperation { Field.ContainingType.TypeKind: TypeKind.Enum }: return null;
            case IFieldReferenceOperation { Field.Name: var name }: return Shown(name);
            case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } } property: return Inner(property.Instance);
            case IPropertyReferenceOperation { Arguments.IsEmpty: true, Property.Name: var name }: return Shown(name);
            case IPropertyReferenceOperation { Property.IsIndexer: true } indexer when indexer.Instance?.Type.IsString() == true || indexer.Instance?.Type.IsBuffer() == true: return Inner(indexer.Instance);
            case IPropertyReferenceOperation indexer: return Key(indexer.Arguments);
            case IInvocationOperation call: return OfCall(call, apis, depth, cancel);
            default: return null;
        }

        string? Inner(IOperation? part) => NameOf(part, apis, depth + 1, cancel);
    }

    static string? Shown(string name) => SecretNames.IsShown(name) ? name : null;

    /// <summary>header["X-Signature"]: what is looked up is named by its key.</summary>
    static string? Key(IEnumerable<IArgumentOperation> arguments) => arguments.Select(a => a.Value.ConstantValue is { HasValue: true, Value: string key } ? Shown(key) : null).FirstOrDefault(k => k is not null);

    static string? OfCall(IInvocationOperation call, Apis apis, int depth, CancellationToken cancel)
    {
        var method = call.TargetMethod;
        var isMadeOf = apis.Of(method).Any(a => a.Role is "keep" or "same" or "concat" or "join" or "format") || method.Name == "ToString" || method.Name is "ToArray" or "AsSpan" or "Append" or "Concat";
        if (isMadeOf)
        {
            if (call.Instance is { } instance && NameOf(instance, apis, depth + 1, cancel) is { } own) return own;
            return call.Arguments.Select(a => NameOf(a.Value, apis, depth + 1, cancel)).FirstOrDefault(n => n is not null);
        }
        if (method.Name.StartsWith("Get", StringComparison.Ordinal) && Key(call.Arguments) is { } key) return key;
        if (Readers.Any(r => method.Name.StartsWith(r, StringComparison.OrdinalIgnoreCase) && (method.Name.Length == r.Length || char.IsUpper(method.Name[r.Length])))) return null;
        return Shown(method.Name);
    }

    static string? OfInitializer(ILocalSymbol local, IOperation use, Apis apis, int depth, CancellationToken cancel)
    {
        if (local.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax(cancel) is not VariableDeclaratorSyntax { Initializer.Value: { } value } || !MayBe(value)) return null;
        return use.SemanticModel?.Bind(value, cancel) is { } initial ? NameOf(initial, apis, depth + 3, cancel) : null;
    }

    /// <summary>A cheap no: no name in an expression is one of a secret.</summary>
    static bool MayBe(ExpressionSyntax value) => value.DescendantNodesAndSelf().Any(n => n switch
    {
        SimpleNameSyntax name => SecretNames.IsShown(name.Identifier.ValueText),
        LiteralExpressionSyntax { Token.Value: string key } => SecretNames.IsShown(key),
        _ => false,
    });

    /// <summary>The name an operand itself goes by, whatever it says.</summary>
    public static string? OwnName(IOperation operand)
    {
        while (true)
        {
            switch (operand)
            {
                case IConversionOperation conversion: operand = conversion.Operand; break;
                case IParenthesizedOperation inner: operand = inner.Operand; break;
                case IConditionalAccessOperation access: operand = access.WhenNotNull; break;
                case ILocalReferenceOperation local: return local.Local.Name;
                case IParameterReferenceOperation parameter: return parameter.Parameter.Name;
                case IMemberReferenceOperation { Member: not IMethodSymbol } member: return member.Member.Name;
                case IInvocationOperation { Instance: { } instance, TargetMethod.Name: "Trim" or "ToString" or "ToLower" or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant" }: operand = instance; break;
                default: return null;
            }
        }
    }

    /// <summary>What an operand refers to: a variable or a member.</summary>
    public static ISymbol? SymbolOf(IOperation operand)
    {
        while (true)
        {
            switch (operand)
            {
                case IConversionOperation conversion: operand = conversion.Operand; break;
                case IParenthesizedOperation inner: operand = inner.Operand; break;
                case IConditionalAccessOperation access: operand = access.WhenNotNull; break;
                case ILocalReferenceOperation local: return local.Local;
                case IParameterReferenceOperation parameter: return parameter.Parameter;
                case IMemberReferenceOperation member: return member.Member;
                default: return null;
            }
        }
    }
}
