using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace PyIdioms;

/// <summary>Registers the bus and its consumers; the connection, an <see cref="IConnectionMultiplexer"/>, is registered by the program.</summary>
public static class RedisEventServices
{
    /// <summary>Adds a <see cref="RedisEventBus"/>; it is also the <see cref="IEventBus"/> where none is registered before.</summary>
    /// <exception cref="ArgumentException">An option makes no sense; the message says which.</exception>
    public static IServiceCollection AddRedisEventBus(this IServiceCollection services, RedisEventBusOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        services.AddSingleton(provider => new RedisEventBus(provider.GetRequiredService<IConnectionMultiplexer>(), options));
        services.TryAddSingleton<IEventBus>(static provider => provider.GetRequiredService<RedisEventBus>());
        return services;
    }

    /// <summary>Adds a <see cref="RedisEventConsumer"/> that runs as long as the host does.</summary>
    /// <typeparam name="THandlers">The registered bus that gets the events.</typeparam>
    /// <exception cref="ArgumentException">An option makes no sense; the message says which.</exception>
    public static IServiceCollection AddRedisEventConsumer<THandlers>(this IServiceCollection services, RedisConsumerOptions options) where THandlers : class, IEventBus
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return services.AddSingleton<IHostedService>(provider => new HostedConsumer(new(
            provider.GetRequiredService<IConnectionMultiplexer>(), provider.GetRequiredService<THandlers>(), options, provider.GetService<ILogger<RedisEventConsumer>>())));
    }

    sealed class HostedConsumer(RedisEventConsumer consumer) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => consumer.RunAsync(stoppingToken);
    }
}
