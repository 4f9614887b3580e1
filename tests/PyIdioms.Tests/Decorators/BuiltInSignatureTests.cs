using System.Reflection;
using System.Runtime.Loader;

namespace PyIdioms.Tests.Decorators;

/// <summary>
/// Every signature under every decorator of the pack: what is not refused at its attribute compiles without a warning in what was generated, is compiled by the
/// JIT and runs. The figures say how many of them do.
/// </summary>
public class BuiltInSignatureTests
{
    static readonly string[] Signatures = [.. NastySignatures.Signatures().Select(row => row.Data), .. FurtherSignatures.All];

    [Theory]
    [InlineData("Timed", 1)]
    [InlineData("Logged", 1)]
    [InlineData("Traced", 1)]
    [InlineData("Metered", 1)]
    [InlineData("Profiled", 1)]
    [InlineData("Deprecated(\"x\")", 1)]
    [InlineData("LineProfiled", 0)]
    [InlineData("Retry(2)", 24)]
    [InlineData("CircuitBreaker(0.5)", 24)]
    [InlineData("RateLimit(100000)", 24)]
    [InlineData("Timeout(30)", 26, true)]
    [InlineData("LruCache", 69)]
    [InlineData("Once", 151)]
    [InlineData("Validated", 1)]
    [InlineData("EnforceTypes", 0)]
    [InlineData("Deco.H", 1)]
    [InlineData("Deco.A", 21)]
    [InlineData("Deco.P", 55)]
    [InlineData("Deco.N", 1)]
    [InlineData("Logged, Traced, Metered, Timed, Profiled, LineProfiled", 1)]
    [InlineData("Validated, EnforceTypes, Timed, Retry(2)", 25)]
    public async Task RunOrAreRefused(string decorators, int refused, bool takesToken = false)
    {
        var program = await SignatureProgram.From(Signatures, decorators, NastySignatures.Decorators, takesToken);
        Assert.True(!program.Complaints.Any(), string.Join("\n", program.Complaints.Take(20)) + "\n" + string.Join("\n", program.Files.Where(f => program.Complaints.Take(3).Any(c => c.Location.SourceTree == f))));
        foreach (var refusal in program.Refusals)
        {
            var at = refusal.Location.SourceTree!.GetRoot(TestContext.Current.CancellationToken).FindNode(refusal.Location.SourceSpan);
            Assert.True(at is Microsoft.CodeAnalysis.CSharp.Syntax.AttributeSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax, refusal.ToString());
        }
        var running = Enumerable.Range(0, Signatures.Length).Where(i => program.RefusalsOf(i).IsEmpty).ToList();
        await Run(program, running);
        var told = program.Refusals.Where(r => r.DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).GroupBy(r => r.Id).Select(g => $"{g.Key} {g.Count()}");
        Assert.True(refused == Signatures.Length - running.Count, $"{running.Count} run, {Signatures.Length - running.Count} are refused: {string.Join(", ", told)}");
    }

    static async Task Run(SignatureProgram program, List<int> running)
    {
        using var image = new MemoryStream();
        var emitted = program.Compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)));
        image.Position = 0;
        var context = new AssemblyLoadContext("Signatures", isCollectible: true);
        try
        {
            var types = context.LoadFromStream(image).GetTypes().ToLookup(t => (t.Namespace ?? "").Split('.')[0]);
            var (faults, called) = (new List<string>(), 0);
            foreach (var signature in running)
            {
                foreach (var type in types[SignatureProgram.NameOf(signature)])
                {
                    try
                    {
                        called += await Execution.RunAll(type);
                    }
                    catch (Exception e) when (!IsMeant(e, Signatures[signature]))
                    {
                        faults.Add($"{Signatures[signature]}\n{e}");
                    }
                    catch (Exception)
                    {
                        called++;
                    }
                }
            }
            Assert.True(faults.Count == 0, $"{faults.Count} of {running.Count}:\n{string.Join("\n\n", faults.Take(10))}");
            Assert.True(called >= running.Count / 2, $"only {called} calls of {running.Count} signatures");
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>A body that throws, and a check of what reflection passes.</summary>
    static bool IsMeant(Exception error, string signature) =>
        (error as TargetInvocationException)?.InnerException is { } inner && (inner is TypeCheckException or ExceptionGroup || signature.EndsWith("// throws", StringComparison.Ordinal) && inner is InvalidOperationException);
}
