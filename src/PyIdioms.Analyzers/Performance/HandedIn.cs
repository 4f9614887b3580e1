using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Performance;

/// <summary>What the callers of private methods and of local functions hand in, where all of them are known.</summary>
sealed class HandedIn(Compilation compilation, CancellationToken cancel)
{
    readonly Dictionary<IParameterSymbol, bool> known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a parameter only ever gets collections: nothing is made anew when it is gone through again.</summary>
    public bool IsOnlyCollections(IParameterSymbol parameter)
    {
        if (known.TryGetValue(parameter, out var answer)) return answer;
        // Methods that call one another hand on what others hand in.
        known[parameter] = true;
        return known[parameter] = parameter.ContainingSymbol is IMethodSymbol method && IsClosed(method) && AllHandIn(parameter, method);
    }

    bool AllHandIn(IParameterSymbol parameter, IMethodSymbol method)
    {
        var isCalled = false;
        foreach (var name in Around(method).SelectMany(d => d.DescendantNodes().OfType<SimpleNameSyntax>()).Where(n => n.Identifier.ValueText == method.Name))
        {
#pragma warning disable RS1030 // The callers stand in other members, and in other parts of a type; asked once a finding.
            var model = compilation.GetSemanticModel(name.SyntaxTree);
#pragma warning restore RS1030
            if (!Means(model.GetSymbolInfo(name, cancel).Symbol, method)) continue;
            if (CallOf(name) is not { } call || model.Bind(call, cancel) is not IInvocationOperation { Arguments: var arguments } || arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Ordinal) is not { Value: var given }) return false;
            if (!IsCollection(given, parameter)) return false;
            isCalled = true;
        }
        return isCalled;
    }

    static bool IsClosed(IMethodSymbol method) => method.MethodKind == MethodKind.LocalFunction || method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private, PartialDefinitionPart: null };

    IEnumerable<SyntaxNode> Around(IMethodSymbol method) => method.MethodKind == MethodKind.LocalFunction
        ? method.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancel).Parent).OfType<SyntaxNode>().Select(static b => b is GlobalStatementSyntax { Parent: { } unit } ? unit : b)
        : Outermost(method.ContainingType).DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancel));

    static INamedTypeSymbol Outermost(INamedTypeSymbol type)
    {
        while (type.ContainingType is { } outer) type = outer;
        return type;
    }

    static bool Means(ISymbol? named, IMethodSymbol method) => named is IMethodSymbol found && SymbolEqualityComparer.Default.Equals((found.ReducedFrom ?? found).OriginalDefinition, method.OriginalDefinition);

    /// <summary>The call whose target a name is; null where the method is used in another way.</summary>
    static InvocationExpressionSyntax? CallOf(SimpleNameSyntax name) => name.Parent switch
    {
        InvocationExpressionSyntax call when call.Expression == name => call,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Name == name && call.Expression == access => call,
        _ => null,
    };

    bool IsCollection(IOperation given, IParameterSymbol parameter)
    {
        given = given.Unwrap();
        if (given.ConstantValue is { HasValue: true, Value: null } or { HasValue: true, Value: string } || given is ICollectionExpressionOperation) return true;
        // Handing on adds nothing.
        if (given is IParameterReferenceOperation { Parameter: var other }) return SymbolEqualityComparer.Default.Equals(other, parameter) || Holds(given.Type) || IsOnlyCollections(other);
        return Holds(given.Type);
    }

    /// <summary>Whether a type has its elements: it can count them.</summary>
    static bool Holds(ITypeSymbol? type) => type is IArrayTypeSymbol or { SpecialType: SpecialType.System_String }
        || type is not null && type.AllInterfaces.Append(type).Any(static i => i is { Name: "ICollection" or "IReadOnlyCollection", ContainingNamespace: { Name: "Generic" or "Collections" } });
}
