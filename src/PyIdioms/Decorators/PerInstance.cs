using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>One store per instance, for a decorated instance method. A store does not keep its instance alive.</summary>
/// <typeparam name="TStore">What is kept for one instance.</typeparam>
/// <param name="create">Makes an empty store.</param>
public sealed class PerInstance<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TStore>(Func<TStore> create) where TStore : class
{
    readonly ConditionalWeakTable<object, TStore> stores = [];

    /// <summary>The store of an instance, made at its first call.</summary>
    public TStore Of(object instance) =>
        stores.TryGetValue(instance, out var store) ? store : stores.GetValue(instance, _ => create());
}
