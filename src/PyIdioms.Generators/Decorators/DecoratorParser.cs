using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Decorate;
using PyIdioms.Generators.LineProfiled;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

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

        var refusal = new Refusals(report);
        var layers = LayersOf(method, method.ContainingType, decorators, refusal.Report, out var supplied);
        if (supplied is not null && CoreMethod.Find(method, supplied, out var nearest, out var difference) is null && !(nearest is null && supplied.Count == 0 && Inner.Implemented(method) is not null))
        {
            var location = (nearest ?? method).Locations[0];
            if (nearest is null) refusal.Report(DecoratorRules.CoreMissing, location, method.Name, CoreMethod.DeclarationFor(method, supplied));
            else refusal.Report(DecoratorRules.CoreDiffers, location, nearest.Name, method.Name, difference, CoreMethod.DeclarationFor(method, supplied));
        }

        var shape = MethodShape.Of(method);
        return new(
            shape,
            TypeName.Escape(LineDispatch.NameFor(method) ?? CoreMethod.NameFor(method)),
            Stem: "__" + method.Name,
            layers,
            ExistingAttributes(method),
            refusal.Id,
            IsEager(method, shape),
            layers.Any(static l => l.Store is Stores.Lru or Stores.Hybrid) ? SyntaxFacts.GetText(method.DeclaredAccessibility) : "",
            DeprecationOf(decorators));
    }

    /// <summary>Reads an interface's method as a class implements it, with decorators around a method of that class.</summary>
    public static DecoratedMethod ReadImplementation(IMethodSymbol declared, INamedTypeSymbol owner, List<AttributeData> decorators, string stem, string core, Report report)
    {
        var refusal = new Refusals(report);
        var layers = LayersOf(declared, owner, decorators, refusal.Report, out _);
        var shape = MethodShape.Implementing(declared);
        return new(shape, core, stem, layers, OwnAttributes.None, refusal.Id, IsEager(declared, shape), Accessibility: "");
    }

    /// <summary>What goes around a method, outermost first.</summary>
    static EquatableArray<Layer> LayersOf(IMethodSymbol method, INamedTypeSymbol owner, List<AttributeData> decorators, Report report, out List<ITypeSymbol>? supplied)
    {
        var layers = new List<Layer>(decorators.Count);
        supplied = []; // nearest to the method first, as the Core takes them; null where that cannot be said
        foreach (var decorator in decorators)
        {
            if (LineDispatch.IsMark(decorator.AttributeClass)) continue;
            var layer = LayerParser.Parse(method, owner, decorator, report);
            if (layer is not null) layers.Add(layer);
            if (layer is not null and not { Kind: LayerKind.Concatenate }) continue;
            var protocols = new Protocols(decorator.AttributeClass!);
            if (!protocols.Supplies) continue;
            if (layer is null) supplied = null;
            else supplied?.Insert(0, protocols.Concatenate(MethodShape.KindOf(method).Kind)!.TypeArguments[0]);
        }
        return layers.ToEquatableArray();
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
        decorators.Find(static d => d.AttributeClass.IsOurs(nameof(DeprecatedAttribute))) is { ConstructorArguments: [{ Value: string message }] } ? message : null;

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
