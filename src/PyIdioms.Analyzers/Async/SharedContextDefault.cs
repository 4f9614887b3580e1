using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>A context variable whose default can be changed: it is one object for all flows.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedContextDefault() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0314",
        title: "Mutable default of a context variable", message: "The default of '{0}' is one '{1}' for all flows: what one of them changes, all of them see", DiagnosticSeverity.Warning);

    static readonly Words Named = Words.Of(["ContextVar", "ContextVarAttribute"]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("PyIdioms.ContextVarAttribute") is not { } attribute || types.Find("PyIdioms.ContextVar`1") is not { } variable) return;
        context.RegisterSemanticModelAction(document =>
        {
            var tree = document.SemanticModel.SyntaxTree;
            var root = tree.GetRoot(document.CancellationToken);
            foreach (var place in Named.In(WordIndex.Of(tree, document.CancellationToken)))
            {
                var node = root.FindToken(place).Parent;
                if (node?.FirstAncestorOrSelf<AttributeSyntax>() is { Parent.Parent: PropertyDeclarationSyntax property } written && written.Name.Span.Contains(place)) CheckAttribute(document, property, written, attribute);
                else if (node?.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is ObjectCreationExpressionSyntax creation && creation.Type.Span.Contains(place)) CheckCreation(document, creation, variable);
                else if (node?.FirstAncestorOrSelf<VariableDeclarationSyntax>() is { } declaration && declaration.Type.Span.Contains(place))
                {
                    foreach (var implied in declaration.Variables.Select(v => v.Initializer?.Value).OfType<ImplicitObjectCreationExpressionSyntax>()) CheckCreation(document, implied, variable);
                }
                else if (node?.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { Initializer.Value: ImplicitObjectCreationExpressionSyntax made } own && own.Type.Span.Contains(place)) CheckCreation(document, made, variable);
            }
        });
    }

    static void CheckAttribute(SemanticModelAnalysisContext context, PropertyDeclarationSyntax property, AttributeSyntax written, INamedTypeSymbol attribute)
    {
        if (context.SemanticModel.GetDeclaredSymbol(property, context.CancellationToken) is not { } symbol) return;
        var data = symbol.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute));
        if (data?.NamedArguments.FirstOrDefault(static a => a.Key == "DefaultFrom").Value.Value is not string name || !IsMutable(symbol.Type)) return;
        if (symbol.ContainingType.GetMembers(name).Any(m => m.IsStatic && IsOneObject(m, context.CancellationToken))) Report(context, written.GetLocation(), symbol.Name, symbol.Type);
    }

    static void CheckCreation(SemanticModelAnalysisContext context, BaseObjectCreationExpressionSyntax creation, INamedTypeSymbol variable)
    {
        if (context.SemanticModel.GetSymbolInfo(creation, context.CancellationToken).Symbol is not IMethodSymbol { Parameters: [_, { Name: "defaultValue" } value, ..], ContainingType: { TypeArguments: [var type] } made }
            || !SymbolEqualityComparer.Default.Equals(made.OriginalDefinition, variable) || !IsMutable(type)) return;
        var given = creation.ArgumentList?.Arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == value.Name) ?? creation.ArgumentList?.Arguments.ElementAtOrDefault(1);
        if (given is null || IsNothing(given.Expression) || type is IArrayTypeSymbol && IsEmpty(given.Expression)) return;
        var name = creation.ArgumentList!.Arguments.Select(a => context.SemanticModel.GetConstantValue(a.Expression, context.CancellationToken).Value as string).FirstOrDefault(n => n is not null);
        Report(context, given.GetLocation(), name ?? "the variable", type);
    }

    static void Report(SemanticModelAnalysisContext context, Location location, string name, ITypeSymbol type) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, location, name, type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));

    /// <summary>Whether a member gives the same object each time: a field, an auto-property, or a member that returns one of those.</summary>
    static bool IsOneObject(ISymbol member, CancellationToken cancel, int depth = 0)
    {
        var syntax = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel);
        switch (member)
        {
            case IFieldSymbol field: return !(field.Type is IArrayTypeSymbol && IsEmpty((syntax as VariableDeclaratorSyntax)?.Initializer?.Value));
            case IPropertySymbol when syntax is PropertyDeclarationSyntax { ExpressionBody: null } property && property.AccessorList?.Accessors.All(static a => a.Body is null && a.ExpressionBody is null) == true:
                return !(((IPropertySymbol)member).Type is IArrayTypeSymbol && IsEmpty(property.Initializer?.Value)) && !IsNothing(property.Initializer?.Value);
        }
        var returned = syntax switch
        {
            PropertyDeclarationSyntax { ExpressionBody.Expression: var body } => body,
            MethodDeclarationSyntax { ExpressionBody.Expression: var body } => body,
            MethodDeclarationSyntax { Body.Statements: [ReturnStatementSyntax { Expression: { } body }] } => body,
            _ => null,
        };
        return depth < 3 && returned is IdentifierNameSyntax { Identifier.ValueText: var name } && member.ContainingType.GetMembers(name).Any(m => m.IsStatic && !SymbolEqualityComparer.Default.Equals(m, member) && IsOneObject(m, cancel, depth + 1));
    }

    static bool IsNothing(ExpressionSyntax? value) => value is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression } or DefaultExpressionSyntax
        || value is PostfixUnaryExpressionSyntax { Operand: var inner } && IsNothing(inner);

    /// <summary>An array of nothing has nothing to change.</summary>
    static bool IsEmpty(ExpressionSyntax? value) => value is CollectionExpressionSyntax { Elements.Count: 0 }
        or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } }
        or ArrayCreationExpressionSyntax { Type.RankSpecifiers: [{ Sizes: [LiteralExpressionSyntax { Token.ValueText: "0" }] }, ..] };

    /// <summary>Whether whoever gets an object of a type can change it.</summary>
    static bool IsMutable(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol) return true;
        if (type is not INamedTypeSymbol { IsReferenceType: true, SpecialType: not SpecialType.System_String } named) return false;
        var space = named.ContainingNamespace.ToDisplayString();
        if (space is "System.Collections.Immutable" or "System.Collections.Frozen" || named.Name.StartsWith("ReadOnly", StringComparison.Ordinal) || named.Name.StartsWith("IReadOnly", StringComparison.Ordinal)) return false;
        if (named is { Name: "StringBuilder" } && space == "System.Text") return true;
        if (named.AllInterfaces.Add(named).Any(static i => i is { Name: "ICollection" or "IDictionary" or "IList" or "ISet", ContainingNamespace.Name: "Generic" or "Collections" } or { Name: "IProducerConsumerCollection" })) return true;
        if (named.DeclaringSyntaxReferences.IsEmpty || named.TypeKind != TypeKind.Class) return false;
        for (INamedTypeSymbol? at = named; at is { DeclaringSyntaxReferences.IsEmpty: false }; at = at.BaseType)
        {
            if (at.GetMembers().Any(static m => m is { IsStatic: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal }
                && m is IPropertySymbol { SetMethod: { IsInitOnly: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal } } or IFieldSymbol { IsReadOnly: false, IsConst: false, IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal, IsStatic: false })) return true;
        }
        return false;
    }
}
