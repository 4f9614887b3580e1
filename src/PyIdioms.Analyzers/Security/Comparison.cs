using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Analyzers.Security;

/// <summary>Two texts or sequences of bytes, compared up to the first difference.</summary>
/// <param name="Left">One of them.</param>
/// <param name="Right">The other one.</param>
/// <param name="Whole">What asks whether they are the same.</param>
/// <param name="IsOfElements">Whether a loop compares them, element by element, and stops.</param>
public readonly record struct Comparison(IOperation Left, IOperation Right, SyntaxNode Whole, bool IsOfElements = false)
{
    /// <summary>Whether capitals do not count: they do in secrets, but not in hexadecimal digits.</summary>
    public bool IgnoresCase => Whole is InvocationExpressionSyntax call && call.ToString().Contains("IgnoreCase");

    public static readonly OperationKind[] Kinds = [OperationKind.Binary, OperationKind.Invocation, OperationKind.IsPattern];

    static readonly HashSet<string> Orders = ["Compare", "CompareOrdinal", "CompareTo", "SequenceCompareTo"];

    static readonly HashSet<string> Stopping = ["All", "Any", "TakeWhile", "SkipWhile", "First", "FirstOrDefault", "TrueForAll", "Exists", "FindIndex"];

    /// <summary>The comparison that an operation is; null for everything else.</summary>
    public static Comparison? Of(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary => OfBinary(binary),
        IInvocationOperation call => OfCall(call),
        IIsPatternOperation match => OfPattern(match),
        _ => null,
    };

    static Comparison? OfBinary(IBinaryOperation binary)
    {
        var (left, right) = (Bare(binary.LeftOperand), Bare(binary.RightOperand));
        if (left.Type.IsString() && right.Type.IsString() || IsHeader(left.Type) && right.Type.IsString() || IsHeader(right.Type) && left.Type.IsString()) return new(left, right, binary.Syntax);
        if (IsElement(left) && IsElement(right) && IsEarlyExit(binary)) return new(OwnerOf(left), OwnerOf(right), binary.Syntax, true);
        if (right.ConstantValue is { HasValue: true, Value: 0 } && left is IInvocationOperation order && Orders.Contains(order.TargetMethod.Name)) return OfOrder(order, binary);
        return null;
    }

    /// <summary>string.Compare(a, b) == 0.</summary>
    static Comparison? OfOrder(IInvocationOperation order, IOperation whole)
    {
        var operands = Operands(order).Where(o => IsText(o.Type)).ToList();
        return operands.Count == 2 && !IsFolding(order) ? new(operands[0], operands[1], whole.Syntax) : null;
    }

    /// <summary>Compare with five arguments looks at parts.</summary>
    static bool IsFolding(IInvocationOperation order) => order.Arguments.Any(a => a.Parameter?.Name is "indexA" or "indexB");

    static Comparison? OfPattern(IIsPatternOperation match)
    {
        var pattern = match.Pattern is INegatedPatternOperation negated ? negated.Pattern : match.Pattern;
        return match.Value.Type.IsString() && pattern is IConstantPatternOperation { Value: { ConstantValue: { HasValue: true, Value: string { Length: > 0 } } } constant } ? new(match.Value, constant, match.Syntax) : null;
    }

    static Comparison? OfCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name is not ("Equals" or "SequenceEqual")) return null;
        var operands = Operands(call).ToList();
        if (operands.Count < 2) return null;
        var (left, right) = (operands[0], operands[1]);
        var isComparison = method.Name == "SequenceEqual" ? IsSequence(left.Type) && IsSequence(right.Type)
            : method.ContainingType switch
            {
                { SpecialType: SpecialType.System_String } => IsText(left.Type) && IsText(right.Type) || right.Type?.SpecialType == SpecialType.System_Object,
                { SpecialType: SpecialType.System_Object } when method.IsStatic => left.Type.IsString() || right.Type.IsString(),
                { Name: "StringComparer" or "MemoryExtensions" } => IsText(left.Type) && IsText(right.Type),
                { Name: "IEqualityComparer" or "EqualityComparer", TypeArguments.IsEmpty: false } => left.Type.IsString() && right.Type.IsString(),
                { Name: "IEqualityComparer" or "IStructuralEquatable", ContainingNamespace.Name: "Collections" } => IsText(left.Type) || IsText(right.Type) || IsSequence(left.Type) || IsSequence(right.Type),
                _ => false,
            };
        return isComparison ? new(left, right, call.Syntax) : null;
    }

    /// <summary>The receiver and the arguments of a call, in the order in which they are written.</summary>
    static IEnumerable<IOperation> Operands(IInvocationOperation call)
    {
        if (call.Instance is { } instance && !IsComparer(instance.Type)) yield return Bare(instance);
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && !IsComparer(argument.Parameter?.Type) && argument.Parameter?.Type.TypeKind != TypeKind.Enum && argument.Parameter?.Type.SpecialType != SpecialType.System_Boolean) yield return Bare(argument.Value);
        }
    }

    static bool IsComparer(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "IEqualityComparer" or "IComparer" or "StringComparer" or "EqualityComparer" or "Comparer" or "CultureInfo" or "CompareInfo" };

    /// <summary>What stands behind conversions: what is compared is the value before them.</summary>
    static IOperation Bare(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IParenthesizedOperation inner: operation = inner.Operand; break;
                case IConversionOperation { IsImplicit: true } inner when inner.OperatorMethod is null || inner.Type.IsBuffer() || IsHeader(inner.Operand.Type): operation = inner.Operand; break;
                case IConversionOperation { OperatorMethod: null } inner: operation = inner.Operand; break;
                default: return operation;
            }
        }
    }

    static bool IsHeader(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "StringValues", ContainingNamespace.Name: "Primitives" };

    static bool IsText(ITypeSymbol? type) => type.IsString() || IsHeader(type) || type.IsBuffer() && type.ElementType()?.SpecialType == SpecialType.System_Char;

    /// <summary>Bytes or characters in a row.</summary>
    static bool IsSequence(ITypeSymbol? type) => type.IsString() || type.ElementType()?.SpecialType is SpecialType.System_Byte or SpecialType.System_Char;

    static bool IsElement(IOperation operation) => operation.Type?.SpecialType is SpecialType.System_Byte or SpecialType.System_Char
        && operation is IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: false } or IImplicitIndexerReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IInlineArrayAccessOperation;

    /// <summary>The sequence that an element belongs to, where it is named.</summary>
    static IOperation OwnerOf(IOperation element) => element switch
    {
        IArrayElementReferenceOperation array => Bare(array.ArrayReference),
        IPropertyReferenceOperation { Instance: { } instance } => Bare(instance),
        IImplicitIndexerReferenceOperation implicitIndex => Bare(implicitIndex.Instance),
        _ => element,
    };

    /// <summary>Whether what runs next depends on the comparison of one element: a loop ends early, or LINQ stops.</summary>
    static bool IsEarlyExit(IOperation comparison)
    {
        for (var (node, at) = (comparison.Syntax, comparison.Syntax.Parent); at is not null; (node, at) = (at, at.Parent))
        {
            switch (at)
            {
                case IfStatementSyntax branch when branch.Condition == node:
                    return LoopAround(branch) is { } loop && (Leaves(loop) || Decides(branch, loop));
                case WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax when ConditionOf(at) == node:
                    return true;
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax target, RawKind: (int)SyntaxKind.SimpleAssignmentExpression }:
                    return LoopAround(at) is { } around && Reads(ConditionOf(around), target.Identifier.ValueText);
                case AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } } }:
                    return Stopping.Contains(name);
                case StatementSyntax or AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax:
                    return false;
            }
        }
        return false;
    }

    static StatementSyntax? LoopAround(SyntaxNode node) => node.Ancestors().TakeWhile(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax))
        .OfType<StatementSyntax>().FirstOrDefault(s => s is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax);

    static ExpressionSyntax? ConditionOf(SyntaxNode loop) => loop switch { WhileStatementSyntax at => at.Condition, DoStatementSyntax at => at.Condition, ForStatementSyntax at => at.Condition, _ => null };

    static bool Leaves(StatementSyntax loop) => loop.DescendantNodes(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(n => n is BreakStatementSyntax or ReturnStatementSyntax or ThrowStatementSyntax or GotoStatementSyntax);

    /// <summary>Whether a branch sets what the loop goes on by.</summary>
    static bool Decides(IfStatementSyntax branch, StatementSyntax loop) => branch.Statement.DescendantNodesAndSelf().OfType<AssignmentExpressionSyntax>()
        .Any(a => a.Left is IdentifierNameSyntax target && Reads(ConditionOf(loop), target.Identifier.ValueText));

    static bool Reads(ExpressionSyntax? condition, string name) => condition?.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == name) == true;
}
