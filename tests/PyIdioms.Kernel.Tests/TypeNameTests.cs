using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Model;
using PyIdioms.TestKit;

namespace PyIdioms.Kernel.Tests;

/// <summary>Spelled types beside the compiler: the text means the same type, and is what Roslyn's display would say.</summary>
public class TypeNameTests
{
    const string Around = "namespace @event.Inner { public class @class<T> { public class Nested<U> { public struct Deep { } } } public enum Kind { } } public class Plain { }";

    static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    static readonly Gen<string> Leaves = Gen.OneOf([.. new[] { "int", "int?", "string", "string?", "object?", "bool", "nint", "nuint?", "decimal", "global::Plain", "Plain?", "@event.Inner.Kind", "@event.Inner.Kind?", "DateTime?", "TMine", "TMine?", "System.Guid" }.Select(t => (IGen<string>)Gen.Const(t))]);

    static readonly Gen<string> Types = Grow(Grow(Grow(Leaves)));

    static Gen<string> Grow(Gen<string> inner) => Gen.OneOf(Leaves,
        inner.Select(t => t + "[]"), inner.Select(t => t + "[,]?"), inner.Select(t => t + "[][,]"), inner.Select(t => $"List<{t}>?"), Gen.Select(inner, inner, (a, b) => $"Dictionary<{a.Replace("?", "")}, {b}>"),
        Gen.Select(inner, inner, (a, b) => $"({a} first, {b})"), Gen.Select(inner, inner, (a, b) => $"({a}, {b} @class)?"), inner.Select(t => $"@event.Inner.@class<{t}>.Nested<int>"), inner.Select(t => $"@event.Inner.@class<{t}>.Nested<{t}>.Deep?"),
        inner.Select(t => $"Func<{t}, Task<{t}>>"));

    [Fact]
    public void TheTextIsWhatRoslynSaysAndMeansTheSameType() => Types.Array[60].Sample(types =>
    {
        var first = Fields(types);
        Assert.Equal(first.Select(t => t.ToDisplayString(Full)), first.Select(TypeName.Of));
        var again = Fields([.. first.Select(TypeName.Of)]);
        Assert.Equal(first.Select(t => t.ToDisplayString(Full)), again.Select(t => t.ToDisplayString(Full)));
    }, iter: 25);

    [Theory]
    [InlineData("dynamic", "dynamic", "object")]
    [InlineData("dynamic[]", "dynamic[]", "object[]")]
    [InlineData("List<dynamic?>", "global::System.Collections.Generic.List<dynamic?>", "global::System.Collections.Generic.List<object?>")]
    [InlineData("(dynamic a, int)", "(dynamic a, int)", "(object a, int)")]
    [InlineData("dynamic[][]", "dynamic[][]", "object[][]")]
    [InlineData("int*", "int*", "int*")]
    [InlineData("Plain", "global::Plain", "global::Plain")]
    public void AnArgumentIsNeverDynamic(string type, string declared, string argument)
    {
        var symbol = Fields([type])[0];
        Assert.Equal(declared, TypeName.Of(symbol));
        Assert.Equal(argument, TypeName.AsArgument(symbol));
    }

    [Theory, InlineData("class", "@class"), InlineData("value", "value"), InlineData("async", "@async"), InlineData("name", "name")]
    public void KeywordsAreEscaped(string identifier, string escaped) => Assert.True(TypeName.Escape(identifier) == escaped || TypeName.Escape(identifier) == "@" + identifier && SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None);

    static ITypeSymbol[] Fields(string[] types)
    {
        var compilation = Workbench.Compile($"{Around} unsafe class Fields<TMine> where TMine : class {{ {string.Concat(types.Select((t, i) => $"{t} f{i}; "))} }}");
        Assert.DoesNotContain(compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        return [.. compilation.GetTypeByMetadataName("Fields`1")!.GetMembers().OfType<IFieldSymbol>().Select(f => f.Type)];
    }
}
