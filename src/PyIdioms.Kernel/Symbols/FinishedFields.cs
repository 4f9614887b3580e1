using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Fields of the program that only ever hold finished tasks: caches of results.</summary>
public sealed class FinishedFields
{
    static readonly ConditionalWeakTable<Compilation, FinishedFields> PerCompilation = new();

    readonly ConcurrentDictionary<IFieldSymbol, bool> known = new(SymbolEqualityComparer.Default);
    readonly Compilation compilation;

    FinishedFields(Compilation compilation) => this.compilation = compilation;

    public static FinishedFields Of(Compilation compilation) => PerCompilation.GetValue(compilation, static c => new(c));

    /// <summary>Whether every value that its type puts into a field is a finished task. Only asked of fields that nobody else can write.</summary>
    public bool Holds(IFieldSymbol field)
    {
        field = field.OriginalDefinition;
        if (field.Type.Name is not ("Task" or "ValueTask") || !field.IsReadOnly && field.DeclaredAccessibility != Accessibility.Private || field.DeclaringSyntaxReferences.IsEmpty) return false;
        return known.TryGetValue(field, out var answer) ? answer : known.GetOrAdd(field, AreFinished(field));
    }

    bool AreFinished(IFieldSymbol field)
    {
        var isWritten = false;
        foreach (var part in field.ContainingType.DeclaringSyntaxReferences.Select(static r => r.GetSyntax()))
        {
            if (!compilation.ContainsSyntaxTree(part.SyntaxTree)) return false;
            foreach (var value in Written(part, field.Name))
            {
                if (value is null || !IsFinished(value)) return false;
                isWritten = true;
            }
        }
        return isWritten;
    }

    /// <summary>What a type writes into something of a name; null where that cannot be told.</summary>
    static IEnumerable<ExpressionSyntax?> Written(SyntaxNode type, string name)
    {
        foreach (var node in type.DescendantNodes())
        {
            if (node is VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax, Initializer.Value: var initial } declarator && declarator.Identifier.ValueText == name) yield return initial;
            if (node is not IdentifierNameSyntax identifier || identifier.Identifier.ValueText != name) continue;
            ExpressionSyntax use = identifier.Parent is MemberAccessExpressionSyntax access && access.Name == identifier ? access : identifier;
            switch (use.Parent)
            {
                case AssignmentExpressionSyntax assignment when assignment.Left == use:
                    yield return assignment.Right;
                    break;
                case ArgumentSyntax { RefKindKeyword.RawKind: not 0, Parent: ArgumentListSyntax { Arguments: [var first, var second, ..] } } argument when argument == first && IsExchange(argument):
                    yield return second.Expression;
                    break;
                case ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } or RefExpressionSyntax:
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression }:
                    yield return null;
                    break;
            }
        }
    }

    static bool IsExchange(ArgumentSyntax argument) => argument.Parent?.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exchange" or "CompareExchange" or "Write" } };

    bool IsFinished(ExpressionSyntax value)
    {
#pragma warning disable RS1030 // The other writes of a field lie in other members and files; asked only where a wait hangs on it.
        return compilation.GetSemanticModel(value.SyntaxTree).Bind(value) is { } operation && IsFinished(operation);
#pragma warning restore RS1030
    }

    bool IsFinished(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null, Operand: var operand } || value is IParenthesizedOperation { Operand: var inner } && (operand = inner) is not null) value = operand;
        return value switch
        {
            { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation => true,
            IInvocationOperation { TargetMethod: { Name: "FromResult" or "FromException" or "FromCanceled", ContainingType.Name: "Task" or "ValueTask" } } => true,
            IPropertyReferenceOperation { Property: { Name: "CompletedTask", ContainingType.Name: "Task" or "ValueTask" } } => true,
            IObjectCreationOperation { Type.Name: "ValueTask" } creation => creation.Arguments.All(a => a.Value.Type?.Name is not ("Task" or "ValueTask" or "IValueTaskSource") || IsFinished(a.Value)),
            IConditionalOperation { WhenFalse: { } otherwise } choice => IsFinished(choice.WhenTrue) && IsFinished(otherwise),
            IFieldReferenceOperation { Field: var other } => other.IsReadOnly && Holds(other),
            _ => false,
        };
    }
}
