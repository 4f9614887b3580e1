using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Kernel.Symbols;

/// <summary>The types rules ask about, looked up once per compilation. Null where the compilation has no such type.</summary>
public sealed class KnownTypes
{
    static readonly ConditionalWeakTable<Compilation, KnownTypes> PerCompilation = new();

    readonly ConcurrentDictionary<string, INamedTypeSymbol?> found = new();
    readonly Compilation compilation;

    KnownTypes(Compilation compilation) => this.compilation = compilation;

    public static KnownTypes Of(Compilation compilation) => PerCompilation.GetValue(compilation, static c => new(c));

    public INamedTypeSymbol? Task => Find("System.Threading.Tasks.Task");
    public INamedTypeSymbol? TaskOfT => Find("System.Threading.Tasks.Task`1");
    public INamedTypeSymbol? ValueTask => Find("System.Threading.Tasks.ValueTask");
    public INamedTypeSymbol? ValueTaskOfT => Find("System.Threading.Tasks.ValueTask`1");
    public INamedTypeSymbol? AsyncEnumerableOfT => Find("System.Collections.Generic.IAsyncEnumerable`1");
    public INamedTypeSymbol? NotifyCompletion => Find("System.Runtime.CompilerServices.INotifyCompletion");
    public INamedTypeSymbol? EnumerableOfT => Find("System.Collections.Generic.IEnumerable`1");

    /// <summary>A type by metadata name, for what only one rule asks.</summary>
    public INamedTypeSymbol? Find(string metadataName) => found.GetOrAdd(metadataName, name =>
        DeclaredTypes.In(compilation, CancellationToken.None).Has(SimpleName(name)) ? compilation.GetTypeByMetadataName(name) : References.Of(compilation).Find(name, compilation));

    static string SimpleName(string metadataName)
    {
        var (start, end) = (metadataName.LastIndexOfAny(['.', '+']) + 1, metadataName.IndexOf('`'));
        return metadataName.Substring(start, (end < start ? metadataName.Length : end) - start);
    }
}
