using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>A domain is not finished before its laws are tested.</summary>
public class EveryDomainHasLaws
{
    /// <summary>Open generic domains wrap others and have the laws of what they wrap.</summary>
    [Fact]
    public void Has()
    {
        var domains = new[] { typeof(Domain<>).Assembly, typeof(Analyzers.Async.MissingAwait).Assembly, GetType().Assembly }
            .SelectMany(a => a.GetTypes()).Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false } && IsDomain(t));
        var tested = GetType().Assembly.GetTypes().Where(t => !t.IsAbstract && typeof(IDomainLaws).IsAssignableFrom(t))
            .Select(t => ((IDomainLaws)Activator.CreateInstance(t)!).Domain);
        Assert.Equal(Names(domains), Names(tested));
    }

    static bool IsDomain(Type type)
    {
        for (var t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (t.IsGenericType && t.GetGenericTypeDefinition() == typeof(Domain<>)) return true;
        }
        return false;
    }

    static IEnumerable<string> Names(IEnumerable<Type> types) => types.Select(t => t.FullName!).Order(StringComparer.Ordinal);
}
