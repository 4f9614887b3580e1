using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What a use of a field or property puts into it, and under which key.</summary>
readonly record struct MemberWrite(Value Value, Value Key)
{
    public static readonly MemberWrite Anything = new(Unknown(), Unknown());

    static Value Unknown() => Value.From(new(OriginKind.Other, Level.Unknown, null, null));
}

/// <summary>The uses of a field or property in its own type: which of them write to it, or change the collection behind it.</summary>
sealed class MemberUses(ISymbol member, ITypeSymbol type, BodyGraphs graphs, Func<ExpressionSyntax, Value?> valueAt, Func<Fact, Summary> ask, CancellationToken cancel)
{
    const int MostAliases = 4;

    readonly bool isContainer = type.IsContainer();

    public IEnumerable<MemberWrite> Writes()
    {
        var outer = member.ContainingType;
        while (outer.ContainingType is { } around) outer = around;
        foreach (var reference in outer.DeclaringSyntaxReferences)
        {
            var declaration = reference.GetSyntax(cancel);
            if (!graphs.Contains(declaration.SyntaxTree)) continue;
            foreach (var name in graphs.NamesIn(declaration, member.Name))
            {
                foreach (var write in WritesAt(name, member, MostAliases)) yield return write;
            }
        }
    }

    IEnumerable<MemberWrite> WritesIn(SyntaxNode scope, ISymbol symbol, int aliases)
    {
        foreach (var name in scope.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (name.Identifier.ValueText != symbol.Name) continue;
            foreach (var write in WritesAt(name, symbol, aliases)) yield return write;
        }
    }

    IEnumerable<MemberWrite> WritesAt(SimpleNameSyntax name, ISymbol symbol, int aliases)
    {
        SyntaxNode access = name.Parent is MemberAccessExpressionSyntax whole && whole.Name == name ? whole : name.Parent is MemberBindingExpressionSyntax binding ? binding : name;
        while (access.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }) access = access.Parent;
        if (!IsSuspicious(access)) yield break;
        var model = graphs.ModelOf(name.SyntaxTree);
        if (!SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancel).Symbol?.OriginalDefinition, symbol.OriginalDefinition)) yield break;
        switch (access.Parent)
        {
            case AssignmentExpressionSyntax assignment when assignment.Left == access:
                if (symbol is ILocalSymbol) yield break;
                yield return Put(assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression) ? assignment.Right : assignment);
                break;
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax local } assignment when assignment.Right == access:
                foreach (var write in Aliased(model.GetSymbolInfo(local, cancel).Symbol as ILocalSymbol, access, aliases)) yield return write;
                break;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } declarator }:
                foreach (var write in Aliased(model.GetDeclaredSymbol(declarator, cancel) as ILocalSymbol, access, aliases)) yield return write;
                break;
            case PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax:
                yield return new(MemberWrite.Anything.Value.AtMost(Level.Scalar), Value.Nothing);
                break;
            case ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword }:
            case RefExpressionSyntax:
            case ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax { Left: TupleExpressionSyntax left } } } tupled when tupled.Parent == left:
                yield return MemberWrite.Anything;
                break;
            case ElementAccessExpressionSyntax { Parent: PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax }:
                yield return new(MemberWrite.Anything.Value.AtMost(Level.Scalar), Value.Nothing);
                break;
            case ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax elementwise } element when elementwise.Left == element:
                yield return new((valueAt(elementwise.Right) ?? MemberWrite.Anything.Value).Bare, KeyOf(element.ArgumentList.Arguments));
                break;
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } or ConditionalAccessExpressionSyntax:
                foreach (var write in Changed(access.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } ? call : ((ConditionalAccessExpressionSyntax)access.Parent).WhenNotNull as InvocationExpressionSyntax)) yield return write;
                break;
            case ArgumentSyntax argument:
                if (IsPassed(argument, model)) yield return MemberWrite.Anything;
                break;
            case ReturnStatementSyntax or ArrowExpressionClauseSyntax:
                if (IsGivenAway(access, model)) yield return MemberWrite.Anything;
                break;
        }
    }

    /// <summary>A cheap no: nothing is done at this use that could change the member.</summary>
    bool IsSuspicious(SyntaxNode access) => access.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == access || isContainer,
        PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression) || unary.IsKind(SyntaxKind.AddressOfExpression),
        PostfixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PostIncrementExpression) || unary.IsKind(SyntaxKind.PostDecrementExpression),
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || isContainer || argument.Parent is TupleExpressionSyntax,
        ElementAccessExpressionSyntax or MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax => isContainer,
        RefExpressionSyntax => true,
        _ => false,
    };

    MemberWrite Put(ExpressionSyntax expression)
    {
        var value = valueAt(expression) ?? MemberWrite.Anything.Value;
        return new(value, Value.Nothing);
    }

    Value KeyOf(SeparatedSyntaxList<ArgumentSyntax> arguments) => arguments.Aggregate(Value.Nothing, (all, a) => all.Join((valueAt(a.Expression) ?? MemberWrite.Anything.Value).Bare));

    /// <summary>A local that stands for the same collection.</summary>
    IEnumerable<MemberWrite> Aliased(ILocalSymbol? local, SyntaxNode access, int aliases)
    {
        if (local is null || aliases == 0 || local.Type.IsView()) return [];
        return access.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } body ? WritesIn(body, local, aliases - 1) : [];
    }

    /// <summary>Calls on a collection, chained ones as well: what is added joins it; members that are not known may add anything.</summary>
    IEnumerable<MemberWrite> Changed(InvocationExpressionSyntax? call)
    {
        for (; call is not null; call = call.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } ? next : null)
        {
            if (graphs.ModelOf(call.SyntaxTree).GetSymbolInfo(call, cancel).Symbol is not IMethodSymbol method) yield break;
            var role = Apis.Known.Of(method.ReducedFrom ?? method).Select(a => a.Role).FirstOrDefault(r => r is "add" or "append" or "mix");
            if (method.Name is "AsSpan" or "AsMemory" && call.Parent is ArgumentSyntax argument && IsPassed(argument, graphs.ModelOf(call.SyntaxTree))) yield return MemberWrite.Anything;
            if (role is null)
            {
                if (method is { DeclaringSyntaxReferences.IsEmpty: false, ReducedFrom: not null }) yield return MemberWrite.Anything;
                yield break;
            }
            var arguments = call.ArgumentList.Arguments;
            if (type.IsDictionary() && arguments.Count == 2) yield return new((valueAt(arguments[1].Expression) ?? MemberWrite.Anything.Value).Bare, (valueAt(arguments[0].Expression) ?? MemberWrite.Anything.Value).Bare);
            else yield return new(arguments.Aggregate(Value.Nothing, (all, a) => all.Join(Added(a))), Value.Nothing);
        }
    }

    Value Added(ArgumentSyntax argument)
    {
        var value = (valueAt(argument.Expression) ?? MemberWrite.Anything.Value).Bare;
        return type.Name is "StringBuilder" or "StringWriter" ? Value.Literal.Concat(value).Reworked : value;
    }

    /// <summary>A collection handed to somebody who may change it.</summary>
    bool IsPassed(ArgumentSyntax argument, SemanticModel model)
    {
        if (!isContainer || model.Bind(argument, cancel) is not IArgumentOperation { Parameter: { } parameter }) return false;
        if (parameter.Type.IsView() || parameter.Type is ITypeParameterSymbol) return false;
        if (parameter.ContainingSymbol is not IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: false } method)
            return parameter.Type is INamedTypeSymbol { Name: "Span" or "Memory" } || Apis.Known.Of(parameter.ContainingSymbol).Any(a => a.Role is "fills" or "copies" && a.Concerns(parameter));
        var isKnown = !method.IsAbstract && !method.IsExtern && (!(method.IsVirtual || method.IsOverride) || method.IsSealed || method.ContainingType.IsSealed);
        return !isKnown || ask(Fact.OfMethod(method)).Exits.Keys.Any(c => c.Root is Entity { Owner: IParameterSymbol changed } && SymbolEqualityComparer.Default.Equals(changed, parameter.OriginalDefinition));
    }

    /// <summary>A collection given to everybody in a type that can be changed.</summary>
    bool IsGivenAway(SyntaxNode access, SemanticModel model) =>
        isContainer && type is not IArrayTypeSymbol && !model.GetTypeInfo(access, cancel).ConvertedType.IsView()
            && !type.Name.StartsWith("Frozen", StringComparison.Ordinal) && !type.Name.StartsWith("Immutable", StringComparison.Ordinal)
            && model.GetEnclosingSymbol(access.SpanStart, cancel) is not { DeclaredAccessibility: Accessibility.Private };
}
