using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Analyzers.Types;
using PyIdioms.Generators.Decorators;

namespace PyIdioms.Completion.Tests.Silenced;

/// <summary>What the analyzers of others say about decorated code: false advice is silenced (<c>-ID</c> at the end of its line), the rest stays (<c>+ID</c>).</summary>
public partial class DecoratedCodeTests
{
    /// <summary>What is silenced, and what says that a private member or an internal class is not used: the generated part uses it.</summary>
    static readonly string[] Ids = ["CA1822", "CA1859", "IDE0060", "IDE1006", "MA0038", "MA0137", "RCS1046", "RCS1163", "VSTHRD200", "S1172", "S2325", "S3400", "IDE0051", "IDE0052", "CA1812", "CA1823", "RCS1213"];

    const string Config = """
        is_global = true
        dotnet_naming_rule.async.symbols = asyncs
        dotnet_naming_rule.async.style = ends_async
        dotnet_naming_rule.async.severity = warning
        dotnet_naming_symbols.asyncs.applicable_kinds = method
        dotnet_naming_symbols.asyncs.required_modifiers = async
        dotnet_naming_style.ends_async.required_suffix = Async
        dotnet_naming_style.ends_async.capitalization = pascal_case
        """;

    [Theory]
    [InlineData("""
        public partial class Service
        {
            [Timed] public partial int Plain(int x);
            private int PlainCore(int x) => x; // -CA1822 -MA0038
            private int NobodyCore(int x) => x; // +CA1822 +MA0038 +IDE0051
            public int Open(int x) => x; // +CA1822 +MA0038
        }
        """)]
    [InlineData("""
        public partial class Service
        {
            readonly List<int> items = [];
            [Timed] public partial IEnumerable<int> Items(IEnumerable<int> more);
            private IEnumerable<int> ItemsCore(IEnumerable<int> more) => items; // -CA1859 -IDE0060 -RCS1163
            private IEnumerable<int> OwnCore() => items; // +CA1859
            public int Count() => OwnCore().Count() + ItemsCore([]).Count();
        }
        """)]
    [InlineData("""
        public partial class Client
        {
            int last;
            [Timeout(2), Retry] public partial Task<int> FetchAsync(string name, CancellationToken cancel = default);
            private async Task<int> FetchAsyncCore(string name, CancellationToken cancel) // -IDE0060 -IDE0060 -RCS1163 -RCS1163 -IDE1006 -MA0137 -RCS1046 -VSTHRD200
            {
                await Task.Yield();
                await Late(1);
                return last++;

                static async Task Late(int unused) => await Task.Yield(); // +IDE0060 +MA0137 +RCS1163
            }
            private async Task Nobody(int unused) => await Task.Delay(last); // +IDE0051 +IDE0060 +IDE1006 +MA0137 +RCS1046 +RCS1163 +VSTHRD200
        }
        """)]
    [InlineData("""
        public partial class Box<T>
        {
            [LruCache] public static partial U? Find<U>(T key, U? other) where U : class;
            private static U? FindCore<U>(T key, U? other) where U : class => other; // -IDE0060 -RCS1163
            private static U? FindCore<U>(T key) where U : class => null; // +IDE0051 +IDE0060 +RCS1163
        }
        """)]
    [InlineData("""
        internal sealed class AuditState { public int Calls; }
        internal sealed class Unused { } // +CA1812
        internal sealed class AuditedAttribute : DecoratorAttribute, IHooks<AuditState>
        {
            public AuditState OnEnter(in CallSite site) => new();
            public void OnExit(in CallSite site, ref AuditState state, Exception? error) => state.Calls++;
        }
        internal static partial class Log
        {
            [Audited] public static partial void Write(string text);
            private static void WriteCore(string text) => Console.WriteLine(text);
        }
        """)]
    public async Task OnlyFalseAdviceIsSilenced(string code)
    {
        var expected = code.Split('\n').SelectMany((line, i) => Claim().Matches(line).Select(m => $"{i + 1}: {m.Value}")).Order(StringComparer.Ordinal);
        Assert.Equal(string.Join('\n', expected), string.Join('\n', (await AdviceOn(code)).Select(d => $"{d.Location.GetLineSpan().StartLinePosition.Line + 1}: {(d.IsSuppressed ? '-' : '+')}{d.Id}").Order(StringComparer.Ordinal)));
    }

    /// <summary>Sonar's licence keeps its analyzers out of this house: a stand-in points where they point.</summary>
    [Fact]
    public async Task AdviceOfSonarIsSilencedToo()
    {
        var advice = await AdviceOn("""
            partial class C
            {
                [Timed] public static partial int M(int x);
                static int MCore(int x) => 1;
                static int Other(int x) => 1;
            }
            """, new SonarStandIn());
        var sonars = advice.Where(d => d.Id.StartsWith('S')).Select(d => (d.Location.GetLineSpan().StartLinePosition.Line + 1, d.Id, d.IsSuppressed)).Order();
        Assert.Equal([(3, "S1172", false), (3, "S2325", false), (3, "S3400", false), (4, "S1172", true), (4, "S2325", true), (4, "S3400", true), (5, "S1172", false), (5, "S2325", false), (5, "S3400", false)], sonars);
    }

    [Fact]
    public void EachIsReportedBySomePack()
    {
        var silenced = new DecoratedCode().SupportedSuppressions.Select(s => s.SuppressedDiagnosticId).ToHashSet();
        var reported = Packs.With(silenced).Add(new SonarStandIn()).SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(d => d.Id);
        Assert.Empty(silenced.Except(reported));
        Assert.Empty(silenced.Except(Ids));
    }

    static async Task<ImmutableArray<Diagnostic>> AdviceOn(string code, params DiagnosticAnalyzer[] standIns)
    {
        var cancel = TestContext.Current.CancellationToken;
        var parse = new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.Diagnose);
        const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks; global using PyIdioms;";
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "PyIdioms.dll" or "netstandard.dll" or "mscorlib.dll" or "Microsoft.Extensions.Logging.Abstractions.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: Ids.ToDictionary(id => id, _ => ReportDiagnostic.Warn));
        var compilation = CSharpCompilation.Create("Users", [CSharpSyntaxTree.ParseText(code, parse, "/Example.cs"), CSharpSyntaxTree.ParseText(Usings, parse, "/Usings.cs")], references, options);
        CSharpGeneratorDriver.Create([new DecoratorGenerator().AsSourceGenerator()], parseOptions: parse).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out _, cancel);
        Assert.Empty(updated.GetDiagnostics(cancel).Where(d => d.Severity == DiagnosticSeverity.Error));

        var crashes = new List<Exception>();
        var analysis = updated.WithAnalyzers([.. Packs.With(Ids), .. standIns, new DecoratedCode()], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new GlobalConfig(Config)), (e, _, _) => crashes.Add(e), concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true));
        var all = await analysis.GetAllDiagnosticsAsync(cancel);
        Assert.Empty(crashes);
        return [.. all.Where(d => Ids.Contains(d.Id) && d.Location.SourceTree?.FilePath == "/Example.cs")];
    }

    /// <summary>The same settings for every file.</summary>
    sealed class GlobalConfig(string text) : AnalyzerConfigOptionsProvider
    {
        readonly Options options = new(text.Split('\n').Select(line => line.Split(" = ")).ToDictionary(pair => pair[0], pair => pair[1].Trim()));

        public override AnalyzerConfigOptions GlobalOptions => options;
        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => options;
        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => options;

        sealed class Options(Dictionary<string, string> all) : AnalyzerConfigOptions
        {
            public override IEnumerable<string> Keys => all.Keys;
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => all.TryGetValue(key, out value);
        }
    }

    [GeneratedRegex(@"(?<=//.*)[+-][A-Z]+\d+")]
    private static partial Regex Claim();
}
