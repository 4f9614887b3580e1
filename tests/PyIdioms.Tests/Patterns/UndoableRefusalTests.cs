using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Undoable;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Patterns;

/// <summary>Every wrong [Undoable] is one diagnostic at the user's own line; any right one compiles without a word.</summary>
public class UndoableRefusalTests
{
    const string Back = "void UndoM() { }";

    [Theory]
    [InlineData("partial class T { [Undoable] public void M() { } void UndoM() { } }", "PYG1801", "Undoable", "[Undoable] does nothing here: declare 'M' as a partial method")]
    [InlineData("class O { partial class T { [Undoable] public partial void M(); } }", "PYG1802", "Undoable", "[Undoable] needs 'O' to be partial")]
    [InlineData($"partial class T {{ [Undoable] public partial void M(int n); {Back} }}", "PYG1803", "M", "'M' has no body: write 'private void MCore(int n)'")]
    [InlineData($"partial class T {{ [Undoable] public partial void M(int n); void MCore(long n) {{ }} {Back} }}", "PYG1804", "MCore", "'MCore' is not the body of 'M', it differs in its parameters: write 'private void MCore(int n)'")]
    [InlineData($"partial class T {{ [Undoable] public partial string M(); int MCore() => 1; {Back} }}", "PYG1804", "MCore", "'MCore' is not the body of 'M', it differs in its return type")]
    [InlineData($"partial class T {{ [Undoable] public partial void M(); System.Threading.Tasks.Task<int> MCore() => null!; {Back} }}", "PYG1804", "MCore", "'MCore' is not the body of 'M', it differs in its return type")]
    [InlineData($"partial class T {{ [Undoable] public partial void M(); public partial void M() {{ }} {Back} }}", "PYG1805", "M", "[Undoable] writes this part of 'M'")]
    [InlineData("partial class T { [Undoable] public partial void M(ref int n); }", "PYG1806", "Undoable", "[Undoable] cannot stand on a method with 'n' by reference")]
    [InlineData("partial class T { [Undoable] public partial void M(System.Span<int> n); }", "PYG1806", "Undoable", "[Undoable] cannot stand on a method with 'n' on the stack")]
    [InlineData("partial class T { [Undoable] public partial System.Span<int> M(); }", "PYG1806", "Undoable", "[Undoable] cannot stand on a method whose result lives on the stack")]
    [InlineData("partial struct T { [Undoable] public partial void M(); }", "PYG1806", "Undoable", "[Undoable] cannot stand on a method of the struct 'T'")]
    [InlineData("partial interface T { [Undoable] public partial void M(); }", "PYG1806", "Undoable", "[Undoable] cannot stand on a method of the interface 'T'")]
    [InlineData("partial class T { [Undoable] public partial System.Collections.Generic.IAsyncEnumerable<int> M(); }", "PYG1806", "Undoable", "[Undoable] cannot stand on a stream")]
    [InlineData("file partial class T { [Undoable] public partial void M(); }", "PYG1806", "Undoable", "[Undoable] cannot stand on a part of the file-local type 'T'")]
    [InlineData($"partial class T {{ [Undoable, Timed] public partial void M(); void MCore() {{ }} {Back} }}", "PYG1807", "Timed", "[Timed] and [Undoable] would both write 'M'")]
    [InlineData("partial class T { [Undoable] public partial void M(); void MCore() { } }", "PYG1808", "Undoable", "'M' cannot be undone: there is no method 'UndoM': write it, or name another")]
    [InlineData("partial class T { [Undoable(Undo = \"Remov\")] public partial void M(); void MCore() { } void Remove() { } }", "PYG1808", "Undoable(Undo = \"Remov\")", "'M' cannot be undone: there is no method 'Remov', did you mean 'Remove'")]
    [InlineData("partial class T { [Undoable(Undo = nameof(M))] public partial void M(); void MCore() { } }", "PYG1809", "Undoable(Undo = nameof(M))", "'M' cannot take 'M' back: it is the method itself")]
    [InlineData("partial class T { [Undoable] public partial void M(int n); void MCore(int n) { } void UndoM(int m) { } }", "PYG1809", "Undoable", "'UndoM' cannot take 'M' back: 'm' gets nothing: name it like a parameter of 'M', or let 'MCore' return it")]
    [InlineData("partial class T { [Undoable] public partial void M(int n); void MCore(int n) { } void UndoM(string n) { } }", "PYG1809", "Undoable", "'UndoM' cannot take 'M' back: its 'n' cannot be 'int'")]
    [InlineData("partial class T { [Undoable] public partial void M(int n); int MCore(int n) => n; void UndoM(int a, int b) { } }", "PYG1809", "Undoable", "'UndoM' cannot take 'M' back: 'b' gets nothing")]
    [InlineData("partial class T { [Undoable] public partial void M(); void MCore() { } System.Threading.Tasks.Task UndoM() => null!; }", "PYG1809", "Undoable", "'UndoM' cannot take 'M' back: it takes time")]
    [InlineData("partial class T { [Undoable] public partial void M<A>(A n); void MCore<A>(A n) { } void UndoM() { } }", "PYG1809", "Undoable", "'UndoM' cannot take 'M' back: it has 0 type parameters, not 1")]
    [InlineData("partial class T { [Undoable] public partial void M(); void MCore() { } void UndoM<A>() { } }", "PYG1809", "Undoable", "'UndoM' cannot take 'M' back: it has 1 type parameters, not 0")]
    [InlineData("partial class T { [Undoable] public partial void M(int n); void MCore(int n) { } void UndoM(out int n) { n = 1; } }", "PYG1809", "Undoable", "'UndoM' cannot take 'M' back: 'n' is passed in another way")]
    [InlineData($"partial class T {{ CommandHistory a, b; [Undoable] public partial void M(); void MCore() {{ }} {Back} }}", "PYG1810", "Undoable", "'M' does not know where it is recorded: 'T' has two, 'a' and 'b'")]
    [InlineData("partial class T { [Undoable] public static partial void M(); static void MCore() { } static void UndoM() { } }", "PYG1811", "Undoable", "'M' is recorded nowhere: give 'T' a static CommandHistory")]
    [InlineData($"partial class T {{ int History; [Undoable] public partial void M(); void MCore() {{ }} {Back} }}", "PYG1812", "History", "'History' would be the history of 'T' and is something else")]
    [InlineData("partial class T { int f; [Undoable] public partial ref int M(); }", "PYG1806", "Undoable", "[Undoable] cannot stand on a method whose result lives on the stack")]
    public async Task Refused(string source, string id, string at, string message) =>
        (await Run.Of(new UndoableGenerator(), new UndoableRules(), "using PyIdioms; " + source)).IsRefused(id, at, message, "Undoable");

    /// <summary>A part that is missing would be all that the compiler speaks of: it stops there, and runs no rules.</summary>
    [Theory]
    [InlineData("partial class T { [Undoable] public partial void M(ref int n, out string s); }")]
    [InlineData("partial class T { [Undoable] internal partial System.Span<U> M<U>(scoped System.Span<U> n) where U : class; }")]
    [InlineData("partial class T { int f; [Undoable] public partial ref int M(); }")]
    [InlineData("partial class T { [Undoable] public unsafe partial int* M(void* n); }")]
    [InlineData("partial struct T { [Undoable] public partial void M(); }")]
    [InlineData("partial interface T { [Undoable] public partial void M(); }")]
    [InlineData("partial class T { [Undoable] public partial System.Collections.Generic.IAsyncEnumerable<int> M(); }")]
    public async Task NothingElseIsSaid(string source) => Assert.Empty((await Run.Of(new UndoableGenerator(), new UndoableRules(), "using PyIdioms; " + source)).Complaints);

    [Theory]
    [InlineData("namespace N { public static partial class T { static readonly CommandHistory all = new(); [Undoable] public static partial int M<@class>(@class @event, in int @int) where @class : class, new(); static int MCore<@class>(@class @event, in int @int) where @class : class, new() => @int; static void UndoM<@class>(@class @event) where @class : class, new() { } } }")]
    [InlineData("partial class O<T> where T : struct { internal partial record R<U>(CommandHistory Past) { [Undoable] protected virtual partial (T First, U? Second)[] M(T? t, dynamic d, U[]? u); (T First, U? Second)[] MCore(T? t, dynamic d, U[]? u) => []; void UndoM((T, U?)[] done) { } } }")]
    [InlineData("partial class T(CommandHistory history) { [Undoable] public partial void M(int Execute, int Undo, string history); void MCore(int Execute, int Undo, string history) { } void UndoM(int Undo, int Execute) { } }")]
    [InlineData("partial class T { [Undoable] public partial void M(); void MCore() { } void UndoM() { } [Undoable] public partial void N(int n); void NCore(int n) { } void UndoN() { } [Undoable(Undo = nameof(UndoN))] public partial void N(string n); void NCore(string n) { } }")]
    [InlineData("interface I { void M(); } partial class T : I { public virtual CommandHistory History { get; } = new(3); [Undoable] public partial void M(); void MCore() { } void UndoM() { } } partial class D : T { public sealed override CommandHistory History => base.History; [Undoable] public partial void N(); void NCore() { } void UndoN() { } }")]
    [InlineData("using System.Threading; using System.Threading.Tasks; partial class T { [Undoable] public partial ValueTask<string> M(CancellationToken a, CancellationToken b = default); async ValueTask<string> MCore(CancellationToken a, CancellationToken b) { await Task.Delay(1, a); return \"\"; } Task UndoM(string s, CancellationToken any) => Task.CompletedTask; }")]
    public async Task Accepted(string source) => (await Run.Of(new UndoableGenerator(), new UndoableRules(), "#nullable enable\nusing PyIdioms; " + source)).IsClean();
}
