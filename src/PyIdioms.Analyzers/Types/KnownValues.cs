using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Patterns;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>The constants that an operation may give, by what is declared and by what has run before.</summary>
sealed class KnownValues(Compilation compilation, Literals literals)
{
    static readonly ConditionalWeakTable<Compilation, KnownValues> PerCompilation = new();

    readonly ConditionalWeakTable<IOperation, HeldInBody> bodies = new();

    public static KnownValues? Of(Compilation compilation) => Literals.In(compilation) is { } literals ? PerCompilation.GetValue(compilation, c => new(c, literals)) : null;

    public Literals Literals => literals;

    /// <summary>The constants of an operation that is no constant itself; null where it may be anything.</summary>
    public ImmutableHashSet<LiteralValue>? Of(IOperation operation, CancellationToken cancel)
    {
        var declared = Declared(operation);
        if (operation is not (ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation) || !operation.HasGraph()) return declared;
        return bodies.GetValue(operation.Root(), r => new(r, this, cancel)).At(operation.Syntax, declared);
    }

    /// <summary>What the declaration of a member, parameter or function says of its values; null where it allows any.</summary>
    public ImmutableHashSet<LiteralValue>? Declared(IOperation operation) => operation switch
    {
        IAwaitOperation waiting => Declared(waiting.Operation),
        IParenthesizedOperation inner => Declared(inner.Operand),
        IConversionOperation { OperatorMethod: null, Conversion: { IsIdentity: true } or { IsReference: true, IsImplicit: true } } conversion => Declared(conversion.Operand),
        IConditionalAccessOperation maybe => Declared(maybe.WhenNotNull) is { } values ? values.Add(LiteralValue.Null) : null,
        IInvocationOperation { TargetMethod: { Name: "ConfigureAwait" }, Instance: { } task } => Declared(task),
        IInvocationOperation { TargetMethod: var method } => Listed(method),
        IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } } => [new("", null)],
        IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } maybe } => Declared(maybe)?.Remove(LiteralValue.Null),
        IMemberReferenceOperation { Member: var member } => Declared(member),
        IParameterReferenceOperation { Parameter: var parameter } => Declared(parameter),
        ILocalReferenceOperation { Local: var local } => Declared(local),
        _ => null,
    };

    /// <summary>What may be in a variable, member or parameter.</summary>
    public ImmutableHashSet<LiteralValue>? Declared(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => Named(local.Type),
        IParameterSymbol parameter => Listed(parameter) ?? Named(parameter.Type),
        IPropertySymbol property => Listed(property) ?? Fixed(property) ?? Named(property.Type),
        IFieldSymbol field => Listed(field) ?? Fixed(field) ?? Named(field.Type),
        _ => null,
    };

    public ImmutableHashSet<LiteralValue>? Listed(ISymbol symbol) => literals.Of(symbol) is { IsOfElements: false } contract ? contract.All : null;

    /// <summary>The values of a type that are all named.</summary>
    static ImmutableHashSet<LiteralValue>? Named(ITypeSymbol? type)
    {
        ImmutableHashSet<LiteralValue>? all = type?.WithoutNullable() switch
        {
            { SpecialType: SpecialType.System_Boolean } => [new(true, null), new(false, null)],
            INamedTypeSymbol { TypeKind: TypeKind.Enum } named when !EnumMembers.IsFlags(named) && EnumMembers.Of(named) is { Count: > 0 } members => [.. members.Values.Select(m => new LiteralValue(m.ConstantValue, named))],
            _ => null,
        };
        return all is not null && type!.IsNullable() ? all.Add(LiteralValue.Null) : all;
    }

    /// <summary>The constants that a collection holds by its declaration: what is listed of its elements, or what a readonly one is made of.</summary>
    public ImmutableHashSet<LiteralValue>? Elements(IOperation collection)
    {
        var symbol = collection switch
        {
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            IInvocationOperation { TargetMethod: var method } => method,
            IMemberReferenceOperation { Member: var member } => (ISymbol)member,
            _ => null,
        };
        if (symbol is null) return null;
        if (literals.Of(symbol) is { IsOfElements: true } contract) return contract.All;
        if (Initial(symbol) is not var (value, model) || model.Bind(value) is not { } made) return null;
        var parts = ValueArrivals.Elements(made).ToList();
        return parts.Count > 0 && parts.All(p => LiteralValue.Of(p) is not null) ? [.. parts.Select(p => LiteralValue.Of(p)!.Value)] : null;
    }

    /// <summary>The constant that a readonly field, a get-only property or a constant getter always gives; null where it may give another.</summary>
    ImmutableHashSet<LiteralValue>? Fixed(ISymbol member) => Initial(member) is var (value, model) && model.GetConstantValue(value) is { HasValue: true, Value: var constant }
        ? [new(constant, member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type)] : null;

    /// <summary>What a member gets where it is declared, if it never gets anything else.</summary>
    (ExpressionSyntax Value, SemanticModel Model)? Initial(ISymbol member)
    {
        if (member is not (IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null, IsIndexer: false, IsAbstract: false, IsVirtual: false, IsOverride: false })) return null;
        if (member.DeclaringSyntaxReferences is not [var reference] || !compilation.ContainsSyntaxTree(reference.SyntaxTree)) return null;
        var value = reference.GetSyntax() switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var initial } => initial,
            PropertyDeclarationSyntax { ExpressionBody.Expression: var only } => only,
            PropertyDeclarationSyntax { Initializer.Value: var initial } => initial,
            _ => null,
        };
#pragma warning disable RS1030 // A field may be declared in another file; asked on demand only.
        return value is null || IsAssignedByConstructor(member) ? null : (value, compilation.GetSemanticModel(reference.SyntaxTree));
#pragma warning restore RS1030
    }

    static bool IsAssignedByConstructor(ISymbol member) => member.ContainingType.GetMembers().OfType<IMethodSymbol>().Where(m => m.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor && m.IsStatic == member.IsStatic)
        .SelectMany(m => m.DeclaringSyntaxReferences).Select(r => r.GetSyntax()).OfType<ConstructorDeclarationSyntax>()
        .Any(c => c.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == member.Name));
}
