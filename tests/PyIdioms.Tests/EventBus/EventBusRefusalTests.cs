using PyIdioms.Generators.EventBus;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.EventBus;

/// <summary>A bus of any shape compiles without one warning, or is refused at the user's own line.</summary>
public class EventBusRefusalTests
{
    const string Events = "public sealed record A(int X); public record B; public sealed record C : B; public record struct S; public interface I; public interface IMail; ";

    static Task<Run> Of(string source) => Run.Of(new EventBusGenerator(), new EventBusRules(), source, Events);

    [Theory]
    [InlineData("[EventBus] public sealed partial class Bus;")]
    [InlineData("[EventBus] partial class Bus { [On<A>] void H(A e) { } [On<A>] static Task H(A e, IMail mail) => Task.CompletedTask; [On<A>] ValueTask H() => default; [On<A>] void H(CancellationToken stop) { } }")]
    [InlineData("[EventBus(Policy = EmitPolicy.CollectAll)] partial class Bus { [On<A>] void H(A e) { } [On<A>] static Task H(A e, IMail mail) => Task.CompletedTask; [On<A>] ValueTask H() => default; [On<object>] void H(CancellationToken stop) { } [On<I>] Task Last(I e) => null!; }")]
    [InlineData("[EventBus] partial class Bus { [On<A>, On<B>, On<C>, On<S>, On<I>, On<object>] async Task H(object e) => await Task.Yield(); }")]
    [InlineData("[EventBus] partial class Bus { [On<string>] void H(string e) { } [On<int>] void H(int e) { } [On<int[]>] void H(int[] e) { } [On<Action<string>>] void H(Action<string> e) { } [On<DayOfWeek>] void H(DayOfWeek e) { } [On<List<List<int>>>] void H(IEnumerable<List<int>> e) { } [On<ValueTuple<int, string>>] void H((int, string) e) { } }")]
    [InlineData("[EventBus] partial class Bus { [On<S>] void H(in S e) { } [On<A>] void H(ref readonly A e) { } [On<B>] void H(dynamic e) { } [On<S>] void H(object e, int times = 3, string? name = null, DayOfWeek day = DayOfWeek.Friday, params int[] rest) { } }")]
    [InlineData("[EventBus] partial class Bus { [On<A>] void @class(A @event, IMail @new, CancellationToken @cancel, IEventBus @this, Bus late, Lazy<IMail> pending, List<IMail> failures) { } [On<A>] void late() { } [On<A>] Task pending0() => null!; [On<A>] void type() { } }")]
    [InlineData("namespace @namespace.N { partial interface O<T> { internal partial record struct P<U> { [EventBus] partial class Bus<V> where V : class { [On<A>] void H(A e, V v, List<U> u, IMail m) { } [On<A>] static void H(A e, List<V> v) { } struct E; } } } }")]
    [InlineData("[EventBus] public partial class Bus<TEvent> { [On<S>] void H(S e) { } [On<B>] void H(B e) { } TEvent? own; }")]
    [InlineData("[EventBus] partial class Bus(IMail cancel, List<int> late) { [On<A>] void H(A e, IMail mail, List<int> numbers) { } int N => late.Count + cancel.GetHashCode(); }")]
    [InlineData("[EventBus] partial class Bus { readonly Lazy<IMail> own = new(); static readonly List<int> Shared = []; [On<A>] void H(A e, Lazy<IMail> mail, List<int> numbers) { } }")]
    [InlineData("[EventBus] partial class Bus { public Bus(IMail mail) => Mail = mail; IMail Mail { get; } [On<A>] void H(A e, IMail mail, Lazy<int>? none) { } }")]
    [InlineData("abstract class Base { protected Base() { } protected IMail? mail; public virtual void EmitAsync() { } } [EventBus] partial class Bus : Base, IEventBus { [On<A>] void H(A e, IMail mail) { } }")]
    [InlineData("[EventBus] public partial class Bus { internal sealed record N; private sealed record P; [On<N>] void H(N e) { } [On<P>] void H(P e) { } protected internal struct Q; [On<Q>] void H(Q e) { } [On<List<P>>] void H(List<P> e) { } }")]
    [InlineData("public partial class Outer { sealed record P; [EventBus] partial class Bus { [On<P>] void H(P e) { } } [EventBus] protected partial class Bus2 { [On<P>] void H(P e) { } } [EventBus] public partial class Bus3 { [On<P>] void H(P e) { } } }")]
    [InlineData("[EventBus] public partial class Bus { internal interface IHidden; readonly IHidden? hidden = null; [On<A>] void H(A e, IHidden mail) { } }")]
    [InlineData("[EventBus] abstract partial class Bus { [On<A>] protected abstract void H(A e); [On<B>] internal virtual ValueTask V(B e, IMail mail) => default; } class Sub(IMail mail) : Bus(mail) { protected override void H(A e) { } }")]
    [InlineData("[EventBus] partial class Bus { [On<A>] partial void H(A e); [On<B>] private partial Task P(B e); } partial class Bus { private partial Task P(B e) => Task.CompletedTask; }")]
    [InlineData("[EventBus] partial class Bus { int __Late; object? __Service0; void __Emit() { } [On<A>] void H(A e, IMail mail) { } }")]
    [InlineData("[EventBus] partial class Bus { void On(A e) { } void On<T>(T e) { } int EmitAsync(A e) => 1; void EmitAsync<T>() { } [On<A>] void OnA(A e, IMail? mail, IMail again) { } }")]
    [InlineData("#nullable disable\n[EventBus] partial class Bus { [On<A>] void H(A e, IMail mail, string name = null) { } }")]
    [InlineData("[EventBus] partial class Bus { [Obsolete] [On<A>] void H(A e) { } [On<Old>] void H(Old e, Lazy<Old> old) { } } [Obsolete] class Old;")]
    [InlineData("/// <summary>A.</summary>\n[EventBus] public partial class Bus { /// <summary>B.</summary>\n[On<A>] public void H(A e, IMail mail) { } }")]
    [InlineData("[EventBus] partial class Twin { [On<A>] void H(A e) { } } [EventBus] partial class TWIN { [On<A>] void H(A e) { } } [EventBus] partial class Twin<T> { [On<A>] void H(A e) { } }")]
    [InlineData("[EventBus] partial class Bus { [On<A>] unsafe void H(A e) { int* p = null; } [On<A>] void H(A e, params ReadOnlySpan<int> rest) { } }")]
    public async Task CompilesClean(string source)
    {
        var run = (await Of(source)).IsClean();
        Assert.DoesNotContain(run.Diagnostics, d => d.Id is "CS1573" or "CS1574" or "CS1591" && run.Files.Contains(d.Location.SourceTree!));
    }

    [Theory]
    [InlineData("[EventBus] class Bus { }", "PYG1701", "EventBus", "[EventBus] needs 'Bus' to be partial")]
    [InlineData("class O { [EventBus] partial class Bus { } }", "PYG1701", "EventBus", "[EventBus] needs 'O' to be partial")]
    [InlineData("[EventBus] static partial class Bus { }", "PYG1702", "EventBus", "[EventBus] cannot stand on 'Bus': it is a static class")]
    [InlineData("[EventBus] partial record Bus { }", "PYG1702", "EventBus", "[EventBus] cannot stand on 'Bus': it is a record")]
    [InlineData("[EventBus] file partial class Bus { }", "PYG1702", "EventBus", "[EventBus] cannot stand on 'Bus': it is a part of the file-local type 'Bus'")]
    [InlineData("[EventBus] partial class Base { } [EventBus] partial class Bus : Base { }", "PYG1702", "EventBus", "[EventBus] cannot stand on 'Bus': it is derived from the bus 'Base'")]
    [InlineData("class Bus { [On<A>] void H(A e) { } }", "PYG1703", "On<A>", "[On] does nothing here: 'Bus' is no [EventBus]")]
    [InlineData("[EventBus] partial class Bus { void M() { H(null!); [On<A>] void H(A e) { } } }", "PYG1703", "On<A>", "[On] does nothing here: 'H' is a local function")]
    [InlineData("[EventBus] partial class Bus { [On<A>] void H<T>(A e) { } }", "PYG1704", "On<A>", "'H' cannot handle 'A': nothing says what its type parameters are")]
    [InlineData("[EventBus] partial class Bus { [On<A>] int H(A e) => 1; }", "PYG1704", "On<A>", "'H' cannot handle 'A': it returns 'int', which nobody would get")]
    [InlineData("[EventBus] partial class Bus { [On<A>] Task<int> H(A e) => null!; }", "PYG1704", "On<A>", "'H' cannot handle 'A': it returns 'Task<int>'")]
    [InlineData("[EventBus] partial class Bus { [On<A>] void H(ref A e) { } }", "PYG1704", "On<A>", "'H' cannot handle 'A': 'e' is passed by reference")]
    [InlineData("[EventBus] partial class Bus { [On<A>] void H(A e, out int n) => n = 1; }", "PYG1704", "On<A>", "'H' cannot handle 'A': 'n' is passed by reference")]
    [InlineData("[EventBus] partial class Bus { [On<A>] void H(B e) { } }", "PYG1704", "On<A>", "'H' cannot handle 'A': it has no parameter for one, such as 'A e'")]
    [InlineData("[EventBus] partial class Bus { [On<B>] void H(C e) { } }", "PYG1704", "On<B>", "'H' cannot handle 'B': it has no parameter for one")]
    [InlineData("[EventBus] partial class Bus { [On<int>] void H(long e) { } }", "PYG1704", "On<int>", "'H' cannot handle 'int': it has no parameter for one")]
    [InlineData("#pragma warning disable CS8714\n[EventBus] partial class Bus { [On<int?>] void H(int? e) { } }", "PYG1704", "On<int?>", "'H' cannot handle 'int?': an event is never null")]
    [InlineData("[EventBus] partial class Bus { [On<A>, On<A>(Order = 1)] void H(A e) { } }", "PYG1704", "On<A>(Order = 1)", "'H' cannot handle 'A': it does so already")]
    [InlineData("file record F; [EventBus] partial class Bus { [On<F>] void H(object e) { } }", "PYG1704", "On<F>", "'H' cannot handle 'F': that type exists in one file only")]
    [InlineData("interface IH { void H(A e); } [EventBus] partial class Bus : IH { [On<A>] void IH.H(A e) { } }", "PYG1704", "On<A>", "'IH.H' cannot handle 'A': it is an explicit interface implementation")]
    [InlineData("[EventBus] partial class Bus { [On<A>] void H(A e, int n) { } }", "PYG1705", "n", "'n' of 'H' is neither the event nor a service: a service is an object, not a value")]
    [InlineData("[EventBus] partial class Bus { [On<A>] void H(A e, string n) { } }", "PYG1705", "n", "'n' of 'H' is neither the event nor a service: no container knows one by its type")]
    [InlineData("[EventBus] partial class Bus<T> { [On<A>] void H(A e, T n) { } }", "PYG1705", "n", "'n' of 'H' is neither the event nor a service: a service is an object")]
    [InlineData("[EventBus] partial class Bus { Bus() { } [On<A>] void H(A e, IMail mail) { } }", "PYG1706", "mail", "'H' needs a 'IMail', and 'Bus' has none: take one in its constructor")]
    [InlineData("[EventBus] partial class Bus(string name) { string N => name; [On<A>] void H(A e, IMail mail) { } }", "PYG1706", "mail", "'H' needs a 'IMail', and 'Bus' has none")]
    [InlineData("[EventBus] partial class Bus(IMail a, IMail b) { object N => (a, b); [On<A>] void H(A e, IMail mail) { } }", "PYG1706", "mail", "'H' needs a 'IMail', and 'Bus' has two, 'a' and 'b'")]
    [InlineData("[EventBus] partial class Bus { [On<A>] ValueTask EmitAsync(A e, CancellationToken cancel) => default; }", "PYG1707", "EmitAsync", "'EmitAsync' is what [EventBus] generates for 'Bus'")]
    [InlineData("[EventBus] partial class Bus { [On<A>] void H() { } int On => 1; }", "PYG1707", "On", "'On' is what [EventBus] generates for 'Bus'")]
    [InlineData("[EventBus] partial class Bus { class On<T>; }", "PYG1707", "On", "'On' is what [EventBus] generates for 'Bus'")]
    [InlineData("[EventBus] partial class Bus { public IDisposable On<T>(Action<T> handler) => null!; }", "PYG1707", "On", "'On' is what [EventBus] generates for 'Bus'")]
    [InlineData("internal interface IOwn; [EventBus] public partial class Bus { [On<A>] void H(A e, IOwn own) { } }", "PYG1708", "own", "'Bus' needs a constructor that takes a 'IOwn', and 'IOwn' is less accessible than 'Bus'")]
    [InlineData("class Base(int n) { public int N => n; } [EventBus] partial class Bus : Base { [On<A>] void H(A e, IMail mail) { } }", "PYG1708", "mail", "'Bus' needs a constructor that takes a 'IMail', and its base class 'Base' has none without parameters")]
    public async Task IsRefused(string source, string id, string at, string message) => (await Of(source)).IsRefused(id, at, message, "EventBus");

    /// <summary>Handlers of equal order run in the order of the text, and of files by their names, whatever the order in which they are compiled.</summary>
    [Fact]
    public async Task TheOrderOfFilesSaysNothing()
    {
        string[] sources = [Events, "[EventBus] partial class Bus { [On<A>] void One() { } [On<A>] void Two() { } }", "partial class Bus { [On<A>] void Three() { } [On<A>(Order = -1)] void Zero() { } }"];
        var run = (await Run.Of(new EventBusGenerator(), new EventBusRules(), sources)).IsClean();
        var text = run.Files[0].ToString();
        Assert.Equal(["Zero", "One", "Two", "Three"], new[] { "Three", "Two", "One", "Zero" }.OrderBy(name => text.IndexOf($"this.{name}(", StringComparison.Ordinal)));
    }
}
