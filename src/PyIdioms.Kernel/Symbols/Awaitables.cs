using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Which types can be awaited, by shape (C# specification, "Awaitable expressions"), and which hold such values.</summary>
public sealed class Awaitables
{
    static readonly ConditionalWeakTable<Compilation, Awaitables> PerCompilation = new();

    readonly ConcurrentDictionary<ITypeSymbol, bool> byShape = new(SymbolEqualityComparer.Default);
    readonly Compilation compilation;
    readonly KnownTypes types;
    readonly Lazy<ImmutableArray<IMethodSymbol>> extensions;

    Awaitables(Compilation compilation)
    {
        this.compilation = compilation;
        types = KnownTypes.Of(compilation);
        extensions = new(() => [.. Extensions()]);
    }

    public static Awaitables Of(Compilation compilation) => PerCompilation.GetValue(compilation, static c => new(c));

    /// <summary>Whether a value of the type can be awaited: Task, ValueTask, what ConfigureAwait returns, custom awaitables.</summary>
    public bool IsAwaitable(ITypeSymbol? type) => type switch
    {
        null or { SpecialType: not SpecialType.None } or { TypeKind: TypeKind.Enum or TypeKind.Delegate or TypeKind.Array or TypeKind.Dynamic or TypeKind.Pointer or TypeKind.Error } => false,
        _ => byShape.TryGetValue(type, out var known) ? known : byShape.GetOrAdd(type, HasShape(type)),
    };

    /// <summary>Whether it is awaitable only by courtesy of an extension: an event, a context, a time. Such a thing is used in other ways too; holding one owes nothing.</summary>
    public bool IsByExtension(ITypeSymbol? type) => type is not null && IsAwaitable(type) && !HasOwnShape(type);

    /// <summary>Whether it is Task or ValueTask, generic or not.</summary>
    public bool IsTask(ITypeSymbol? type) =>
        type?.OriginalDefinition is { } definition && (Is(definition, types.Task) || Is(definition, types.TaskOfT) || Is(definition, types.ValueTask) || Is(definition, types.ValueTaskOfT));

    /// <summary>Whether what a task gives is to be disposed of: a lock, a connection, a file.</summary>
    public static bool GivesDisposable(ITypeSymbol? task) => task is INamedTypeSymbol { TypeArguments: [var result] } && (IsDisposable(result) || result.AllInterfaces.Any(IsDisposable));

    static bool IsDisposable(ITypeSymbol type) => type is { SpecialType: SpecialType.System_IDisposable } or { Name: "IAsyncDisposable", ContainingNamespace.Name: "System" };

    /// <summary>Whether it is a stream that runs only when it is enumerated.</summary>
    public bool IsStream(ITypeSymbol? type) =>
        type?.OriginalDefinition is { } definition && (Is(definition, types.AsyncEnumerableOfT) || definition is { Name: "ConfiguredCancelableAsyncEnumerable", ContainingNamespace.Name: "CompilerServices" });

    /// <summary>Whether it is a collection, an array or a tuple with awaitable elements.</summary>
    public bool HoldsAwaitables(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => IsAwaitable(array.ElementType),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(e => IsAwaitable(e.Type)),
        INamedTypeSymbol { IsGenericType: true } named => named.TypeArguments.Any(IsAwaitable) && IsEnumerable(named),
        _ => false,
    };

    bool IsEnumerable(INamedTypeSymbol type) =>
        Is(type.OriginalDefinition, types.EnumerableOfT) || type.AllInterfaces.Any(i => Is(i.OriginalDefinition, types.EnumerableOfT)) || type.IsRefLikeType;

    bool HasShape(ITypeSymbol type) => HasOwnShape(type) || extensions.Value.Any(m => m.ReduceExtensionMethod(type) is not null);

    bool HasOwnShape(ITypeSymbol type)
    {
        if (IsTask(type)) return true;
        if (type is ITypeParameterSymbol parameter) return parameter.ConstraintTypes.Any(IsAwaitable);
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.GetMembers(WellKnownMemberNames.GetAwaiter).OfType<IMethodSymbol>().Any(m => !m.IsStatic && m.Parameters.IsEmpty && IsReachable(m) && IsAwaiter(m.ReturnType))) return true;
        }
        return type.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(IsAwaitable);
    }

    bool IsReachable(IMethodSymbol method) => compilation.IsSymbolAccessibleWithin(method, compilation.Assembly);

    /// <summary>The extension GetAwaiters of this compilation; those of references are for types that are not promises (TimeSpan, TaskScheduler).</summary>
    IEnumerable<IMethodSymbol> Extensions() =>
        compilation.GetSymbolsWithName(WellKnownMemberNames.GetAwaiter, SymbolFilter.Member).OfType<IMethodSymbol>()
            .Where(m => m is { IsExtensionMethod: true, Parameters.Length: 1 } && IsAwaiter(m.ReturnType));

    bool IsAwaiter(ITypeSymbol type) =>
        type.AllInterfaces.Any(i => Is(i, types.NotifyCompletion))
        && type.GetMembers(WellKnownMemberNames.IsCompleted).OfType<IPropertySymbol>().Any(p => p is { IsStatic: false, Type.SpecialType: SpecialType.System_Boolean })
        && type.GetMembers(WellKnownMemberNames.GetResult).OfType<IMethodSymbol>().Any(m => !m.IsStatic && m.Parameters.IsEmpty);

    static bool Is(ISymbol symbol, ISymbol? other) => SymbolEqualityComparer.Default.Equals(symbol, other);
}
