using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Async;

/// <summary>Which operations read or write state that belongs to a thread: a <c>[ThreadStatic]</c> field, the value of a <c>ThreadLocal</c>, a member that does nothing but hand one on.</summary>
sealed class ThreadBoundState(Compilation compilation, CancellationToken cancel)
{
    readonly Dictionary<ISymbol, ImmutableArray<ISymbol>> members = new(SymbolEqualityComparer.Default);

    /// <summary>What an operation itself reads or writes.</summary>
    public IEnumerable<ISymbol> Accessed(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Field: { IsStatic: true } field } => IsThreadStatic(field) ? [field] : [],
        IPropertyReferenceOperation { Property: { Name: "Value", ContainingType: { Name: "ThreadLocal", ContainingNamespace.Name: "Threading" } }, Instance: { } owner } => Variable(owner) is { } variable ? [variable] : [],
        IPropertyReferenceOperation { Property: { IsStatic: true, DeclaringSyntaxReferences.IsEmpty: false } property } when IsKeptByThread(property) => [property],
        IPropertyReferenceOperation { Property: { DeclaringSyntaxReferences.IsEmpty: false } property } => Through(property),
        IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: false, IsAsync: false } method } => Through(method),
        _ => [],
    };

    static bool IsThreadStatic(IFieldSymbol field) => field.GetAttributes().Any(static a => a.AttributeClass is { Name: "ThreadStaticAttribute", ContainingNamespace.Name: "System" });

    /// <summary><c>[field: ThreadStatic] static int Depth { get; set; }</c></summary>
    static bool IsKeptByThread(IPropertySymbol property) => property.ContainingType.GetMembers().Any(m => m is IFieldSymbol { AssociatedSymbol: { } kept } field && SymbolEqualityComparer.Default.Equals(kept, property) && IsThreadStatic(field));

    static ISymbol? Variable(IOperation owner) => owner.Unwrap() switch
    {
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>What a member of this program accesses in its own body.</summary>
    ImmutableArray<ISymbol> Through(ISymbol member)
    {
        member = member.OriginalDefinition;
        if (members.TryGetValue(member, out var known)) return known;
        members[member] = [];
        var bodies = Bodies.Of(compilation);
        IMethodSymbol?[] methods = member is IPropertySymbol property ? [property.GetMethod, property.SetMethod] : [member as IMethodSymbol];
        return members[member] = [.. methods.OfType<IMethodSymbol>().Select(m => bodies.Operation(m, cancel)).OfType<IOperation>()
            .SelectMany(static body => body.Descendants()).SelectMany(o => o is IFieldReferenceOperation or IPropertyReferenceOperation { Property.ContainingType.Name: "ThreadLocal" } ? Accessed(o) : [])
            .Where(static s => s is IFieldSymbol or IPropertySymbol).Distinct(SymbolEqualityComparer.Default)];
    }
}
