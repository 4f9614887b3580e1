using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Internals;

/// <summary>An override of a visitor of an <c>[Ast]</c> that goes no further down: what is below the node is left out without a word.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ChildrenNotVisited() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0106",
        title: "Children not visited", message: "'{0}' leaves out what is below a '{1}': call base.{0}({2})", DiagnosticSeverity.Info);

    const string Visit = "Visit", GenericVisit = "GenericVisit", Visitor = "Visitor", Transformer = "Transformer";

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("PyIdioms.AstAttribute") is not { } ast) return;
        context.RegisterSyntaxNodeAction(c => Check(c, ast), SyntaxKind.MethodDeclaration);
    }

    static void Check(SyntaxNodeAnalysisContext context, INamedTypeSymbol ast)
    {
        var declaration = (MethodDeclarationSyntax)context.Node;
        if (!declaration.Modifiers.Any(SyntaxKind.OverrideKeyword) || !declaration.Identifier.ValueText.StartsWith(Visit, StringComparison.Ordinal) || declaration.ParameterList.Parameters.Count != 1) return;
        if (context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { Parameters: [{ Type: INamedTypeSymbol node } parameter] } method || method.Name == Visit) return;
        if (VisitorOf(method.ContainingType, ast) is not { } visitor || !HasChildren(node, visitor.ContainingType)) return;
        if (context.SemanticModel.Bind(declaration, context.CancellationToken) is not IMethodBodyOperation body || (body.BlockBody ?? body.ExpressionBody) is not { } code) return;
        if (IsPruned(code) || !(visitor.Name == Visitor || GivesBack(code, parameter)) || code.Descendants().Any(o => GoesOn(o, method.ContainingType))) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, declaration.Identifier.GetLocation(), method.Name, node.Name, parameter.Name));
    }

    /// <summary>The generated visitor or transformer above a class; one that has a result decides by itself what that takes.</summary>
    static INamedTypeSymbol? VisitorOf(INamedTypeSymbol type, INamedTypeSymbol ast)
    {
        for (var above = type.BaseType; above is not null; above = above.BaseType)
        {
            if (above is { Arity: 0, Name: Visitor or Transformer, ContainingType: { } root } && root.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, ast))) return above;
        }
        return null;
    }

    static bool HasChildren(INamedTypeSymbol node, INamedTypeSymbol root)
    {
        for (var type = node; type is not null && !SymbolEqualityComparer.Default.Equals(type, root); type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IPropertySymbol { IsIndexer: false, IsStatic: false, IsOverride: false } property && HoldsNode(property.Type, root) && member.Name != "Children") return true;
                if (member is IFieldSymbol { IsImplicitlyDeclared: false, IsStatic: false } field && HoldsNode(field.Type, root)) return true;
            }
        }
        return false;
    }

    static bool HoldsNode(ITypeSymbol type, INamedTypeSymbol root) =>
        IsNode(type, root) || type is IArrayTypeSymbol array && IsNode(array.ElementType, root) || type is INamedTypeSymbol { TypeArguments: [var item] } && IsNode(item, root);

    static bool IsNode(ITypeSymbol? type, INamedTypeSymbol root)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, root.OriginalDefinition)) return true;
        }
        return false;
    }

    /// <summary>Nothing is done: what is below is left out on purpose. Or an exception is all there is.</summary>
    static bool IsPruned(IBlockOperation code)
    {
        var statements = code.Operations.Where(static o => o is not IReturnOperation { IsImplicit: true, ReturnedValue: null }).ToImmutableArray();
        return statements.IsEmpty || statements is [var only] && (only is IThrowOperation or IReturnOperation { ReturnedValue: null } || only.ChildOperations.Any(static o => o is IThrowOperation or IConversionOperation { Operand: IThrowOperation }));
    }

    /// <summary>Whether a transformer returns the node as it is, or with something else changed: where it returns another, or none, there are no children to be transformed.</summary>
    static bool GivesBack(IBlockOperation code, IParameterSymbol node) =>
        code.Descendants().Any(o => o is IParameterReferenceOperation { Parameter: var used } && SymbolEqualityComparer.Default.Equals(used, node) && IsGivenBack(o));

    static bool IsGivenBack(IOperation value)
    {
        for (var outer = value.Parent; ; value = outer, outer = outer.Parent)
        {
            switch (outer)
            {
                case IReturnOperation:
                    return true;
                case IConversionOperation or ISwitchExpressionArmOperation or ICoalesceOperation:
                case IConditionalOperation choice when choice.Condition != value:
                case ISwitchExpressionOperation match when match.Value != value:
                case IWithOperation with when with.Operand == value:
                    continue;
                default:
                    return false;
            }
        }
    }

    /// <summary>Whether an operation leads further down: a call of the visitor's own methods, or the visitor in other hands.</summary>
    static bool GoesOn(IOperation operation, INamedTypeSymbol visitor) => operation switch
    {
        IInvocationOperation { Instance: IInstanceReferenceOperation, TargetMethod: var called } => Leads(called, visitor),
        IInvocationOperation { TargetMethod: { IsStatic: false } called } => IsVisit(called.Name) && called.ContainingType.Name is Visitor or Transformer,
        IMethodReferenceOperation { Instance: IInstanceReferenceOperation, Method: var referred } => Leads(referred, visitor),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Parent: not (IInvocationOperation or IMemberReferenceOperation) } => true,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, IsImplicit: false, Parent: IInvocationOperation { Instance: var receiver } } => receiver != operation,
        _ => false,
    };

    static bool IsVisit(string name) => name.StartsWith(Visit, StringComparison.Ordinal) || name == GenericVisit;

    /// <summary>A helper leads on where it mentions a visit; one that cannot be seen may.</summary>
    static bool Leads(IMethodSymbol method, INamedTypeSymbol visitor)
    {
        if (IsVisit(method.Name)) return true;
        if (method.ContainingType.SpecialType == SpecialType.System_Object) return false;
        if (method.DeclaringSyntaxReferences is not [var reference]) return SymbolEqualityComparer.Default.Equals(method.ContainingType, visitor) || method.ContainingType.Name is not (Visitor or Transformer);
        return reference.GetSyntax().DescendantTokens().Any(static t => t.IsKind(SyntaxKind.ThisKeyword) || t.IsKind(SyntaxKind.IdentifierToken) && IsVisit(t.ValueText));
    }
}
