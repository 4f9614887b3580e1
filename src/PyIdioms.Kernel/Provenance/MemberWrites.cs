using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Everything that is ever put into a field or property, where nobody else can write to it.</summary>
sealed class MemberWrites(BodyGraphs graphs, Func<SyntaxNode, Recorder?> valuesAround, Func<Fact, Summary> ask, CancellationToken cancel)
{
    static readonly ConditionalWeakTable<ISymbol, Value> Initials = new();

    static readonly Value Anything = Value.From(new(OriginKind.Other, Level.Unknown, null, null));

    /// <summary>The join of all writes; unknown where others may write.</summary>
    public Value Of(ISymbol member)
    {
        var type = member.TypeOf();
        var anything = Anything.AtMost(TextTypes.LevelOfContent(type));
        if (member is IPropertySymbol { GetMethod: { } getter } property && !IsAuto(property)) return anything;
        if (!IsClosed(member) || IsPublished(member, type) || member is IFieldSymbol { RefKind: not RefKind.None }) return anything;
        var value = Value.Nothing;
        var keys = Value.Nothing;
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            var declaration = reference.GetSyntax(cancel);
            if (declaration is ParameterSyntax) return anything;
            var initializer = declaration switch { VariableDeclaratorSyntax field => field.Initializer, PropertyDeclarationSyntax auto => auto.Initializer, _ => null };
            Take(initializer is not null ? ValueAt(initializer.Value) ?? anything : type.IsScalar() ? Value.Constant(0) : IsAssignedOnce(member) ? Value.Nothing : Value.Null);
        }
        foreach (var written in new MemberUses(member, type, graphs, ValueAt, ask, cancel).Writes())
        {
            Take(written.Value);
            keys = keys.Join(written.Key);
            // What came round from the member itself, or may, tells nothing of the other writes.
            if (!type.IsDictionary() && value.Origins.Any(o => o is { Level: Level.Unknown, IsPending: false, Kind: not OriginKind.Parameter })) break;
        }
        if (type.IsDictionary()) value = value.With(value.Parts.SetItem(Cell.KeysName, keys));
        return value.IsNothing ? Value.Null : value;

        void Take(Value written)
        {
            if (written.Parts.TryGetValue(Cell.KeysName, out var known)) keys = keys.Join(known);
            else if (type.IsDictionary()) keys = keys.Join(written.Bare);
            value = value.Join(written);
        }
    }

    static bool IsAssignedOnce(ISymbol member) => member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null } or IFieldSymbol { NullableAnnotation: NullableAnnotation.NotAnnotated };

    static bool IsAuto(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));

    /// <summary>Whether asking for all writes to a member can tell anything.</summary>
    public static bool IsTold(ISymbol member, ITypeSymbol type) => IsClosed(member) && !(member is IPropertySymbol property && !IsAuto(property))
        && (type.IsString() || type.SpecialType == SpecialType.System_Object || type.IsContainer() || type.TypeKind == TypeKind.Delegate || type.IsTupleType || type.Name == "Lazy"
            || IsAssignedOnce(member) && (!type.DeclaringSyntaxReferences.IsEmpty || member.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: MemberAccessExpressionSyntax } or PropertyDeclarationSyntax { Initializer.Value: MemberAccessExpressionSyntax })));

    /// <summary>Whether only the type itself can write: it is private, or readonly.</summary>
    public static bool IsClosed(ISymbol member) => member switch
    {
        IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private || IsHidden(field.ContainingType),
        IPropertySymbol { IsVirtual: false, IsAbstract: false, IsOverride: false } property => property.SetMethod is not { } setter || setter.DeclaredAccessibility == Accessibility.Private || property.DeclaredAccessibility == Accessibility.Private || IsHidden(property.ContainingType),
        _ => false,
    };

    /// <summary>Whether everybody can add to the collection that a member holds.</summary>
    static bool IsPublished(ISymbol member, ITypeSymbol type) => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal && type is not IArrayTypeSymbol
        && type.IsContainer() && !type.IsView() && !IsHidden(member.ContainingType) && !type.Name.StartsWith("Frozen", StringComparison.Ordinal) && !type.Name.StartsWith("Immutable", StringComparison.Ordinal);

    static bool IsHidden(INamedTypeSymbol? type) => type is not null && (type.IsFileLocal || type.ContainingType is not null && (type.DeclaredAccessibility == Accessibility.Private || IsHidden(type.ContainingType)));

    /// <summary>The value of an expression; nothing where it is never reached, null where nothing is known of the body around.</summary>
    Value? ValueAt(ExpressionSyntax expression) => valuesAround(expression) is { } values ? Noted.At(expression, values) ?? Value.Nothing : null;

    /// <summary>What a member holds in an object that was made just now, before its constructor ran.</summary>
    public static Value Initial(ISymbol member, Scene scene)
    {
        if (member.IsLiteralMember()) return Value.Literal;
        if (Initials.TryGetValue(member, out var known)) return known;
        if (!scene.Budget.Open.Add(member)) return Anything;
        try
        {
            return Initials.GetValue(member, _ => FirstOf(member, scene));
        }
        finally
        {
            scene.Budget.Open.Remove(member);
        }
    }

    static Value FirstOf(ISymbol member, Scene scene)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            if (!scene.Graphs.Contains(reference.SyntaxTree)) return Anything;
            var initializer = reference.GetSyntax(scene.Cancel) switch { VariableDeclaratorSyntax field => field.Initializer, PropertyDeclarationSyntax property => property.Initializer, _ => null };
            if (initializer is null || scene.Graphs.Around(initializer.Value, scene.Cancel) is not { } graph) continue;
            var nested = new Scene(graph, scene.Compilation, scene.Apis, scene.Ask, scene.Cancel, scene.Graphs, scene.Budget) { IsForCallers = true };
            return GraphAnalysis.Record(nested, null) is { } recorder && Noted.At(initializer.Value, recorder) is { } value ? value.With([]) : Anything;
        }
        return member.TypeOf().IsScalar() ? Value.Constant(member.TypeOf().SpecialType == SpecialType.System_Boolean ? false : 0) : Value.Null;
    }
}
