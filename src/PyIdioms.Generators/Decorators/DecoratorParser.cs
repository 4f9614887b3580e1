using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.LineProfiled;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Decorators;

/// <summary>Reads the decorated methods of a type.</summary>
static class DecoratorParser
{
    /// <summary>Whether a declaration has a partial method without a body and with attributes: all that can be said without binding.</summary>
    public static bool HasDecoratedMethods(SyntaxNode node)
    {
        if (node is not TypeDeclarationSyntax { Members.Count: > 0 } type) return false;
        foreach (var member in type.Members)
        {
            if (member is MethodDeclarationSyntax { AttributeLists.Count: > 0, Body: null, ExpressionBody: null } method && method.Modifiers.Any(SyntaxKind.PartialKeyword)) return true;
        }
        return false;
    }

    public static DecoratorModel? Parse(INamedTypeSymbol type, SyntaxNode declaration, Report report, CancellationToken cancel)
    {
        if (!IsFirst(type, declaration) || !Placement.AreParts(type)) return null;

        List<DecoratedMethod>? methods = null;
        foreach (var member in type.GetMembers())
        {
            cancel.ThrowIfCancellationRequested();
            if (member is not IMethodSymbol { IsPartialDefinition: true } method || Decorated.DecoratorsOf(method) is not { } decorators) continue;
            if (Read(method, decorators, report) is { } parsed) (methods ??= []).Add(parsed);
        }
        if (methods is null) return null;

        var prefix = PrefixFor(type);
        for (var i = 0; i < methods.Count; i++)
        {
            var overloads = 0;
            for (var j = 0; j < i; j++)
            {
                if (methods[j].Method.Name == methods[i].Method.Name) overloads++;
            }
            if (overloads > 0 || prefix.Length > 2) methods[i] = methods[i] with { Stem = prefix + methods[i].Method.BareName + (overloads == 0 ? "" : overloads + "_") };
        }
        return new(TypeShape.Of(type), methods.ToEquatableArray());
    }

    /// <summary>Reads a method that has decorators. Null when nothing can be written for it; a model with a refusal when it can only throw.</summary>
    public static DecoratedMethod? Parse(IMethodSymbol method, List<AttributeData> decorators, Report report) =>
        Placement.IsInParts(method, decorators, report) ? Read(method, decorators, report) : null;

    /// <summary>Reads a method of a type that is known to be in parts.</summary>
    static DecoratedMethod? Read(IMethodSymbol method, List<AttributeData> decorators, Report report)
    {
        if (IsHalfTyped(method) || !Placement.IsPossible(method, decorators, report)) return null;

        string? refusal = null;
        Report refuse = (rule, location, arguments) =>
        {
            report(rule, location, arguments);
            if (rule.DefaultSeverity == DiagnosticSeverity.Error) refusal ??= rule.Id;
        };

        var layers = new List<Layer>(decorators.Count);
        List<ITypeSymbol>? supplied = null; // nearest to the method first, as the Core takes them
        var isSuppliedKnown = true;
        foreach (var decorator in decorators)
        {
            if (LineDispatch.IsMark(decorator.AttributeClass)) continue;
            var layer = LayerParser.Parse(method, decorator, refuse);
            if (layer is not null) layers.Add(layer);
            var protocols = new Protocols(decorator.AttributeClass!);
            if (!protocols.Supplies) continue;
            if (layer is { Kind: LayerKind.Concatenate }) (supplied ??= []).Insert(0, protocols.Concatenate(MethodShape.KindOf(method).Kind)!.TypeArguments[0]);
            else isSuppliedKnown = false;
        }
        if (isSuppliedKnown && CoreMethod.Find(method, supplied, out var nearest, out var difference) is null)
        {
            var location = (nearest ?? method).Locations[0];
            if (nearest is null) refuse(DecoratorRules.CoreMissing, location, method.Name, CoreMethod.DeclarationFor(method, supplied));
            else refuse(DecoratorRules.CoreDiffers, location, nearest.Name, method.Name, difference, CoreMethod.DeclarationFor(method, supplied));
        }

        var shape = MethodShape.Of(method);
        return new(
            shape,
            TypeName.Escape(LineDispatch.NameFor(method) ?? CoreMethod.NameFor(method)),
            Stem: "__" + method.Name,
            layers.ToEquatableArray(),
            ExistingAttributes(method),
            refusal,
            IsEager(method, shape),
            layers.Exists(static l => l.Store == StoreRules.Lru) ? SyntaxFacts.GetText(method.DeclaredAccessibility) : "",
            DeprecationOf(decorators));
    }

    static bool IsHalfTyped(IMethodSymbol method) =>
        method.Name.Length == 0 || method.Parameters.Any(static p => p.Name.Length == 0) || method.TypeParameters.Any(static t => t.Name.Length == 0);

    /// <summary>A type in several parts is read once, at the first part that has a decorated method.</summary>
    static bool IsFirst(INamedTypeSymbol type, SyntaxNode declaration)
    {
        var references = type.DeclaringSyntaxReferences;
        if (references.Length == 1) return true;
        foreach (var reference in references)
        {
            var part = reference.GetSyntax();
            if (HasDecoratedMethods(part)) return part == declaration;
        }
        return false;
    }

    /// <summary>A beginning for generated names that none of the type's own members has.</summary>
    static string PrefixFor(INamedTypeSymbol type)
    {
        var prefix = "__";
        while (type.MemberNames.Any(name => name.StartsWith(prefix, StringComparison.Ordinal))) prefix += "_";
        return prefix;
    }

    /// <summary>C# has no async methods with these signatures, though a method with one of them may return a task.</summary>
    static bool IsEager(IMethodSymbol method, MethodShape shape) =>
        shape.IsAsync
        && (method.ContainingType.IsRefLikeType
            || shape.IsUnsafe
            || shape.Modifiers.Contains("unsafe ")
            || shape.HasParameter(static p => p.IsRefLike || p.Passing != Passing.Value)
            || method.MethodImplementationFlags.HasFlag(System.Reflection.MethodImplAttributes.Synchronized));

    /// <summary>What callers of a deprecated method are told.</summary>
    static string? DeprecationOf(List<AttributeData> decorators) =>
        decorators.Find(static d => d.AttributeClass is { Name: nameof(DeprecatedAttribute), ContainingNamespace: { Name: nameof(PyIdioms), ContainingNamespace.IsGlobalNamespace: true } }) is { ConstructorArguments: [{ Value: string message }] } ? message : null;

    static OwnAttributes ExistingAttributes(IMethodSymbol method)
    {
        var existing = OwnAttributes.None;
        foreach (var attribute in method.GetAttributes())
        {
            existing |= attribute.AttributeClass?.Name switch
            {
                "StackTraceHiddenAttribute" => OwnAttributes.StackTraceHidden,
                "DebuggerStepThroughAttribute" => OwnAttributes.DebuggerStepThrough,
                nameof(ObsoleteAttribute) => OwnAttributes.Obsolete,
                _ => OwnAttributes.None,
            };
        }
        return existing;
    }
}
