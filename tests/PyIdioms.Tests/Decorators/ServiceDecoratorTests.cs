using Microsoft.Extensions.DependencyInjection;

namespace PyIdioms.Tests.Decorators;

/// <summary>Decorators in a container.</summary>
public sealed partial class ServiceDecoratorTests
{
    [Fact]
    public void TheLastOneIsOutermost()
    {
        using var provider = new ServiceCollection().AddSingleton<IWord, Word>().AddDecorator<IWord, Inner>().AddDecorator<IWord, Outer>().BuildServiceProvider();
        Assert.Equal("outer(inner(word))", provider.GetRequiredService<IWord>().Say());
        Assert.Same(provider.GetRequiredService<IWord>(), provider.GetRequiredService<IWord>());
    }

    [Fact]
    public void EachRegistrationKeepsItsPlaceAndLifetime()
    {
        var services = new ServiceCollection().AddTransient<IWord, Word>().AddSingleton<IWord>(new Word("instance")).AddScoped<IWord>(_ => new Word("factory"));
        using var provider = services.AddDecorator<IWord, Inner>().BuildServiceProvider();
        using var scope = provider.CreateScope();
        Assert.Equal(["inner(word)", "inner(instance)", "inner(factory)"], scope.ServiceProvider.GetServices<IWord>().Select(w => w.Say()));
        Assert.Equal([ServiceLifetime.Transient, ServiceLifetime.Singleton, ServiceLifetime.Scoped], services.Where(s => s.ServiceType == typeof(IWord) && !s.IsKeyedService).Select(s => s.Lifetime));
        var all = scope.ServiceProvider.GetServices<IWord>().Zip(scope.ServiceProvider.GetServices<IWord>(), ReferenceEquals);
        Assert.Equal([false, true, true], all);
    }

    [Fact]
    public void TheContainerDisposesOfTheInnerOneOnce()
    {
        var word = new Word("w");
        using (var provider = new ServiceCollection().AddSingleton<IWord>(_ => word).AddDecorator<IWord, Inner>().BuildServiceProvider()) _ = provider.GetRequiredService<IWord>();
        Assert.Equal(1, word.Disposed);
    }

    [Fact]
    public void KeyedRegistrationsAreLeftAlone()
    {
        using var provider = new ServiceCollection().AddKeyedSingleton<IWord, Word>("k").AddSingleton<IWord, Word>().AddDecorator<IWord, Inner>().BuildServiceProvider();
        Assert.Equal("word", provider.GetRequiredKeyedService<IWord>("k").Say());
        Assert.Equal("inner(word)", provider.GetRequiredService<IWord>().Say());
    }

    [Fact]
    public void WhatIsNotRegisteredCannotBeDecorated()
    {
        var missing = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddDecorator<IWord, Inner>());
        Assert.Contains("register it before its decorator Inner", missing.Message);
    }

    [Fact]
    public void TheRestOfTheConstructorComesFromTheContainer()
    {
        using var provider = new ServiceCollection().AddSingleton(new List<string>()).AddSingleton<IWord, Word>().AddDecorator<IWord, Noting>().BuildServiceProvider();
        Assert.Equal("word", provider.GetRequiredService<IWord>().Say());
        Assert.Equal(["asked"], provider.GetRequiredService<List<string>>());
    }

    public interface IWord
    {
        string Say();
    }

    sealed class Word(string text) : IWord, IDisposable
    {
        public Word() : this("word") { }

        public int Disposed { get; private set; }

        public string Say() => text;

        public void Dispose() => Disposed++;
    }

    [Decorate]
    sealed partial class Inner(IWord inner) : IWord
    {
        public string Say() => $"inner({inner.Say()})";
    }

    [Decorate]
    sealed partial class Outer(IWord inner) : IWord
    {
        public string Say() => $"outer({inner.Say()})";
    }

    [Decorate]
    sealed partial class Noting(IWord inner, List<string> notes) : IWord
    {
        public string Say()
        {
            notes.Add("asked");
            return inner.Say();
        }
    }
}
