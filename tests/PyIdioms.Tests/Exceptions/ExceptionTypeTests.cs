using PyIdioms.Generators.Exceptions;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Exceptions;

/// <summary>Every wrong use is one diagnostic at the user's own line, and any right one compiles.</summary>
public class ExceptionTypeTests
{
    [Theory]
    [InlineData("[Exception] class E : System.Exception;", "PYG1101", "[Exception] needs 'E' to be partial")]
    [InlineData("class O { [Exception] partial class E; }", "PYG1101", "[Exception] needs 'O' to be partial")]
    [InlineData("[Exception] partial class E : List<int>;", "PYG1102", "'E' cannot be an exception: it derives from 'List'")]
    [InlineData("[Exception] partial record E;", "PYG1102", "'E' cannot be an exception: a record")]
    [InlineData("[Exception] static partial class E;", "PYG1102", "'E' cannot be an exception: nothing is made")]
    [InlineData("[Exception] file partial class E;", "PYG1102", "'E' cannot be an exception: a part of the file-local type 'E'")]
    [InlineData("[Exception] partial class E(int n) : System.Exception { public int N => n; }", "PYG1102", "'E' cannot be an exception: every constructor")]
    [InlineData("[Exception] partial class E : PyIdioms.ExceptionGroup { public E() : base(\"\", new System.Exception()) { } }", "PYG1103", "'E' cannot have a cause: 'ExceptionGroup' has no")]
    [InlineData("class B : System.Exception { public B(int n) { } } [Exception] partial class E : B { public E() : base(1) { } }", "PYG1103", "'E' cannot have a cause: 'B' has no")]
    public async Task IsRefusedAtTheUsersLine(string source, string id, string message) =>
        (await Run.Of(new ExceptionGenerator(), new ExceptionRules(), source)).IsRefused(id, "Exception", message, "Exceptions");

    [Theory]
    [InlineData("[Exception] public partial class E;")]
    [InlineData("namespace A.@namespace { partial class @class<T> where T : struct { [Exception] protected sealed partial class @event; } }")]
    [InlineData("[Exception] public abstract partial class B; [Exception] public partial class E : B; [Exception] public sealed partial class F : E;")]
    [InlineData("partial class E : IDisposable { public void Dispose() { } } [Exception] partial class E : System.Exception { }")]
    [InlineData("[Exception] partial class E : IDisposable { public void Dispose() { } public E(string m, System.Exception e) : base(m, e) { } }")]
    [InlineData("[Exception] partial class E { E() { } protected E(string m) : base(m) { } public required int Code { get; init; } }")]
    [InlineData("[Exception] partial class E : OperationCanceledException; [Exception] partial class F : ArgumentException; [Exception] partial class G<T> : KeyNotFoundException;")]
    [InlineData("#nullable disable\n[Obsolete] [Exception] partial class E;")]
    [InlineData("class B : System.Exception { internal protected B(string m, System.Exception e) : base(m, e) { } internal B() { } } [Exception] partial class E : B;")]
    public async Task AnyShapeCompiles(string source)
    {
        var run = await Run.Of(new ExceptionGenerator(), new ExceptionRules(), source);
        Assert.Empty(run.Refusals);
        Assert.NotEmpty(run.Files);
        Assert.Empty(run.Complaints);
    }

    [Fact]
    public async Task HalfTypedCodeIsNoCrash()
    {
        const string Whole = "namespace N { partial class O<T> { [Exception, Obsolete] public sealed partial class E<U> : System.IO.IOException, IDisposable where U : T { public E(string message) : base(message) { } public void Dispose() { } } } }";
        for (var i = 0; i < Whole.Length; i += 3) _ = await Run.Of(new ExceptionGenerator(), new ExceptionRules(), Whole[..i]);
    }
}
