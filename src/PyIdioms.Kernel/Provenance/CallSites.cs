using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What all callers of a method pass, where the callers are all known: methods that are private, and local functions.</summary>
sealed class CallSites(BodyGraphs graphs, Func<SyntaxNode, Recorder?> valuesAround, CancellationToken cancel)
{
    /// <summary>The join of all arguments; null where the callers are not all known, or there are none.</summary>
    public Value? Of(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda) return OfLambda(parameter, lambda);
        if (parameter.ContainingSymbol is not IMethodSymbol method || !IsClosed(method) || parameter.RefKind == RefKind.Out) return null;
        var value = Value.Nothing;
        var isCalled = false;
        foreach (var (name, site) in SitesOf(method))
        {
            var model = graphs.ModelOf((name ?? site!).SyntaxTree);
            if (name is not null && !Means(model, name, method) || name is null && !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(site!, cancel).Symbol?.OriginalDefinition, method.OriginalDefinition)) continue;
            if (site is not { } call)
            {
                if (IsNameOf(name!)) continue;
                return null;
            }
            if (call.Ancestors().Any(a => a == Declaration(method)) && IsPassedOn(call, model, parameter)) continue;
            if (Argument(call, model, parameter) is not { } argument) return null;
            if (argument.ConstantValue is { HasValue: true, Value: var constant })
            {
                value = value.Join(Value.Constant(constant));
                isCalled = true;
                continue;
            }
            if (valuesAround(call) is not { } values) return null;
            // A call that is never reached passes nothing.
            if (Noted.At(argument.Syntax, values) is not { } passed) continue;
            isCalled = true;
            value = value.Join(passed.Bare.Map(o => o.Through is null ? o with { Through = call } : o));
        }
        return isCalled ? value : null;
    }

    /// <summary>A lambda that a local holds, that is assigned once and only called.</summary>
    Value? OfLambda(IParameterSymbol parameter, IMethodSymbol lambda)
    {
        if (Declaration(lambda) is not { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: { } block } } declarator } }) return null;
        var model = graphs.ModelOf(declarator.SyntaxTree);
        var local = model.GetDeclaredSymbol(declarator, cancel);
        var value = Value.Nothing;
        var isCalled = false;
        foreach (var name in (block is GlobalStatementSyntax { Parent: { } unit } ? unit : block).DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != declarator.Identifier.ValueText || !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancel).Symbol, local)) continue;
            var call = name.Parent switch
            {
                InvocationExpressionSyntax direct when direct.Expression == name => direct,
                MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke", Parent: InvocationExpressionSyntax invoked } => invoked,
                _ => null,
            };
            if (call is null || valuesAround(call) is not { } values || Argument(call, model, parameter) is not { } argument) return null;
            isCalled = true;
            value = value.Join(argument.ConstantValue is { HasValue: true, Value: var constant } ? Value.Constant(constant)
                : Noted.At(argument.Syntax, values) is { } passed ? passed.Bare.Map(o => o.Through is null ? o with { Through = call } : o) : Value.Nothing);
        }
        return isCalled ? value : null;
    }

    static bool IsClosed(IMethodSymbol method) => method.MethodKind == MethodKind.LocalFunction
        || method.MethodKind is MethodKind.Ordinary or MethodKind.Constructor && (method.DeclaredAccessibility == Accessibility.Private || IsHidden(method.ContainingType))
            && !method.IsVirtual && !method.IsOverride && !method.IsAbstract && method.ExplicitInterfaceImplementations.IsEmpty && !method.ExplicitOrImplicit().Any() && method.PartialDefinitionPart is null;

    static bool IsHidden(INamedTypeSymbol? type) => type is not null && (type.IsFileLocal || type.ContainingType is not null && (type.DeclaredAccessibility == Accessibility.Private || IsHidden(type.ContainingType)));

    static SyntaxNode? Declaration(IMethodSymbol method) => method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    /// <summary>The names that may stand for a method, and the calls they are targets of; constructors are called without a name as well.</summary>
    IEnumerable<(SimpleNameSyntax? Name, SyntaxNode? Call)> SitesOf(IMethodSymbol method)
    {
        foreach (var declaration in DeclarationsAround(method))
        {
            foreach (var name in graphs.NamesIn(declaration, method.Name)) yield return (name, Call(name));
            if (method.MethodKind != MethodKind.Constructor) continue;
            foreach (var creation in graphs.CreationsIn(declaration)) yield return (null, creation);
        }
    }

    IEnumerable<SyntaxNode> DeclarationsAround(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            var block = Declaration(method)?.Parent;
            if (block is GlobalStatementSyntax) block = block.Parent;
            return block is null ? [] : [block];
        }
        var outer = method.ContainingType;
        while (outer.ContainingType is { } around) outer = around;
        return outer.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancel)).Where(d => graphs.Contains(d.SyntaxTree));
    }

    bool Means(SemanticModel model, SimpleNameSyntax name, IMethodSymbol method)
    {
        return model.GetSymbolInfo(name, cancel).Symbol is IMethodSymbol found && SymbolEqualityComparer.Default.Equals((found.ReducedFrom ?? found).OriginalDefinition, method.OriginalDefinition);
    }

    static bool IsNameOf(SimpleNameSyntax name) => name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } };

    /// <summary>The call whose target a name is; null where the method is used in another way.</summary>
    static SyntaxNode? Call(SimpleNameSyntax name) => name.Parent switch
    {
        InvocationExpressionSyntax call when call.Expression == name => call,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Name == name && call.Expression == access => call,
        MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax call } => call,
        _ => null,
    };

    /// <summary>A recursive call that hands its own parameter on adds nothing.</summary>
    bool IsPassedOn(SyntaxNode call, SemanticModel model, IParameterSymbol parameter) =>
        Argument(call, model, parameter) is IParameterReferenceOperation { Parameter: var same } && SymbolEqualityComparer.Default.Equals(same, parameter) && !IsAssigned(parameter);

    bool IsAssigned(IParameterSymbol parameter) => parameter.ContainingSymbol.DeclaringSyntaxReferences.SelectMany(r => r.GetSyntax(cancel).DescendantNodes())
        .Any(n => n is AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } && left.Identifier.ValueText == parameter.Name);

    IOperation? Argument(SyntaxNode call, SemanticModel model, IParameterSymbol parameter)
    {
        var arguments = model.Bind(call, cancel) switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => [],
        };
        var value = arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Ordinal)?.Value;
        while (value is IConversionOperation { OperatorMethod: null, IsImplicit: true } or IParenthesizedOperation) value = value is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)value).Operand;
        return value;
    }
}
