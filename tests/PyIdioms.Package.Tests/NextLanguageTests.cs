namespace PyIdioms.Package.Tests;

/// <summary>Unions and closed classes of the language to come, which the compiler that the rules are built against does not know.</summary>
public sealed class NextLanguageTests(Feed feed)
{
    const string Source = """
        using System.Diagnostics;
        namespace System.Runtime.CompilerServices
        {
            [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)] public class UnionAttribute : Attribute;
            public interface IUnion { object? Value { get; } }
            public class IsClosedTypeAttribute : Attribute;
        }
        public record Cat;
        public record Dog;
        public enum Side { Left, Right }
        public union Pet(Cat, Dog, bool);
        public union Either<T>(T, Side);
        public closed record Shape;
        public record Circle : Shape;
        public record Cage(Pet Pet) : Shape;
        public static class Uses
        {
            public static int Union(Pet p) => p switch { Cat => 1, _ => throw new UnreachableException() };
            public static int Value(Pet p) => p switch { Cat => 1, Dog => 1, true => 2, _ => throw new UnreachableException() };
            public static int Generic(Either<string> p) => p switch { string => 1, Side.Left => 2, _ => throw new UnreachableException() };
            public static int Chain(Pet p) { if (p is Cat) return 1; if (p is Dog) return 2; throw new UnreachableException(); }
            public static int Closed(Shape p) => p switch { Circle => 1, _ => throw new UnreachableException() };
            public static int Statement(Shape p) { switch (p) { case Circle: return 1; case Cage { Pet: Dog or Cat }: return 2; } return 0; }
            public static int All(Pet p) => p switch { Cat => 1, Dog => 1, true or false => 2, _ => throw new UnreachableException() };
            public static int Both(Shape p) { switch (p) { case Circle: return 1; case Cage: return 2; default: throw new UnreachableException(); } }
        }
        """;

    [Fact]
    public async Task UnionsAndClosedClassesAreDomains()
    {
        using var yard = new Yard(feed);
        yard.Project("Next", ["PyIdioms.Analyzers"], "", Source);
        var found = (await yard.Build("Next", "-p:LangVersion=preview")).Succeeded().RemarksOf("PYI0801").Select(r => r.Text).ToList();
        string[] expected = ["'Dog', 'bool'", "'false'", "'Side.Right'", "'bool'", "'Cage'", "'Cage { Pet: bool }'"];
        Assert.Equal(expected.Length, found.Count);
        foreach (var (text, patterns) in found.Zip(expected)) Assert.Contains($"Not handled: {patterns}", text, StringComparison.Ordinal);
    }
}
