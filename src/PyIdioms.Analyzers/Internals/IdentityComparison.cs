using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Internals;

/// <summary>Identity of values that are compared by what they are: value types, text, records.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IdentityComparison() : Rule(Descriptor, BoxedDescriptor)
{
    const string Id = "PYI0102";
    const string Title = "Identity where equality is meant";

    public static readonly DiagnosticDescriptor Descriptor = Define(Id, Title, "'{0}' is compared by identity: two equal ones may be two objects; use '=='", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor BoxedDescriptor = Define(Id, Title, "'{0}' is boxed to be compared by identity: the answer is always no", DiagnosticSeverity.Warning);

    static readonly Words Tests = Words.Of(["ReferenceEquals", "ReferenceEqualityComparer"]), Objects = Words.Of(["object", "Object"]);

    static bool IsCast(SyntaxToken word) => word.Parent?.FirstAncestorOrSelf<TypeSyntax>(static t => t.Parent is CastExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression }) is not null;

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) => context.Watch(static tree => Words.Any(Tests, Words.Seen(Objects, tree, IsCast)), Check, OperationKind.Invocation, OperationKind.Binary);

    static void Check(Sighting context)
    {
        var (left, right) = context.Operation switch
        {
            IInvocationOperation { TargetMethod: { Name: "ReferenceEquals", ContainingType.SpecialType: SpecialType.System_Object }, Arguments: [var one, var other] } => (Bare(one.Value), Bare(other.Value)),
            IInvocationOperation { TargetMethod: { Name: "Equals", ContainingType.Name: "ReferenceEqualityComparer" }, Arguments: [var one, var other] } when IsBoxed(Bare(one.Value), Bare(other.Value)) || IsBoxed(Bare(other.Value), Bare(one.Value)) => (Bare(one.Value), Bare(other.Value)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, OperatorMethod: null, LeftOperand: var one, RightOperand: var other } when IsCastToObject(one) || IsCastToObject(other) => (Bare(one), Bare(other)),
            _ => default,
        };
        if (left is null || right is null) return;
        if (IsBoxed(left, right) || IsBoxed(right, left))
        {
            var boxed = IsBoxed(left, right) ? left.Type! : right.Type!;
            context.ReportDiagnostic(Diagnostic.Create(BoxedDescriptor, context.Operation.Syntax.GetLocation(), boxed.ToMinimalDisplayString(context.Operation.SemanticModel!, context.Operation.Syntax.SpanStart)));
            return;
        }
        if (left.Type is not { } leftType || right.Type is not { } rightType) return;
        if (IsNull(left) || IsNull(right) || IsSentinel(left) || IsSentinel(right)) return;
        var value = HasValueEquality(leftType) && HasValueEquality(rightType) ? leftType : null;
        if (value is null || IsMeant(context.Operation, context.ContainingSymbol)) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, context.Operation.Syntax.GetLocation(), value.ToMinimalDisplayString(context.Operation.SemanticModel!, context.Operation.Syntax.SpanStart)));
    }

    /// <summary>An explicit cast to <c>object</c>: <c>a == b</c> of an object and a string is the compiler's own warning.</summary>
    static bool IsCastToObject(IOperation operand) => operand is IConversionOperation { IsImplicit: false, OperatorMethod: null, Type.SpecialType: SpecialType.System_Object } or IParenthesizedOperation { Operand: IConversionOperation { IsImplicit: false, Type.SpecialType: SpecialType.System_Object } };

    static IOperation Bare(IOperation operand)
    {
        while (operand is IConversionOperation { OperatorMethod: null, Type.SpecialType: SpecialType.System_Object } or IParenthesizedOperation) operand = operand.ChildOperations.First();
        return operand;
    }

    static bool IsNull(IOperation operand) => operand.ConstantValue is { HasValue: true, Value: null } || operand is IDefaultValueOperation;

    /// <summary>A struct, boxed on the spot, is nobody else; only a nullable one can be compared with null.</summary>
    static bool IsBoxed(IOperation value, IOperation other) => value.Type is { IsValueType: true } type && !(type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && IsNull(other));

    /// <summary>A certain object that stands for something: <c>static readonly string Missing = new('m', 1)</c>.</summary>
    static bool IsSentinel(IOperation operand) => operand is IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true, ContainingType.SpecialType: not SpecialType.System_String } } or IInstanceReferenceOperation
        or IInvocationOperation { TargetMethod: { Name: "Intern" or "IsInterned", ContainingType.SpecialType: SpecialType.System_String } };

    static bool HasValueEquality(ITypeSymbol type) => type.SpecialType == SpecialType.System_String || type is { IsRecord: true, IsReferenceType: true };

    /// <summary>The short way to a yes, the inside of an equality, a test of identity itself, and asking whether something was changed at all.</summary>
    static bool IsMeant(IOperation operation, ISymbol member)
    {
        if (member is IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator } || Equalities.Contains(member.Name) || TestCode.IsTest(member)) return true;
        return operation.Syntax.Ancestors().TakeWhile(a => a is ExpressionSyntax or IfStatementSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax).Any(a => a switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } => true,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } => IsNegated(operation.Syntax),
            IfStatementSyntax choice => choice.Condition.Span.Contains(operation.Syntax.Span) && !choice.Statement.Span.IsEmpty && IsShortWay(choice),
            _ => false,
        });
    }

    /// <summary><c>!ReferenceEquals(before, after) &amp;&amp; …</c>: whether something was changed at all.</summary>
    static bool IsNegated(SyntaxNode test) => test is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression }
        || test.Ancestors().TakeWhile(static a => a is ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax).Any(static a => a is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression });

    /// <summary><c>if (ReferenceEquals(before, after)) return;</c>: nothing is lost where two equal ones are two objects, only time.</summary>
    static bool IsShortWay(IfStatementSyntax choice) => (choice.Statement is BlockSyntax { Statements: [var only] } ? only : choice.Statement) is ReturnStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax;

    static readonly HashSet<string> Equalities = NameWords.Set("Equals Compare CompareTo GetHashCode ReferenceEquals IsSame AreSame Same IsSameReference SequenceEqual");
}
