using PyIdioms.Generators.Ast;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Ast;

/// <summary>Every wrong [Ast] is one diagnostic at the user's own line; any right one compiles without a word.</summary>
public class AstRefusalTests
{
    [Theory]
    [InlineData("[Ast] abstract record E; sealed partial record N : E;", "PYG2001", "Ast", "[Ast] needs 'E' to be partial")]
    [InlineData("[Ast] abstract partial record E; sealed record N : E;", "PYG2001", "N", "[Ast] of 'E' needs 'N' to be partial")]
    [InlineData("[Ast] abstract partial record E; class O { internal sealed partial record N : E; }", "PYG2001", "O", "[Ast] of 'E' needs 'O' to be partial")]
    [InlineData("[Ast] partial record E; sealed partial record N : E;", "PYG2002", "Ast", "[Ast] cannot stand on 'E': it is not abstract")]
    [InlineData("[Ast] file abstract partial record E; file sealed partial record N : E;", "PYG2002", "Ast", "[Ast] cannot stand on 'E': it is a part of the file-local type")]
    [InlineData("[Ast] abstract partial record E; abstract partial record M : E; [Ast] abstract partial record F : M; sealed partial record N(E A) : F;", "PYG2002", "Ast", "[Ast] cannot stand on 'F': it is below 'E', and what is below a root is a node of that one")]
    [InlineData("[Ast] abstract partial record E;", "PYG2003", "Ast", "Nothing derives from 'E': declare its nodes, 'sealed partial record X(…) : E'")]
    [InlineData("[Ast] abstract partial record E; file sealed partial record N : E;", "PYG2004", "N", "'N' cannot be a node: it is a part of the file-local type 'N'")]
    [InlineData("[Ast] abstract partial record E; sealed partial record N<T>(T Value) : E;", "PYG2004", "N", "'N' cannot be a node: it is below 'E', and not for every type")]
    [InlineData("[Ast] abstract partial record E<T>; sealed partial record N : E<int>;", "PYG2004", "N", "'N' cannot be a node: it is below 'E<int>', and not for every type")]
    [InlineData("[Ast] abstract partial record E { sealed partial record N : E; }", "PYG2004", "N", "'N' cannot be a node: no visitor of 'E' sees it")]
    [InlineData("[Ast] abstract partial record E; sealed partial record N : E; partial class O { internal sealed partial record N : E; }", "PYG2005", "N", "Two nodes are called 'N', and both would be visited by 'VisitN'")]
    [InlineData("[Ast] abstract partial record E { public int Walk; } sealed partial record N : E;", "PYG2006", "Walk", "[Ast] writes 'Walk' for 'E'")]
    [InlineData("[Ast] abstract partial record E; sealed partial record N(int Children) : E;", "PYG2006", "Children", "[Ast] writes 'Children' for 'E'")]
    [InlineData("[Ast] abstract partial class E; sealed partial class N(E a) : E { public E A { get; } = a; public int B { get; private set; } }", "PYG2007", "N", "A transformer cannot make a 'N' with other children: 'B' is set by no constructor")]
    [InlineData("[Ast] abstract partial class E; sealed partial class N : E { public N(E left) { A = left; } public E A { get; } }", "PYG2007", "N", "A transformer cannot make a 'N' with other children: its constructor takes 'left', which no property has")]
    [InlineData("[Ast] abstract partial class E; sealed partial class N : E { public N(object a) { } public E? A { get; } }", "PYG2007", "N", "A transformer cannot make a 'N' with other children: its constructor takes 'a', which no property has")]
    [InlineData("[Ast] abstract partial record E; sealed partial record N : E { public N(N next) : base(next) => Next = next; public N Next { get; } }", "PYG2007", "N", "A transformer cannot make a 'N' with other children")]
    [InlineData("[Ast] abstract partial record E; sealed partial record N : E { public E? A { get; } }", "PYG2007", "N", "A transformer cannot make a 'N' with other children: 'A' is set by no constructor")]
    public async Task Refused(string source, string id, string at, string message) =>
        (await Run.Of(new AstGenerator(), new AstRules(), "#nullable enable\nusing PyIdioms; " + source)).IsRefused(id, at, message, "Ast");

    [Theory]
    [InlineData("namespace A.@class { [Ast] public abstract partial record E; } namespace B { sealed partial record @int(A.@class.E? @null, A.@class.E[]? @event, int @void) : A.@class.E; }")]
    [InlineData("partial class O<T> { [Ast] protected internal abstract partial class E { private E(int n) { } protected internal abstract class M : E { protected M() : base(1) { } } public sealed partial class @base(M next, T value) : M { public M Next { get; } = next; public T Value => value; } } }")]
    [InlineData("abstract record B { public abstract int N { get; } } [Ast] abstract partial record E(dynamic D, (int A, string? B) T) : B { public char[] C = []; } partial record X(E Left) : E(1, default) { public override int N => 1; public virtual E? Next { get; init; } } sealed partial record Y(E Left, string Extra) : X(Left) { public override E? Next { get; init; } }")]
    [InlineData("[Ast] internal abstract partial record E { protected internal sealed partial record N(System.Collections.Generic.IReadOnlyDictionary<string, E> Map, E[][] Grid, string Text, System.Collections.Generic.HashSet<E> Set, System.Collections.Immutable.ImmutableList<N>? List) : E; }")]
    [InlineData("\n#nullable disable\n[Ast] abstract partial record E; sealed partial record N(E A, E[] B) : E { internal E C; private E d; static E s; E this[int n] => A; }")]
    [InlineData("[Ast, Closed] public abstract partial record E { private E() { } public sealed partial record N(E? A) : E; } namespace Other { public interface I { } }")]
    [InlineData("[Ast] abstract partial class E; sealed partial class N(N? next) : E { public N? Next { get; } = next; }")]
    [InlineData("[Ast] abstract partial record E { protected E(E other) { } } sealed partial record N(E? A) : E;")]
    [InlineData("partial class O<TResult> { [Ast] internal abstract partial record E<TResult_> { internal sealed partial record N(E<TResult_> A) : E<TResult_>; } }")]
    public async Task Accepted(string source) => (await Run.Of(new AstGenerator(), new AstRules(), "#nullable enable\nusing PyIdioms; " + source)).IsClean();
}
