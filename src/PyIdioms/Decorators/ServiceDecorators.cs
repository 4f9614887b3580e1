using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace PyIdioms;

/// <summary>Registers interface decorators.</summary>
public static class ServiceDecorators
{
    /// <summary>Puts a decorator in front of every registration of a service so far; the one that is added last is outermost.</summary>
    /// <typeparam name="TService">The service; of an open generic one each closed type is registered on its own.</typeparam>
    /// <typeparam name="TDecorator">The class in front, mostly one with <see cref="DecorateAttribute"/>: its constructor takes a <typeparamref name="TService"/> and whatever else is registered.</typeparam>
    /// <param name="services">The registrations.</param>
    /// <remarks>
    /// The decorator lives as long as what it decorates, which stays the container's to dispose of. Registrations with a key are left alone.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The service is not registered yet, or the decorator has no constructor that takes it.</exception>
    public static IServiceCollection AddDecorator<TService, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TDecorator>(this IServiceCollection services)
        where TService : class
        where TDecorator : class, TService
    {
        ArgumentNullException.ThrowIfNull(services);
        var create = ActivatorUtilities.CreateFactory<TDecorator>([typeof(TService)]);
        var isThere = false;
        for (var i = services.Count - 1; i >= 0; i--)
        {
            var inner = services[i];
            if (inner.ServiceType != typeof(TService) || inner.IsKeyedService) continue;
            isThere = true;
            // Under a key that nobody else has the container makes the inner one as before, and disposes of it.
            var key = new Decorated(typeof(TDecorator));
            services[i] = ServiceDescriptor.Describe(typeof(TService), provider => create(provider, [provider.GetRequiredKeyedService<TService>(key)]), inner.Lifetime);
            services.Insert(i, Keyed(inner, key));
        }
        return isThere ? services : throw new InvalidOperationException($"{typeof(TService)} is not registered: register it before its decorator {typeof(TDecorator).Name}");
    }

    static ServiceDescriptor Keyed(ServiceDescriptor inner, object key)
    {
        if (inner.ImplementationInstance is { } instance) return new(inner.ServiceType, key, instance);
        if (inner.ImplementationFactory is { } factory) return new(inner.ServiceType, key, (provider, _) => factory(provider), inner.Lifetime);
        return new(inner.ServiceType, key, inner.ImplementationType!, inner.Lifetime);
    }

    sealed class Decorated(Type by)
    {
        public override string ToString() => $"decorated by {by.Name}";
    }
}
