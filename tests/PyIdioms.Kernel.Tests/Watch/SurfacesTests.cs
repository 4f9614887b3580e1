using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Kernel.Tests.Watch;

/// <summary>What a program declares stays the same while only bodies change.</summary>
public class SurfacesTests
{
    [Theory]
    [InlineData("class C { int M() { return 1; } }", "class C { int M() { return 2; } }")]
    [InlineData("class C { int M() => 1; C() { } }", "class C { int M() => 2 + 3; C() { M(); } }")]
    [InlineData("class C { int P => 1; int Q { get { return 1; } set { } } int this[int i] => 1; }", "class C { int P => 2; int Q { get { return 2; } set { P.ToString(); } } int this[int i] => i; }")]
    [InlineData("namespace N { class C { class D { void M() { } } } }", "namespace N { class C { class D { void M() { int local = 1; void Inner() { } } } } }")]
    public void ABodyIsNoDeclaration(string before, string after) => Assert.Same(Of(before), Of(after));

    [Theory]
    [InlineData("class C { const int K = 1; }", "class C { const int K = 2; }")]
    [InlineData("class C { void M(int x = 1) { } }", "class C { void M(int x = 2) { } }")]
    [InlineData("class C { [System.Obsolete] void M() { } }", "class C { void M() { } }")]
    [InlineData("class C { void M() { } }", "class C { void M(int x) { } }")]
    [InlineData("class C { int M() => 1; }", "class C { int M() { return 1; } }")]
    [InlineData("class C { int M() { return 1; } }", "class C { int M(); }")]
    [InlineData("class C { int P { get; } }", "class C { int P { get { return 1; } } }")]
    [InlineData("class C { int P { get { return 1; } } }", "class C { int P { get { return field; } } }")]
    [InlineData("class C { void M() { } string s; }", "class C { void M() {\n#nullable disable\n } string s; }")]
    [InlineData("class C { void M() { } void N() { } }", "class C { void M() { } void N() { ")]
    [InlineData("enum E { A = 1 }", "enum E { A = 2 }")]
    [InlineData("using X = System.Int32; class C { }", "using X = System.Int64; class C { }")]
    public void ADeclarationIs(string before, string after) => Assert.NotSame(Of(before), Of(after));

    [Fact]
    public void AnotherLanguageOrReferenceMayMeanSomethingElse()
    {
        const string Text = "#if ON\nclass C { }\n#endif";
        Assert.NotSame(Of(Text), Of(Text, new CSharpParseOptions(preprocessorSymbols: ["ON"])));
        Assert.NotSame(Of(Text), Surfaces.Of(Compile(Text, null).AddReferences(MetadataReference.CreateFromFile(typeof(SurfacesTests).Assembly.Location)), default));
        Assert.NotSame(Of(Text), Surfaces.Of(Compile(Text, null).AddSyntaxTrees(CSharpSyntaxTree.ParseText("")), default));
    }

    static readonly MetadataReference Framework = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);

    static CSharpCompilation Compile(string text, CSharpParseOptions? language) => CSharpCompilation.Create("Surfaces", [CSharpSyntaxTree.ParseText(text, language)], [Framework]);

    static object Of(string text, CSharpParseOptions? language = null) => Surfaces.Of(Compile(text, language), default);
}
