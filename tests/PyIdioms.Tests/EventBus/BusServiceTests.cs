using Microsoft.Extensions.DependencyInjection;

namespace PyIdioms.Tests.EventBus;

/// <summary>A bus in a container.</summary>
public class BusServiceTests
{
    [Fact]
    public async Task TheContainerMakesABusWithWhatItsHandlersNeed()
    {
        await using var provider = new ServiceCollection().AddSingleton<Log>().AddSingleton<OrderBus>().AddSingleton<IEventBus>(p => p.GetRequiredService<OrderBus>()).BuildServiceProvider(true);
        var bus = provider.GetRequiredService<IEventBus>();
        Assert.Same(bus, provider.GetRequiredService<OrderBus>());
        await bus.EmitAsync(new OrderCreated(3));
        Assert.Equal("first 3 first done second third 3", provider.GetRequiredService<Log>().ToString());
    }

    [Fact]
    public async Task EachServiceIsTakenOnce()
    {
        Assert.Equal([typeof(Log), typeof(Log), typeof(Log), typeof(Unheard)], Assert.Single(typeof(ServiceBus).GetConstructors()).GetParameters().Select(p => p.ParameterType));
        Assert.Equal([typeof(Log)], Assert.Single(typeof(NestedBus).GetConstructors()).GetParameters().Select(p => p.ParameterType));
        await using var provider = new ServiceCollection().AddKeyedSingleton<Log>("a").AddKeyedSingleton<Log>("b").AddScoped<Log>().AddScoped<ServiceBus>().BuildServiceProvider(true);
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ServiceBus>().EmitAsync(new Tick(1));
        Assert.Equal(("a", "b", "plain True 3"), (Said("a"), Said("b"), scope.ServiceProvider.GetRequiredService<Log>().ToString()));

        string Said(string key) => provider.GetRequiredKeyedService<Log>(key).ToString();
    }

    [Fact]
    public void WhatIsNeededIsNotNull() => Assert.Equal("log", Assert.Throws<ArgumentNullException>(() => new OrderBus(null!)).ParamName);
}
