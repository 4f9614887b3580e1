using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Security;

/// <summary>Objects and the variables they are put into, as far as the body around shows it.</summary>
static class Made
{
    /// <summary>The creations that an expression can refer to: itself, or what is assigned to the local it names.</summary>
    public static IEnumerable<IObjectCreationOperation> Of(IOperation? operation)
    {
        operation = Bare(operation);
        if (operation is IObjectCreationOperation creation) return [creation];
        return operation switch
        {
            ILocalReferenceOperation { Local: var local } => operation.Root().Descendants().Select(o => Assigned(o, local)).OfType<IObjectCreationOperation>(),
            IFieldReferenceOperation { Field: var field } => Initial(field, operation.SemanticModel),
            _ => [],
        };
    }

    /// <summary>What a field of the same file is made as.</summary>
    static IEnumerable<IObjectCreationOperation> Initial(IFieldSymbol field, SemanticModel? model) =>
        field.DeclaringSyntaxReferences is [var reference] && reference.SyntaxTree == model?.SyntaxTree && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
            && Bare(model.Bind(value)) is IObjectCreationOperation made ? [made] : [];

    static IOperation? Assigned(IOperation operation, ILocalSymbol local) => operation switch
    {
        IVariableDeclaratorOperation declarator when Same(declarator.Symbol, local) => Bare(declarator.GetVariableInitializer()?.Value),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Same(target.Local, local) => Bare(assignment.Value),
        _ => null,
    };

    /// <summary>The local, field or property that an object is put into where it is made.</summary>
    public static ISymbol? Holder(IOperation creation)
    {
        var outer = creation.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation) outer = outer.Parent;
        return outer switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } => local.Local,
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation member } => member.Member,
            IFieldInitializerOperation { InitializedFields: [var field, ..] } => field,
            IPropertyInitializerOperation { InitializedProperties: [var property, ..] } => property,
            _ => null,
        };
    }

    public static IOperation? Bare(IOperation? operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation) operation = operation.ChildOperations.First();
        return operation;
    }

    static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
