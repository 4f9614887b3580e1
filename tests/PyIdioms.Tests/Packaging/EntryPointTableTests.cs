using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Generators.EntryPoint;
using PyIdioms.Kernel.Emit;
using PyIdioms.Tests.Decorators;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Packaging;

/// <summary>What a program sees of the assemblies that it refers to, what is refused, and what an edit costs.</summary>
public class EntryPointTableTests
{
    const string Library = """
        [assembly: EntryPoint("shop.plugins", "csv", typeof(Shop.CsvPlugin))]
        [assembly: EntryPoint("shop.plugins", "xml", typeof(Shop.Plugins), "Xml")]
        namespace Shop
        {
            sealed class CsvPlugin { public override string ToString() => "csv"; }
            static class Plugins { public static string Xml() => "xml"; }
        }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AProgramHasWhatItsLibrariesOffer(bool hasAlias)
    {
        var image = Image(Generate(Generated.Compile(Library).WithAssemblyName("Shop.Csv-Tools")));
        MetadataReference reference = MetadataReference.CreateFromImage(image);
        if (hasAlias) reference = reference.WithAliases(["tools"]);
        var program = Generate(Generated.Compile("""
            [assembly: EntryPoint("shop.plugins", "own", typeof(Program), nameof(Program.Own))]
            public static class Program
            {
                public const string Own = "mine";
                public static object Run() => string.Join(" ", EntryPoints.Group<object>("shop.plugins").Where(p => p.Assembly != "Other").Select(p => p.Name + "=" + (p.Load() is Delegate d ? d.DynamicInvoke() : p.Load())));
            }
            """.Insert(0, "using System.Linq; ")).AddReferences(reference));
        Assert.Equal("own=mine csv=csv xml=xml", RunWith(image, Image(program)));
    }

    /// <summary>A project beside this one, as an editor sees it.</summary>
    [Fact]
    public void AnOpenProjectIsReadToo()
    {
        var library = Generate(Generated.Compile(Library).WithAssemblyName("Lib"));
        var program = Generated.Compile("class Program;").AddReferences(library.ToMetadataReference());
        Assert.Contains("\"Lib\", \"shop.plugins\", \"xml\"", Files(Driver().RunGenerators(program)).Single());
        Assert.Empty(Files(Driver().RunGenerators(Generated.Compile("class Program;"))));
    }

    /// <summary>An attribute of that name may be somebody else's.</summary>
    [Fact]
    public void OnlyOurOwnMarkIsRead()
    {
        var theirs = MetadataReference.CreateFromImage(Image(Generated.Compile("namespace Theirs { public sealed class EntryPointExportAttribute(string a, string b, string c, string d) : Attribute { public string All => a + b + c + d; } }").WithAssemblyName("Theirs")));
        var user = MetadataReference.CreateFromImage(Image(Generated.Compile("[assembly: Theirs.EntryPointExport(\"g\", \"n\", \"v\", \"L\")]").WithAssemblyName("User").AddReferences(theirs)));
        Assert.Empty(Files(Driver().RunGenerators(Generated.Compile("class Program;").AddReferences(theirs, user))));
    }

    [Fact]
    public void TheOrderOfFilesDoesNotShow()
    {
        var compilation = Generated.Compile("[assembly: EntryPoint(\"g\", \"a\", typeof(A))] class A;", "[assembly: EntryPoint(\"g\", \"b\", typeof(B))] class B;");
        var trees = compilation.SyntaxTrees.Reverse().ToArray();
        var turned = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees);
        Assert.Equal(Files(Driver().RunGenerators(compilation)), Files(Driver().RunGenerators(turned)));
    }

    [Theory]
    [InlineData("[assembly: EntryPoint(\"g\", \"n\", typeof(IDisposable))]", "PYG2401", "EntryPoint(\"g\", \"n\", typeof(IDisposable))", "'IDisposable' is no entry point: it is abstract")]
    [InlineData("[assembly: EntryPoint(\"g\", \"n\", typeof(S))] static class S;", "PYG2401", "EntryPoint(\"g\", \"n\", typeof(S))", "'S' is no entry point: it is static")]
    [InlineData("[assembly: EntryPoint(\"g\", \"n\", typeof(S))] class S(int n);", "PYG2401", "EntryPoint(\"g\", \"n\", typeof(S))", "'S' is no entry point: it has no constructor without arguments")]
    [InlineData("[assembly: EntryPoint(\"g\", \"n\", typeof(List<>))]", "PYG2401", "EntryPoint(\"g\", \"n\", typeof(List<>))", "'List<>' is no entry point: it is generic")]
    [InlineData("[assembly: EntryPoint(\"g\", \"n\", typeof(int[]))]", "PYG2401", "EntryPoint(\"g\", \"n\", typeof(int[]))", "'int[]' is no entry point: it is no class")]
    [InlineData("[assembly: EntryPoint(\"g\", \"n\", typeof(S))] file class S;", "PYG2401", "EntryPoint(\"g\", \"n\", typeof(S))", "'S' is no entry point: no other file can name it")]
    [InlineData("[assembly: EntryPoint(\"g\", \"n\", typeof(S), \"Mian\")] class S { public static void Main(string[] a) { } }", "PYG2402", "EntryPoint(\"g\", \"n\", typeof(S), \"Mian\")", "'S' has no static method, property or field 'Mian', did you mean 'Main'")]
    [InlineData("[assembly: EntryPoint(\"g\", \"n\", typeof(S), \"M\")] class S { public void M() { } }", "PYG2402", "EntryPoint(\"g\", \"n\", typeof(S), \"M\")", "'S' has no static method, property or field 'M'")]
    [InlineData("[assembly: EntryPoint(\"g\", \"n\", typeof(S), \"M\")] class S { public static void M() { } public static void M(int n) { } }", "PYG2403", "EntryPoint(\"g\", \"n\", typeof(S), \"M\")", "'S.M' is no entry point: it has overloads")]
    [InlineData("[assembly: EntryPoint(\"g\", \"n\", typeof(S), \"M\")] class S { static void M() { } }", "PYG2403", "EntryPoint(\"g\", \"n\", typeof(S), \"M\")", "'S.M' is no entry point: it is private")]
    [InlineData("[assembly: EntryPoint(\"g\", \"n\", typeof(S), \"M\")] class S { public static void M(ref int n) { } }", "PYG2403", "EntryPoint(\"g\", \"n\", typeof(S), \"M\")", "'S.M' is no entry point: no Action and no Func")]
    [InlineData("[assembly: EntryPoint(\"g\", \"n\", typeof(S), \"M\")] class S { public static T M<T>() => default!; }", "PYG2403", "EntryPoint(\"g\", \"n\", typeof(S), \"M\")", "'S.M' is no entry point: it is generic")]
    [InlineData("[assembly: EntryPoint(\"g\", \"n\", typeof(S), \"M\")] class S { public static int M { set { } } }", "PYG2403", "EntryPoint(\"g\", \"n\", typeof(S), \"M\")", "'S.M' is no entry point: nothing can be read")]
    [InlineData("[assembly: EntryPoint(\"g\", \"n\", typeof(S), \"M\")] class S { public static int M { private get; set; } }", "PYG2403", "EntryPoint(\"g\", \"n\", typeof(S), \"M\")", "'S.M' is no entry point: it is private")]
    [InlineData("[assembly: EntryPoint(\"\", \"n\", typeof(S))] class S;", "PYG2404", "EntryPoint(\"\", \"n\", typeof(S))", "An entry point has a group and a name: the group is empty")]
    [InlineData("[assembly: EntryPoint(\"g\", \"\", typeof(S))] class S;", "PYG2404", "EntryPoint(\"g\", \"\", typeof(S))", "An entry point has a group and a name: the name is empty")]
    public async Task IsRefusedAtTheUsersLine(string source, string id, string at, string message)
    {
        var run = await Run.Of(new EntryPointGenerator(), new EntryPointRules(), source);
        run.IsRefused(id, at, message, "EntryPoint");
        Assert.Empty(run.Complaints);
    }

    /// <summary>What cannot be one is not proposed either.</summary>
    [Fact]
    public async Task AnEventIsNotMeant()
    {
        var run = await Run.Of(new EntryPointGenerator(), new EntryPointRules(), "[assembly: EntryPoint(\"g\", \"n\", typeof(S), \"Ev\")] class S { public static event Action? Ev { add { } remove { } } }");
        Assert.EndsWith("property or field 'Ev'", Assert.Single(run.Refusals).GetMessage());
    }

    [Theory]
    [InlineData("using E = PyIdioms.EntryPointAttribute; [assembly: E(\"g\", \"n\", typeof(@class.@event))] namespace N { } class @class { internal class @event { internal event Action? A; } }")]
    [InlineData("[assembly: EntryPoint(\"g\", \"a\\\"\\n{}\", typeof(Dictionary<string, (int A, dynamic B)[]>)), EntryPointAttribute(\"g\", \"é\", typeof(DateTime))]")]
    [InlineData("[assembly: CLSCompliant(true)] [assembly: EntryPoint(\"g\", \"a\", typeof(C), nameof(C.M)), EntryPoint(\"g\", \"b\", typeof(C), nameof(C.@int))] public class C { internal static Task<int> M(string?[] a, params int[] more) => null!; [Obsolete] internal static readonly int? @int; }")]
    [InlineData("[assembly: EntryPoint(\"g\", \"a\", typeof(PyIdioms.System))] namespace PyIdioms { class System; }")]
    public async Task AnyShapeCompiles(string source) => (await Run.Of(new EntryPointGenerator(), new EntryPointRules(), source)).IsClean();

    [Fact]
    public async Task HalfTypedCodeIsNoCrash()
    {
        const string Whole = "[assembly: EntryPoint(\"g\", \"n\", typeof(S<int>.T), nameof(S<int>.T.M))] [assembly: EntryPoint(\"g\", \"n\", typeof(S<int>.T))] class S<U> { public class T { public static void M(U u) { } } }";
        for (var i = 0; i < Whole.Length; i += 3) _ = await Run.Of(new EntryPointGenerator(), new EntryPointRules(), Whole[..i]);
    }

    /// <summary>References are read once: neither an edit of a body nor one of a declaration elsewhere reads them, or writes the table, again.</summary>
    [Fact]
    public void AnEditElsewhereReusesEveryStep()
    {
        var library = MetadataReference.CreateFromImage(Image(Generate(Generated.Compile(Library).WithAssemblyName("Lib"))));
        var compilation = Generated.Compile("[assembly: EntryPoint(\"g\", \"n\", typeof(C))] class C { int M() => 1; }", "class D;").AddReferences(library);
        var driver = Driver().RunGenerators(compilation);
        foreach (var (user, text) in new[] { (1, "class D { void M() { } }"), (0, "// Moved.\n[assembly: EntryPoint(\"g\", \"n\", typeof(C))] class C { int M() => 2; }") })
        {
            Assert.All(Reasons(driver.RunGenerators(Edit(compilation, user, text))), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString()));
        }
        var renamed = driver.RunGenerators(Edit(compilation, 0, "[assembly: EntryPoint(\"g\", \"m\", typeof(C))] class C;"));
        Assert.Contains(IncrementalStepRunReason.Modified, Reasons(renamed));
        Assert.Contains("\"m\"", Files(renamed).Single());
        Assert.DoesNotContain("\"Lib\"", Files(driver.RunGenerators(compilation.RemoveReferences(library))).Single());
    }

    static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        return result.TrackedOutputSteps.SelectMany(s => s.Value).Concat(result.TrackedSteps[Pipeline.Parsed]).SelectMany(s => s.Outputs).Select(o => o.Reason);
    }

    static CSharpCompilation Edit(CSharpCompilation compilation, int user, string text)
    {
        var old = compilation.SyntaxTrees.Single(t => t.FilePath == $"User{user}.cs");
        return compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, Generated.Options, old.FilePath));
    }

    static GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new EntryPointGenerator().AsSourceGenerator()], parseOptions: Generated.Options, driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    static IEnumerable<string> Files(GeneratorDriver driver) => driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString());

    static CSharpCompilation Generate(CSharpCompilation compilation)
    {
        _ = Driver().RunGeneratorsAndUpdateCompilation(compilation, out var updated, out _);
        return (CSharpCompilation)updated;
    }

    static byte[] Image(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return image.ToArray();
    }

    static object? RunWith(byte[] library, byte[] program)
    {
        var context = new AssemblyLoadContext("EntryPoints", isCollectible: true);
        try
        {
            using MemoryStream first = new(library), second = new(program);
            context.LoadFromStream(first);
            return context.LoadFromStream(second).GetType("Program")!.GetMethod("Run")!.Invoke(null, null);
        }
        finally
        {
            context.Unload();
        }
    }
}
