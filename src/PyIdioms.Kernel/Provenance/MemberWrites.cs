using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Everything that is ever put into a field or property, where nobody else can write to it.</summary>
sealed class MemberWrites(BodyGraphs graphs, Func<SyntaxNode, IReadOnlyDictionary<SyntaxNode, Value>?> valuesAround, CancellationToken cancel)
{
    static readonly ConditionalWeakTable<ISymbol, Value> Initials = new();

    static readonly Value Anything = Value.From(new(OriginKind.Other, Level.Unknown, null, null));

    /// <summary>The join of all writes; unknown where others may write.</summary>
    public Value Of(ISymbol member)
    {
        var type = member.TypeOf();
        var anything = Anything.AtMost(TextTypes.LevelOf(type.IsContainer() && type.ElementType() is { } element ? element : type));
        if (member is IPropertySymbol { GetMethod: { } getter } property && !IsAuto(property)) return anything;
        if (!IsClosed(member) || member is IFieldSymbol { RefKind: not RefKind.None }) return anything;
        var value = Value.Nothing;
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            var declaration = reference.GetSyntax(cancel);
            if (declaration is ParameterSyntax) return anything;
            var initializer = declaration switch { VariableDeclaratorSyntax field => field.Initializer, PropertyDeclarationSyntax auto => auto.Initializer, _ => null };
            value = value.Join(initializer is not null ? ValueAt(initializer.Value) ?? anything : type.IsScalar() ? Value.Constant(0) : Value.Nothing);
        }
        foreach (var use in UsesOf(member))
        {
            if (Written(use, member) is { } written) value = value.Join(written);
            if (value.Level > anything.Level) break;
        }
        return value.IsNothing ? Value.Null : value;
    }

    static bool IsAuto(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));

    /// <summary>Whether only the type itself can write: it is private, or readonly.</summary>
    static bool IsClosed(ISymbol member) => member switch
    {
        IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private || IsHidden(field.ContainingType),
        IPropertySymbol { IsVirtual: false, IsAbstract: false, IsOverride: false } property => property.SetMethod is not { } setter || setter.DeclaredAccessibility == Accessibility.Private || property.DeclaredAccessibility == Accessibility.Private || IsHidden(property.ContainingType),
        _ => false,
    };

    static bool IsHidden(INamedTypeSymbol? type) => type is not null && (type.IsFileLocal || type.ContainingType is not null && (type.DeclaredAccessibility == Accessibility.Private || IsHidden(type.ContainingType)));

    /// <summary>The identifiers that may stand for a member: in its own type and, where that is nested, in the types around.</summary>
    IEnumerable<SimpleNameSyntax> UsesOf(ISymbol member)
    {
        var outer = member.ContainingType;
        while (outer.ContainingType is { } around) outer = around;
        foreach (var reference in outer.DeclaringSyntaxReferences)
        {
            var declaration = reference.GetSyntax(cancel);
            if (!graphs.Contains(declaration.SyntaxTree)) continue;
            foreach (var name in declaration.DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (name.Identifier.ValueText == member.Name) yield return name;
            }
        }
    }

    /// <summary>What a use puts into the member; null when it only reads.</summary>
    Value? Written(SimpleNameSyntax name, ISymbol member)
    {
        SyntaxNode access = name.Parent is MemberAccessExpressionSyntax whole && whole.Name == name ? whole : name.Parent is MemberBindingExpressionSyntax binding ? binding : name;
        while (access.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }) access = access.Parent;
        if (!IsSuspicious(access, member)) return null;
        var model = graphs.ModelOf(name.SyntaxTree);
        if (!SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancel).Symbol?.OriginalDefinition, member.OriginalDefinition)) return null;
        switch (access.Parent)
        {
            case AssignmentExpressionSyntax assignment when assignment.Left == access:
                return ValueAt(assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression) ? assignment.Right : assignment) ?? Anything;
            case PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax:
                return Anything.AtMost(Level.Scalar);
            case ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword }:
            case RefExpressionSyntax:
            case ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax { Left: TupleExpressionSyntax } } }:
                return Anything;
            case ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax elementwise } element when elementwise.Left == element:
                return ElementWrite(element, elementwise);
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call }:
                return Changed(call, member);
            case ArgumentSyntax argument:
                return Passed(argument, member, model);
            case ReturnStatementSyntax or ArrowExpressionClauseSyntax:
                return Returned(access, member, model);
            default:
                return null;
        }
    }

    /// <summary>A cheap no: nothing is done at this use that could change the member.</summary>
    static bool IsSuspicious(SyntaxNode access, ISymbol member) => access.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == access,
        PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression) || unary.IsKind(SyntaxKind.AddressOfExpression),
        PostfixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PostIncrementExpression) || unary.IsKind(SyntaxKind.PostDecrementExpression),
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || member.TypeOf().IsContainer() || argument.Parent is TupleExpressionSyntax,
        ElementAccessExpressionSyntax or MemberAccessExpressionSyntax => member.TypeOf().IsContainer(),
        ReturnStatementSyntax or ArrowExpressionClauseSyntax => member.TypeOf().IsContainer(),
        RefExpressionSyntax => true,
        _ => false,
    };

    Value ElementWrite(ElementAccessExpressionSyntax element, AssignmentExpressionSyntax assignment) => ValueAt(assignment.Right)?.Bare ?? Anything;

    /// <summary>Calls on a collection: what is added joins it; members that are not known may add anything.</summary>
    Value? Changed(InvocationExpressionSyntax call, ISymbol member)
    {
        if (graphs.ModelOf(call.SyntaxTree).GetSymbolInfo(call, cancel).Symbol is not IMethodSymbol method) return null;
        var role = Apis.Known.Of(method.ReducedFrom ?? method).Select(a => a.Role).FirstOrDefault(r => r is "add" or "append" or "mix");
        if (role is not null) return call.ArgumentList.Arguments.Select(a => ValueAt(a.Expression) ?? Anything).Aggregate(Value.Nothing, (all, a) => all.Join(a.Bare.Reworked));
        return method.DeclaringSyntaxReferences.IsEmpty || method.ReducedFrom is null ? null : Anything;
    }

    /// <summary>A collection handed to somebody who may change it.</summary>
    Value? Passed(ArgumentSyntax argument, ISymbol member, SemanticModel model)
    {
        if (!member.TypeOf().IsContainer() || model.GetOperation(argument, cancel) is not IArgumentOperation { Parameter: { } parameter }) return null;
        if (parameter.Type.IsView() || parameter.Type is ITypeParameterSymbol) return null;
        return parameter.ContainingSymbol.DeclaringSyntaxReferences.IsEmpty ? Apis.Known.Of(parameter.ContainingSymbol).Any(a => a.Role == "fills" && a.Concerns(parameter)) ? Anything : null : Anything;
    }

    /// <summary>A collection given away in a type that can be changed.</summary>
    Value? Returned(SyntaxNode access, ISymbol member, SemanticModel model) =>
        !member.TypeOf().IsContainer() || member is IFieldSymbol { IsReadOnly: true, Type.TypeKind: TypeKind.Array } || model.GetTypeInfo(access, cancel).ConvertedType.IsView()
            || member.TypeOf() is INamedTypeSymbol { Name: var name } && (name.StartsWith("Frozen", StringComparison.Ordinal) || name.StartsWith("Immutable", StringComparison.Ordinal)) ? null
        : model.GetEnclosingSymbol(access.SpanStart, cancel) is { DeclaredAccessibility: Accessibility.Private } ? null : Anything;

    Value? ValueAt(ExpressionSyntax expression) => valuesAround(expression) is { } values && values.TryGetValue(Bare(expression), out var value) ? value : null;

    static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax inner: expression = inner.Expression; break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure: expression = sure.Operand; break;
                default: return expression;
            }
        }
    }

    /// <summary>What a member holds in an object that was made just now, before its constructor ran.</summary>
    public static Value Initial(ISymbol member, Scene scene)
    {
        if (member.IsLiteralMember()) return Value.Literal;
        if (Initials.TryGetValue(member, out var known)) return known;
        return Initials.GetValue(member, m =>
        {
            foreach (var reference in m.DeclaringSyntaxReferences)
            {
                var initializer = reference.GetSyntax(scene.Cancel) switch { VariableDeclaratorSyntax field => field.Initializer, PropertyDeclarationSyntax property => property.Initializer, _ => null };
                if (initializer is null || scene.Graphs.Around(initializer.Value, scene.Cancel) is not { } graph) continue;
                var nested = new Scene(graph, scene.Compilation, scene.Apis, scene.Ask, scene.Cancel, scene.Graphs);
                return GraphAnalysis.Record(nested, null, Memory.Empty, out _) is { } recorder && recorder.Values.TryGetValue(Bare(initializer.Value), out var value) ? value.With([]) : Anything;
            }
            return m.TypeOf().IsScalar() ? Value.Constant(m.TypeOf().SpecialType == SpecialType.System_Boolean ? false : 0) : Value.Null;
        });
    }
}
