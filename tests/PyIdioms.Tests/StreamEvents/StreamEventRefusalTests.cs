using PyIdioms.Generators.StreamEvent;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.StreamEvents;

/// <summary>[StreamEvent] on every kind of type compiles without one warning, or is refused at the user's line.</summary>
public class StreamEventRefusalTests
{
    static Task<Run> Of(params string[] sources) => Run.Of(new StreamEventGenerator(), new StreamEventRules(), sources);

    [Theory]
    [InlineData("[StreamEvent(\"a\")] sealed partial record E;")]
    [InlineData("[StreamEvent(\"a\\\"b\\n\")] sealed partial record E(int A);")]
    [InlineData("[StreamEvent(\"a\")] partial record struct E(int A, string? B = \"x\", DayOfWeek C = DayOfWeek.Friday, double D = double.NaN, DateTime F = default, decimal G = 1.5m, char H = '\\'');")]
    [InlineData("[StreamEvent(\"a\")] readonly partial struct E(int a) { public int A { get; } = a; }")]
    [InlineData("[StreamEvent(\"a\")] partial class E(int a, List<int>? b) { public int A => a; public readonly List<int>? B = b; public required string C { get; set; } public int D { get; init; } = 3; public int F; }")]
    [InlineData("[StreamEvent(\"a\")] sealed partial class @class { public required int @int { get; init; } public @enum @event { get; set; } } enum @enum : ulong { @true }")]
    [InlineData("namespace @namespace.N { public partial class O<T> { } partial interface I { [StreamEvent(\"a\")] public sealed partial record E(int Name, O<int>? Write); } }")]
    [InlineData("namespace N.PyIdioms { class System { } [StreamEvent(\"a\")] sealed partial record E(string Name, int Value, int writer, int reader, int output, int bytes, int error); }")]
    [InlineData("[StreamEvent(\"a\")] partial record B(int A); [StreamEvent(\"b\")] sealed partial record E(int A, B? Other, List<B>? All = null) : B(A);")]
    [InlineData("[StreamEvent(\"a\")] partial record E(int A); partial record E { public int B { get; init; } public int C { get; init; } } partial record E { public int Both => A + B; }")]
    [InlineData("#nullable disable\n[StreamEvent(\"a\")] partial record E(string A, List<string> B, E C, Dictionary<string, string[]> D);")]
    [InlineData("[StreamEvent(\"a\")] partial record E([property: Obsolete] Old A); [Obsolete] record Old(int A);")]
    [InlineData("[StreamEvent(\"a\")] partial record E((int A, (string B, int?[] C) D)? F, (int, int, int, int, int, int, int, int, int, string Last) G);")]
    [InlineData("[StreamEvent(\"a\")] partial record E(N.A X, M.A Y); namespace N { public record A(int P); } namespace M { public record A(int P, N.A Q); }")]
    [InlineData("[StreamEvent(\"a\")] partial record E(L? Head); sealed record L(int A, L? Next, M[] More); sealed record M(L? Back);")]
    [InlineData("[StreamEvent(\"a\")] public partial record E(int A) { /// <summary>B.</summary>\npublic int B { get; init; } private int c; protected int D { get; set; } public static int S { get; set; } public int this[int i] => i; const int K = 1; }")]
    [InlineData("[StreamEvent(\"a\")] partial record E(System.Collections.Immutable.ImmutableArray<ISet<string>> A, IReadOnlySet<int>? B, IDictionary<Guid, KeyValuePair<int, string?>> C, byte[][] D, ICollection<bool> F);")]
    [InlineData("[StreamEvent(\"Twin\")] partial record Twin(int A); [StreamEvent(\"TWIN\")] partial record TWIN(int A);")]
    [InlineData("[StreamEvent(\"a\")] partial record E { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public E(int a) { A = a; } public required int A { get; init; } public required int B { get; init; } }")]
    public async Task CompilesClean(string source) => (await Of(source)).IsClean();

    [Theory]
    [InlineData("[StreamEvent(\"a\")] record E(int A);", "PYG2501", "StreamEvent(\"a\")", "[StreamEvent] needs 'E' to be partial")]
    [InlineData("class O { [StreamEvent(\"a\")] partial record E(int A); }", "PYG2501", "StreamEvent(\"a\")", "[StreamEvent] needs 'O' to be partial")]
    [InlineData("[StreamEvent(\"a\")] static partial class E { }", "PYG2502", "StreamEvent(\"a\")", "[StreamEvent] cannot stand on a static class")]
    [InlineData("[StreamEvent(\"a\")] abstract partial record E(int A);", "PYG2502", "StreamEvent(\"a\")", "[StreamEvent] cannot stand on an abstract class")]
    [InlineData("[StreamEvent(\"a\")] ref partial struct E { }", "PYG2502", "StreamEvent(\"a\")", "[StreamEvent] cannot stand on a ref struct")]
    [InlineData("[StreamEvent(\"a\")] partial record E<T>(T A);", "PYG2502", "StreamEvent(\"a\")", "[StreamEvent] cannot stand on a type with type parameters, 'E'")]
    [InlineData("partial class O<T> { [StreamEvent(\"a\")] partial record E(int A); }", "PYG2502", "StreamEvent(\"a\")", "[StreamEvent] cannot stand on a type with type parameters, 'O'")]
    [InlineData("[StreamEvent(\"a\")] file partial record E(int A);", "PYG2502", "StreamEvent(\"a\")", "[StreamEvent] cannot stand on a part of the file-local type 'E'")]
    [InlineData("[StreamEvent(\" \")] partial record OrderCreated(int A);", "PYG2503", "StreamEvent(\" \")", "'OrderCreated' needs a name that other programs know it by, such as \"order-created\"")]
    [InlineData("[StreamEvent(\"a\")] partial record E(object A);", "PYG2504", "A", "'A' cannot be carried: a 'object' may be any of several types")]
    [InlineData("[StreamEvent(\"a\")] partial record E(List<IDisposable?> A);", "PYG2504", "A", "'A' cannot be carried: a 'IDisposable' may be any of several types")]
    [InlineData("[StreamEvent(\"a\")] partial record E(int[,] A);", "PYG2504", "A", "'A' cannot be carried: 'int[*,*]' has several dimensions")]
    [InlineData("[StreamEvent(\"a\")] partial record E(Uri A);", "PYG2504", "A", "'A' cannot be carried: 'Uri' is none of the types that are")]
    [InlineData("[StreamEvent(\"a\")] partial record E(Action A);", "PYG2504", "A", "'A' cannot be carried: 'Action' is no value")]
    [InlineData("[StreamEvent(\"a\")] unsafe partial class E { public int* A; }", "PYG2504", "A", "'A' cannot be carried: 'int*' is no value")]
    [InlineData("[Secret] readonly partial record struct Key(string Value); [StreamEvent(\"a\")] partial record E(Key A);", "PYG2504", "A", "'A' cannot be carried: 'Key' is a secret")]
    [InlineData("[StreamEvent(\"a\")] partial record E(Line[] Lines); record Line(Stamp At); record Stamp(object Who);", "PYG2504", "Lines", "'Lines' cannot be carried: 'Line.At': 'Stamp.Who': a 'object' may be")]
    [InlineData("[StreamEvent(\"a\")] partial record E(Line A); class Line { public int B { get; } = 3; }", "PYG2504", "A", "'A' cannot be carried: nothing sets 'Line.B' when it is read")]
    [InlineData("[StreamEvent(\"a\")] partial record E(Line A); class Line { private Line() { } }", "PYG2504", "A", "'A' cannot be carried: no 'Line' can be made of what was read: it has no constructor that the event may call")]
    [InlineData("[StreamEvent(\"a\")] partial record E(Many<int> A); record Many<T>(Many<List<T>>? Next);", "PYG2504", "A", "'A' cannot be carried: 'Many")]
    [InlineData("[StreamEvent(\"a\")] partial class E { public E(int a) { } }", "PYG2505", "StreamEvent(\"a\")", "'E' cannot be made of what was read: none of its members says what the constructor was given for 'a'")]
    [InlineData("[StreamEvent(\"a\")] partial class E { public E(int a) { A = a; } public E(string b) { A = b.Length; } public int A { get; } }", "PYG2505", "StreamEvent(\"a\")", "'E' cannot be made of what was read: it has several constructors")]
    [InlineData("[StreamEvent(\"a\")] partial class E { public E(ref int a) { A = a; } public int A { get; } }", "PYG2505", "StreamEvent(\"a\")", "'E' cannot be made of what was read: its constructor takes 'a' by reference")]
    [InlineData("[StreamEvent(\"a\")] partial record E(int A) { public DateTime At { get; } = DateTime.UtcNow; }", "PYG2506", "At", "'At' is not carried: nothing sets it")]
    public async Task IsRefused(string source, string id, string at, string message) => (await Of(source)).IsRefused(id, at, message, "StreamEvent");

    [Fact]
    public async Task FilesHaveNoOrder()
    {
        var run = await Of("[StreamEvent(\"a\")] partial record E { public int A { get; init; } }", "partial record E { public int B { get; init; } }");
        run.IsRefused("PYG2504", "B", "'B' cannot be carried: it stands in another file than 'A'", "StreamEvent");
    }

    [Theory]
    [InlineData("[StreamEvent(\"a\")] partial record E(Unknown A);")]
    [InlineData("[StreamEvent(")]
    [InlineData("[StreamEvent] partial record E(int A);")]
    [InlineData("[StreamEvent(\"a\")] partial record (int A);")]
    [InlineData("[StreamEvent(\"a\")] partial record E(int ;")]
    [InlineData("[StreamEvent(\"a\")] enum E { }")]
    public async Task HalfTyped(string source) => Assert.Empty((await Of(source)).Refusals);
}
