using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow;

/// <summary>What running a method may change that others can see.</summary>
/// <param name="isUnknown">It may change any field: it calls code that is not known here, waits, or takes a lock.</param>
/// <param name="members">The fields and properties that are assigned, or whose object is changed.</param>
/// <param name="parameters">The parameters whose object is changed, a bit each.</param>
public sealed class Effects(bool isUnknown, ImmutableHashSet<ISymbol> members, ulong parameters) : IEquatable<Effects>
{
    static readonly ConditionalWeakTable<Compilation, Summaries<Effects>> PerCompilation = new();

    public static readonly Effects None = new(false, ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default), 0);
    public static readonly Effects Unknown = new(true, None.Members, ~0UL);

    public bool IsUnknown => isUnknown;
    public ImmutableHashSet<ISymbol> Members => members;

    public bool Changes(IParameterSymbol parameter) => parameter.Ordinal >= 64 || (parameters >> parameter.Ordinal & 1) != 0;

    public Effects Or(Effects other)
    {
        if (ReferenceEquals(this, other) || ReferenceEquals(other, None)) return this;
        if (ReferenceEquals(this, None)) return other;
        var both = other.Members.IsEmpty ? members : members.IsEmpty ? other.Members : members.Union(other.Members);
        return ReferenceEquals(both, members) && (isUnknown || !other.IsUnknown) && (parameters | other.ParameterBits) == parameters
            ? this : new(isUnknown || other.IsUnknown, both, parameters | other.ParameterBits);
    }

    /// <summary>The effects without those on parameters: a caller maps these to its own arguments.</summary>
    public Effects Beyond => parameters == 0 ? this : !isUnknown && members.IsEmpty ? None : new(isUnknown, members, 0);

    ulong ParameterBits => parameters;

    public bool Equals(Effects? other) => ReferenceEquals(this, other)
        || other is not null && isUnknown == other.IsUnknown && parameters == other.ParameterBits && members.Count == other.Members.Count
        && (ReferenceEquals(members, other.Members) || members.SetEquals(other.Members));
    public override bool Equals(object? obj) => Equals(obj as Effects);
    public override int GetHashCode() => unchecked((int)parameters * 31 + members.Count);

    public static Effects OnMember(ISymbol member) => new(false, None.Members.Add(member.OriginalDefinition), 0);
    public static Effects OnParameter(IParameterSymbol parameter) => parameter.Ordinal >= 64 ? Unknown : new(false, None.Members, 1UL << parameter.Ordinal);

    /// <summary>The effects of a call; of methods of other assemblies nothing but what they do to their arguments is feared.</summary>
    public static Effects Of(IMethodSymbol method, Compilation compilation, CancellationToken cancel) =>
        Of(method, m => PerCompilation.GetValue(compilation, static c => new(None, Unknown, new EffectsOfMethod(Bodies.Of(c)).Summarize, mostDepth: 50)).Of(m, cancel));

    internal static Effects Of(IMethodSymbol method, Func<IMethodSymbol, Effects> source)
    {
        if (method.MethodKind == MethodKind.DelegateInvoke || IsOfThreading(method)) return Unknown;
        if (method.DeclaringSyntaxReferences.IsEmpty) return None;
        return method.IsAbstract || method.IsExtern || (method.IsVirtual || method.IsOverride) && method is { IsSealed: false, ContainingType.IsSealed: false } ? Unknown : source(method);
    }

    /// <summary>Locks, waits and barriers: afterwards another thread has had its say.</summary>
    static bool IsOfThreading(IMethodSymbol method) => method.ContainingType is { ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" }, Name: not ("CancellationToken" or "CancellationTokenSource" or "Interlocked") };

    /// <summary>Whether a method of another assembly may change an object that it is called on or given.</summary>
    public static bool MayChange(IMethodSymbol method, IParameterSymbol? parameter)
    {
        if (method.ContainingType is { Name: "Enumerable" or "String" or "Object" or "Convert" or "ArgumentNullException" or "Console" or "GC" or "Debug" or "Trace" or "CollectionExtensions" }) return false;
        return parameter is null
            ? !Readers.Contains(method.Name)
            : parameter.RefKind is RefKind.Ref or RefKind.Out || parameter.Type is { IsReferenceType: true, SpecialType: not SpecialType.System_String } type && !IsView(type);
    }

    static bool IsView(ITypeSymbol type) => type.Name is "IEnumerable" or "IReadOnlyDictionary" or "IReadOnlyCollection" or "IReadOnlyList" or "IReadOnlySet" or "ILookup" or "IGrouping";

    static readonly HashSet<string> Readers =
    [
        "ContainsKey", "ContainsValue", "Contains", "TryGetValue", "GetValueOrDefault", "GetEnumerator", "MoveNext", "ToString", "Equals", "GetHashCode", "GetType", "CopyTo", "CompareTo",
        "IsSubsetOf", "IsSupersetOf", "IsProperSubsetOf", "IsProperSupersetOf", "Overlaps", "SetEquals", "EnsureCapacity", "TrimExcess", "GetAlternateLookup", "ToArray", "ToList", "AsReadOnly",
        "ToImmutable", "IndexOf", "Find", "FindAll", "Exists", "TrueForAll", "BinarySearch", "Peek", "Clone", "get_Item",
    ];
}

/// <summary>Reads the effects of a method off its operations, whatever the order in which they run.</summary>
sealed class EffectsOfMethod(Bodies bodies)
{
    static readonly Captures NoCaptures = new();

    public Effects Summarize(IMethodSymbol method, Func<IMethodSymbol, Effects> callee, CancellationToken cancel) =>
        bodies.Operation(method, cancel) is { } body ? Of(body.DescendantsAndSelf(), callee) : None(method);

    static Effects None(IMethodSymbol method) => method.PartialImplementationPart is null ? Effects.None : Effects.Unknown;

    /// <summary>The effects of operations that are known to run, or that may run.</summary>
    public static Effects Of(IEnumerable<IOperation> operations, Func<IMethodSymbol, Effects> callee, Captures? captures = null)
    {
        var all = operations as IReadOnlyList<IOperation> ?? [.. operations];
        var result = Effects.None;
        foreach (var operation in all)
        {
            foreach (var write in Writes.Of(operation, captures ?? NoCaptures))
            {
                if (!write.Place.Path.IsEmpty) result = result.Or(Effects.OnMember(write.Place.Path[write.Place.Path.Length - 1]));
                else if (write.Place.Root is IParameterSymbol { RefKind: RefKind.Ref or RefKind.Out } parameter) result = result.Or(Effects.OnParameter(parameter));
            }
            result = result.Or(operation switch
            {
                IAwaitOperation or ILockOperation or IDynamicInvocationOperation or IReturnOperation { Kind: OperationKind.YieldReturn } => Effects.Unknown.Beyond,
                IInvocationOperation call => OfCall(call.TargetMethod, call.Instance, call.Arguments, all, callee),
                IObjectCreationOperation { Constructor: { DeclaringSyntaxReferences.IsEmpty: false } constructor } creation => OfCall(constructor, null, creation.Arguments, all, callee),
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { IsIndexer: true, SetMethod: { } setter }, Instance: { } owner } target } =>
                    OfCall(setter, owner, target.Arguments, all, callee).Or(Changed(owner, all)),
                ICompoundAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } owner } } => Changed(owner, all),
                IIncrementOrDecrementOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } owner } } => Changed(owner, all),
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.SetMethod: { DeclaringSyntaxReferences.IsEmpty: false } setter } } => Effects.Of(setter, callee).Beyond,
                _ => Effects.None,
            });
        }
        return result;
    }

    static Effects OfCall(IMethodSymbol method, IOperation? receiver, ImmutableArray<IArgumentOperation> arguments, IReadOnlyList<IOperation> all, Func<IMethodSymbol, Effects> callee)
    {
        if (method.MethodKind == MethodKind.LocalFunction) return Effects.None;
        var effects = Effects.Of(method, callee);
        var isKnown = !method.DeclaringSyntaxReferences.IsEmpty;
        var result = effects.Beyond;
        if (!isKnown && receiver is not null && Effects.MayChange(method, null)) result = result.Or(Changed(receiver, all));
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter && (isKnown ? effects.Changes(parameter) : Effects.MayChange(method, parameter))) result = result.Or(Changed(argument.Value, all));
        }
        return result;
    }

    /// <summary>The effect of changing the object an operation gives: on a member, on a parameter, or on what a local was made from.</summary>
    static Effects Changed(IOperation value, IReadOnlyList<IOperation> all, int depth = 0)
    {
        if (Place.Of(value) is not { } place) return Effects.None;
        if (!place.Path.IsEmpty) return Effects.OnMember(place.Path[place.Path.Length - 1]);
        switch (place.Root)
        {
            case IParameterSymbol parameter:
                return Effects.OnParameter(parameter);
            case ILocalSymbol local when depth < 4:
                return all.SelectMany(o => Writes.Of(o, NoCaptures)).Where(w => w.Value is not null && w.Place.Equals(place))
                    .Aggregate(Effects.None, (sum, write) => sum.Or(Changed(write.Value!, all, depth + 1)));
            default:
                return Effects.None;
        }
    }
}
