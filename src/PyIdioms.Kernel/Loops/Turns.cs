using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Loops;

/// <summary>How often a loop runs at most, and how many elements a collection has, where the text says so.</summary>
public static class Turns
{
    /// <summary>The most turns of a loop; null where they depend on data.</summary>
    public static long? Most(Loop loop) => loop.Operation switch
    {
        IForLoopOperation counting => Counted(counting),
        IWhileLoopOperation { Condition.ConstantValue: { HasValue: true, Value: false } } => 1,
        _ => loop.Source is { } source ? SizeOf(source) : null,
    };

    /// <summary><c>for (var i = 0; i &lt; 3; i++)</c></summary>
    static long? Counted(IForLoopOperation loop)
    {
        if (loop.Condition is not IBinaryOperation { LeftOperand: var counter, RightOperand.ConstantValue: { HasValue: true, Value: int end }, OperatorKind: var kind } || Place.Of(counter) is not { Root: ILocalSymbol variable, IsVariable: true }) return null;
        if (loop.Before is not [IVariableDeclarationGroupOperation group] || group.Declarations.SelectMany(d => d.Declarators).FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Symbol, variable))
            is not { Initializer.Value.ConstantValue: { HasValue: true, Value: int start } }) return null;
        return kind switch
        {
            BinaryOperatorKind.LessThan or BinaryOperatorKind.NotEquals => (long)end - start,
            BinaryOperatorKind.LessThanOrEqual => (long)end - start + 1,
            BinaryOperatorKind.GreaterThan => (long)start - end,
            BinaryOperatorKind.GreaterThanOrEqual => (long)start - end + 1,
            _ => null,
        };
    }

    /// <summary>The number of elements that a collection is written with and never gets more of; null where it depends on data.</summary>
    public static long? SizeOf(IOperation collection)
    {
        collection = collection.Unwrap();
        if (Written(collection) is { } written) return written;
        switch (collection)
        {
            case ILocalReferenceOperation { Local: var local } reference:
                return Initial(local, reference) is { } made && !Grows(local, reference.Root()) ? Written(made.Unwrap()) : null;
            case IFieldReferenceOperation { Field: { IsReadOnly: true } field } reference when field.Type is IArrayTypeSymbol || IsFixed(field.Type) || IsNeverFilled(field):
                return Declared(field, reference) is { } source && Written(source.Unwrap()) is > 0 and var size ? size : null;
            case IPropertyReferenceOperation { Property: { SetMethod: null, IsIndexer: false } property } reference:
                return Declared(property, reference) is { } value && (property.Type is IArrayTypeSymbol || IsFixed(property.Type)) ? Written(value.Unwrap()) : null;
            default:
                return collection.ConstantValue is { HasValue: true, Value: string text } ? text.Length : null;
        }
    }

    /// <summary>Whether a type offers nothing to add to it.</summary>
    static bool IsFixed(ITypeSymbol type) => type.Name is "IReadOnlyList" or "IReadOnlyCollection" or "IEnumerable" or "ImmutableArray" or "ImmutableList" or "ReadOnlyCollection";

    /// <summary>Whether a list that is written with elements is private, and its class calls nothing that adds more.</summary>
    static bool IsNeverFilled(IFieldSymbol field) => field is { DeclaredAccessibility: Accessibility.Private, Type.Name: "List" } && field.ContainingType.DeclaringSyntaxReferences.All(r =>
        !r.GetSyntax().DescendantNodes().Any(n => n is IdentifierNameSyntax name && name.Identifier.ValueText == field.Name
            && (name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "AddRange" or "Insert" or "InsertRange" } or ArgumentSyntax || name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax })));

    static long? Written(IOperation value) => value switch
    {
        IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues.Length,
        IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: int size } }] } => size,
        ICollectionExpressionOperation { Elements: var elements } => elements.Any(e => e is ISpreadOperation) ? null : elements.Length,
        IInvocationOperation { TargetMethod: { Name: "GetValues" or "GetNames", ContainingType.SpecialType: SpecialType.System_Enum } } => 1,
        IObjectCreationOperation { Arguments: [], Initializer: { } filled } => filled.Initializers.Length,
        IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "ImmutableArray" or "ImmutableList" }, Arguments: { Length: > 0 } arguments } =>
            arguments.All(a => a.ArgumentKind == ArgumentKind.ParamArray) && arguments[0].Value is { } list ? Written(list.Unwrap()) : arguments.Length,
        _ => null,
    };

    static IOperation? Initial(ILocalSymbol local, IOperation reference)
    {
        var root = reference.Root();
        IOperation? initial = null;
        foreach (var part in root.Descendants())
        {
            if (part is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local)) initial = declarator.Initializer?.Value ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer?.Value;
            else if (part is IAssignmentOperation { Target: ILocalReferenceOperation target } && SymbolEqualityComparer.Default.Equals(target.Local, local)) return null;
        }
        return initial;
    }

    /// <summary>Whether a local is given away or has a method called that may add to it.</summary>
    static bool Grows(ILocalSymbol local, IOperation root) => local.Type is not IArrayTypeSymbol && root.Descendants().Any(part =>
        part is ILocalReferenceOperation use && SymbolEqualityComparer.Default.Equals(use.Local, local) && use.Parent switch
        {
            IInvocationOperation call => call.Instance == use && call.TargetMethod.Name is "Add" or "AddRange" or "Insert" or "InsertRange" or "Enqueue" or "Push" or "AddFirst" or "AddLast",
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: not ("Enumerable" or "MemoryExtensions") } } => true,
            _ => false,
        });

    static IOperation? Declared(ISymbol member, IOperation reference)
    {
        if (member.DeclaringSyntaxReferences is not [var declaration] || reference.SemanticModel is not { } model || !model.Compilation.ContainsSyntaxTree(declaration.SyntaxTree)) return null;
        var value = declaration.GetSyntax() switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var initial } => initial,
            PropertyDeclarationSyntax { Initializer.Value: var initial } => initial,
            PropertyDeclarationSyntax { ExpressionBody.Expression: var initial } => initial,
            _ => null,
        };
        if (value is null) return null;
#pragma warning disable RS1030 // What a member is written with may stand in another file; asked only of collections that a loop goes through.
        return (declaration.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(declaration.SyntaxTree)).Bind(value);
#pragma warning restore RS1030
    }
}
