using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Observability;

/// <summary>Whether a value shows a secret: by the name of what it is, by where it came from, by what is in it.</summary>
readonly struct SecretValues(Sighting context)
{
    const int MostDepth = 8;

    /// <summary>What is done to a secret so that it can be shown.</summary>
    static readonly HashSet<string> Covers = NameWords.Set("mask masked redact redacted hash hashed encrypt encrypted protect hide hidden obfuscate obscure censor shorten shortened truncate truncated hidden obfuscated obscured censored scrubbed sanitized anonymized partial fingerprint scrub sanitize anonymize preview digest");

    /// <summary>Types that read a language: a token there is a word.</summary>
    static readonly HashSet<string> Readers = NameWords.Set("parser lexer tokenizer scanner reader syntax compiler grammar template expression query");

    /// <summary>How the secret is called that a value shows; null of anything else.</summary>
    public string? NameOf(IOperation value) => Named(value, 0) ?? Traced(value);

    string? Named(IOperation value, int depth)
    {
        if (depth > MostDepth || value.ConstantValue.HasValue) return null;
        switch (value)
        {
            case IConversionOperation conversion: return Named(conversion.Operand, depth + 1);
            case IParenthesizedOperation inner: return Named(inner.Operand, depth + 1);
            case ICoalesceOperation either: return Named(either.Value, depth + 1) ?? Named(either.WhenNull, depth + 1);
            case IConditionalOperation { WhenFalse: { } otherwise } choice: return Named(choice.WhenTrue, depth + 1) ?? Named(otherwise, depth + 1);
            case ISwitchExpressionOperation choice: return First(choice.Arms.Select(a => a.Value), depth);
            case ITupleOperation tuple: return First(tuple.Elements, depth);
            case IAnonymousObjectCreationOperation made: return First(made.Initializers.OfType<ISimpleAssignmentOperation>().Select(i => i.Value), depth);
            case IConditionalAccessOperation access: return Named(access.WhenNotNull, depth + 1);
            case IInterpolatedStringOperation text: return First(text.Parts.OfType<IInterpolationOperation>().Select(p => p.Expression), depth);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum: return First([sum.LeftOperand, sum.RightOperand], depth);
            case ILocalReferenceOperation { Local: { IsConst: false, Name: var name, Type: var type } }: return Secret(name, type);
            case IParameterReferenceOperation { Parameter: { Name: var name, Type: var type } }: return Secret(name, type);
            case IFieldReferenceOperation { Field: { IsConst: false, Name: var name, Type: var type, ContainingType: var owner } field }: return IsNameOnly(field) ? null : Secret(name, type, owner);
            case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType: var owner } } when IsSecretType(owner): return owner.Name;
            case IPropertyReferenceOperation { Arguments.IsEmpty: true, Property: { Name: var name, Type: var type, ContainingType: var owner } }: return Secret(name, type, owner);
            case IPropertyReferenceOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string key } }], Type: { } type }: return SecretNames.IsSetting(key) && IsText(type) ? key : null;
            case IInvocationOperation call: return OfCall(call, depth);
            default: return null;
        }
    }

    string? First(IEnumerable<IOperation> parts, int depth)
    {
        foreach (var part in parts)
        {
            if (Named(part, depth + 1) is { } name) return name;
        }
        return null;
    }

    string? OfCall(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        if (method.Name is "ToString" or "Trim" or "TrimEnd" or "TrimStart" or "ToUpper" or "ToLower" or "ToUpperInvariant" or "ToLowerInvariant" or "ToArray" or "AsSpan" && call.Instance is { } same && call.Arguments.IsEmpty) return Named(call.Instance!, depth + 1);
        if (method.Name is "GetString" or "ToBase64String" or "ToHexString" or "Format" or "Concat" or "Join" && call.Type is { SpecialType: SpecialType.System_String }) return First(call.Arguments.Select(a => a.Value), depth);
        if (method is { Name: "GetEnvironmentVariable" or "GetValue", Parameters.Length: > 0 } && call.Arguments.FirstOrDefault(a => a.Value.ConstantValue is { HasValue: true, Value: string })?.Value.ConstantValue.Value is string key && call.Type is { } read && IsText(read)) return SecretNames.IsSetting(key) ? key : null;
        var words = NameWords.Of(method.Name).Words;
        return words is ["get" or "read" or "create" or "generate" or "issue" or "new" or "decrypt", _, ..] && call.Type is { } type ? Secret(method.Name, type) : null;
    }

    /// <summary>Whether a name tells that what it names is a part, or covered.</summary>
    public static bool SaysCovered(string name) => NameWords.Of(name).Words.Any(Covers.Contains);

    string? Secret(string name, ITypeSymbol type, INamedTypeSymbol? owner = null)
    {
        if (IsRecordWithSecret(type) is { } inside) return inside;
        if (!IsText(type) || !SecretNames.IsGiven(name) || SaysCovered(name)) return null;
        // A bare "token" of something that reads a language is a word of it.
        return NameWords.Of(name).Bare.Length == 1 && (ReadsLanguage(owner) || ReadsLanguage(context.ContainingSymbol.ContainingType)) ? null : name;
    }

    static bool ReadsLanguage(INamedTypeSymbol? type) => type is not null && NameWords.Of(type.Name).Words.Any(Readers.Contains);

    static bool IsText(ITypeSymbol type) => type.SpecialType == SpecialType.System_String || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Char or SpecialType.System_Byte }
        || type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory", TypeArguments: [{ SpecialType: SpecialType.System_Char or SpecialType.System_Byte }] } || type.Name is "StringBuilder" or "StringValues";

    /// <summary>A field that holds the name of a setting, a header or a claim.</summary>
    static bool IsNameOnly(IFieldSymbol field) => field is { IsStatic: true, IsReadOnly: true } && field.ContainingType.Name is var owner && NameWords.Of(owner).Words.Any(w => w is "names" or "keys" or "constants" or "headers" or "claims" or "types" or "parameters");

    static bool IsSecretType(ITypeSymbol? type) => type is not null && type.GetAttributes().Any(a => a.AttributeClass is { Name: "SecretAttribute", ContainingNamespace.Name: "PyIdioms" });

    /// <summary>A record prints all it has, unless it says how.</summary>
    static string? IsRecordWithSecret(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { IsRecord: true } record || record.DeclaringSyntaxReferences.IsEmpty || IsSecretType(type)) return null;
        if (record.GetMembers().Any(m => m is IMethodSymbol { IsImplicitlyDeclared: false, Name: "ToString" or "PrintMembers" })) return null;
        return record.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(p => p is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } && p.Name != "EqualityContract" && IsText(p.Type) && SecretNames.IsGiven(p.Name)
            && NameWords.Of(p.Name).Bare.Length > 0 && !SaysCovered(p.Name)) is { } shown ? $"{record.Name}.{shown.Name}" : null;
    }

    static readonly Words Secrets = Words.Where(SecretNames.IsGiven);

    /// <summary>Through variables and members: where the value was read first. Of a local only asked where its body names a secret, of a field where its document does: it is far to everywhere.</summary>
    string? Traced(IOperation value)
    {
        var bare = value.Unwrap();
        if (bare is not (ILocalReferenceOperation or IFieldReferenceOperation) || bare.Type is not { } type || !IsText(type) || IsCovered(bare)) return null;
        var around = bare is ILocalReferenceOperation ? value.Root().Syntax : value.Syntax.SyntaxTree.GetRoot(context.CancellationToken);
        if (!Secrets.In(WordIndex.Of(value.Syntax.SyntaxTree, context.CancellationToken)).Any(around.Span.Contains) || context.ValueOf(value) is not { } known) return null;
        foreach (var origin in known.Origins)
        {
            if (!origin.IsWhole || origin.Level == Level.Literal) continue;
            foreach (var source in origin.Chain())
            {
                if (source.Symbol is IParameterSymbol or IPropertySymbol or IFieldSymbol && Secret(source.Symbol.Name, TypeOf(source.Symbol), source.Symbol.ContainingType) is { } name) return name;
            }
        }
        return null;
    }

    /// <summary><c>token[..4]</c>, <c>token.Substring(0, 4)</c>, <c>Mask(token)</c>: a part or a cover is shown on purpose, however it is kept.</summary>
    static bool IsCovered(IOperation variable)
    {
        var name = variable is ILocalReferenceOperation local ? local.Local.Name : ((IFieldReferenceOperation)variable).Field.Name;
        return variable.Root().Syntax.DescendantNodes().Any(n => n switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var value } declarator => declarator.Identifier.ValueText == name && Hides(value),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax target, Right: var value } => target.Identifier.ValueText == name && Hides(value),
            _ => false,
        });

        static bool Hides(SyntaxNode value) => value.DescendantNodesAndSelf().Any(n => n is RangeExpressionSyntax || n is SimpleNameSyntax called
            && (called.Identifier.ValueText is "Substring" or "Remove" or "Take" or "Split" or "Replace" || SaysCovered(called.Identifier.ValueText)));
    }

    static ITypeSymbol TypeOf(ISymbol symbol) => symbol switch { IParameterSymbol parameter => parameter.Type, IPropertySymbol property => property.Type, _ => ((IFieldSymbol)symbol).Type };
}
