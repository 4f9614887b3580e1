using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.ContextVar;
using PyIdioms.Generators.Overload;
using PyIdioms.Generators.Paged;

namespace PyIdioms.Tests.Generators;

/// <summary>A member that is declared twice is the compiler's to refuse; the generator generates once.</summary>
public class RepeatedMemberTests
{
    public static TheoryData<IIncrementalGenerator, DiagnosticAnalyzer, string> Twice() => new()
    {
        { new OverloadGenerator(), new OverloadRules(), "partial class C { [Overload] public partial int M(string s); [Overload] public partial string M(string s); int MCore(object o) => 1; }" },
        { new ContextVarGenerator(), new ContextVarRules(), "static partial class C { [ContextVar] public static partial string? P { get; } [ContextVar] public static partial string? P { get; } }" },
        { new PagedGenerator(), new PagedRules(), "partial class C { [Paged(2)] public partial IAsyncEnumerable<int> M(int q, CancellationToken ct); [Paged(2)] public partial IAsyncEnumerable<int> M(int q, CancellationToken ct); Task<List<int>> MCore(int q, int offset, int limit, CancellationToken ct) => null!; }" },
    };

    [Theory, MemberData(nameof(Twice))]
    public async Task AFileEach(IIncrementalGenerator generator, DiagnosticAnalyzer rules, string source)
    {
        var run = await Run.Of(generator, rules, source);
        Assert.True(run.Files.Length <= 1);
        Assert.Contains(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }
}
