using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PyIdioms.Tests.Ast;

/// <summary>What is generated for trees of other shapes: classes, fields, sequences of all kinds, children that may be missing.</summary>
public partial class AstTests
{
    [Ast]
    internal abstract partial class Item(int line)
    {
        public int Line { get; } = line;
    }

    internal sealed partial class Leaf(string text, int line = 0) : Item(line)
    {
        public string Text { get; } = text;

        /// <summary>Computed, and no child.</summary>
        public Item Self => this;
    }

    internal partial class Pair : Item
    {
        public readonly Item Left;
        public readonly Leaf? Right;

        public Pair(Item left, Leaf? right, int line) : base(line) => (Left, Right) = (left, right);

        public string Note { get; set; } = "";

        public required int Weight { get; init; }
    }

    internal sealed partial class Triple(Item left, Leaf? right, Item third, int line) : Pair(left, right, line)
    {
        public Item Third { get; } = third;
    }

    internal sealed partial class Many(int line = 0) : Item(line)
    {
        public Item[] Array { get; init; } = [];
        public ImmutableArray<Leaf> Immutable { get; init; }
        public List<Item?>? List { get; set; }
        public IEnumerable<Item> Lazy { get; init; } = [];
        public Bag<Item>? Bag { get; init; }
    }

    [CollectionBuilder(typeof(Bag), nameof(AstTests.Bag.Create))]
    internal sealed class Bag<T>(T[] items) : IEnumerable<T>
    {
        public IEnumerator<T> GetEnumerator() => items.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    internal static class Bag
    {
        public static Bag<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());
    }

    sealed class Rename(Func<Leaf, Item?> change) : Item.Transformer
    {
        protected override Item? VisitLeaf(Leaf node) => change(node);
    }

    sealed class Doubling : Item.Transformer
    {
        protected override Item? VisitLeaf(Leaf node) => Splice(node, new Leaf(node.Text + "2"));
    }

    sealed class Counting : Item.Visitor
    {
        public int Leaves { get; private set; }

        protected override void VisitLeaf(Leaf node) => Leaves++;
    }

    static Many All() => new()
    {
        Array = [new Leaf("a"), new Leaf("b")],
        Immutable = [new Leaf("c"), null!],
        List = [new Leaf("d"), null],
        Lazy = new Item[] { new Leaf("e") }.Select(static i => i),
        Bag = [new Leaf("f"), new Pair(new Leaf("g"), null, 7) { Weight = 3 }],
    };

    static string Texts(Item item) => string.Join(" ", item.Walk().OfType<Leaf>().Select(static l => l.Text));

    [Fact]
    public void EverySequenceIsVisitedAndMadeAnew()
    {
        var all = All();
        var counting = new Counting();
        counting.Visit(all);
        Assert.Equal((7, "a b c d e f g"), (counting.Leaves, Texts(all)));
        Assert.Equal("A B C D E F G", Texts(new Rename(static l => new Leaf(l.Text.ToUpperInvariant())).Visit(all)!));
        Assert.Equal("a c d e f g", Texts(new Rename(static l => l.Text is "b" ? null : l).Visit(all)!));
        Assert.Same(all, new Rename(static l => l).Visit(all));
        var without = (Many)new Rename(static l => l.Text is "d" ? null : l).Visit(all)!;
        Assert.Equal([null], without.List!);
        Assert.Same(all.Array, without.Array);
    }

    [Fact]
    public void NothingIsLostWhenANodeIsMadeAnew()
    {
        var pair = new Pair(new Leaf("l"), new Leaf("r"), 4) { Note = "n", Weight = 9 };
        var made = (Pair)new Rename(static l => l.Text is "r" ? null : new Leaf("x")).Visit(pair)!;
        Assert.Equal(("x", null, 4, "n", 9), (((Leaf)made.Left).Text, made.Right, made.Line, made.Note, made.Weight));
        var triple = (Triple)new Rename(static l => new Leaf(l.Text + "!")).Visit(new Triple(pair, null, new Leaf("t"), 1) { Weight = 2 })!;
        Assert.Equal(("t! l! r!", 1, 2), (Texts(triple), triple.Line, triple.Weight));
    }

    [Fact]
    public void OneNodeIsOneNode()
    {
        var pair = new Pair(new Leaf("l"), null, 0) { Weight = 1 };
        Assert.Equal("Pair.Left must be there: it cannot be removed", Assert.Throws<InvalidOperationException>(() => new Rename(static _ => null).Visit(pair)).Message);
        Assert.Equal("Pair.Left is one node: several stand in a sequence alone", Assert.Throws<InvalidOperationException>(() => new Doubling().Visit(pair)).Message);
        Assert.Equal("Pair.Right is one node: several stand in a sequence alone", Assert.Throws<InvalidOperationException>(() => new Doubling().Visit(new Pair(new Many(), new Leaf("r"), 0) { Weight = 1 })).Message);
        Assert.Equal("Pair.Right holds 'Leaf', and a 'Pair' is none", Assert.Throws<InvalidOperationException>(() => new Rename(_ => pair).Visit(new Pair(new Many(), new Leaf("r"), 0) { Weight = 1 })).Message);
        Assert.Equal("Many.Immutable holds 'Leaf', and a 'Pair' is none", Assert.Throws<InvalidOperationException>(() => new Rename(_ => pair).Visit(new Many { Immutable = [new("c")] })).Message);
        Assert.Equal("a a2 b b2", Texts(new Doubling().Visit(new Many { Array = [new Leaf("a"), new Leaf("b")] })!));
    }

    /// <summary>Two nodes for the first leaf, none for any other.</summary>
    sealed class TwoThenNone : Item.Transformer
    {
        bool isSpliced;

        protected override Item? VisitLeaf(Leaf node)
        {
            if (isSpliced) return null;
            isSpliced = true;
            return Splice(new Leaf("1"), new Leaf("2"));
        }
    }

    [Fact]
    public void WhatWasRefusedOrLostDoesNotComeAgain()
    {
        var lost = new TwoThenNone();
        Assert.Null(lost.Visit(new Leaf("lost")));
        Assert.Equal("", Texts(lost.Visit(new Many { Array = [new Leaf("a"), new Leaf("b")] })!));
        var refused = new TwoThenNone();
        var pair = new Pair(new Many(), new Leaf("r"), 0) { Weight = 1 };
        Assert.Throws<InvalidOperationException>(() => refused.Visit(pair));
        Assert.Null(((Pair)refused.Visit(pair)!).Right);
    }

    [Fact]
    public void AListThatNobodyTookIsForgotten()
    {
        var doubling = new Doubling();
        Assert.Null(doubling.Visit(new Leaf("lost")));
        Assert.Equal("a a2", Texts(doubling.Visit(new Many { Array = [new Leaf("a")] })!));
    }

    [Fact]
    public void ATreeIsDumpedAsInPython()
    {
        var tree = new Pair(new Many { Array = [new Leaf("a\n\"b\"", 2), new Leaf("")] }, null, 1) { Note = "n", Weight = 5 };
        Assert.Equal("""Pair(Line=1, Left=Many(Line=0, Array=[Leaf(Line=2, Text="a\n\"b\""), Leaf(Line=0, Text="")], Immutable=[], List=null, Lazy=[], Bag=null), Right=null, Note="n", Weight=5)""", tree.Dump());
        Assert.Equal("""
            Pair(
              Line=1,
              Left=Many(
                Line=0,
                Array=[
                  Leaf(Line=2, Text="a\n\"b\""),
                  Leaf(Line=0, Text="")],
                Immutable=[],
                List=null,
                Lazy=[],
                Bag=null),
              Right=null,
              Note="n",
              Weight=5)
            """, tree.Dump(2).ReplaceLineEndings());
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Dump(-1));
        Assert.Equal("Leaf", ((IAstNode)tree.Walk().ElementAt(2)).NodeName);
    }

    [Ast]
    public abstract partial record Term(int Line, string? Note = null);

    public sealed partial record Number(double Value, int Line) : Term(Line);

    public sealed partial record Sum(Term Left, Term Right, int Line) : Term(Line, "sum");

    public sealed partial record Named(string Name, int Line) : Term(Line)
    {
        public bool IsFree { get; init; }
    }

    [Fact]
    public void UpToThreeSimpleFieldsStandOnOneLine()
    {
        Assert.Equal("Number(Line=2, Note=null, Value=1)", new Number(1, 2).Dump(2));
        Assert.Equal("Named(\n  Line=2,\n  Note=null,\n  Name=\"a\",\n  IsFree=false)", new Named("a", 2).Dump(2));
    }

    sealed class Through : Term.Visitor<string>
    {
        public List<double> Seen { get; } = [];

        protected override string VisitSum(Sum node) => GenericVisit(node) ?? "through";

        protected override string VisitNumber(Number node)
        {
            Seen.Add(node.Value);
            return "number";
        }
    }

    [Fact]
    public void AGenericVisitGoesThroughAllChildren()
    {
        var through = new Through();
        Assert.Equal("through", through.Visit(new Sum(new Number(1, 2), new Number(2, 3), 4)));
        Assert.Equal([1, 2], through.Seen);
    }

    sealed class Evaluator : Term.Visitor<double>
    {
        protected override double VisitNumber(Number node) => node.Value;

        protected override double VisitSum(Sum node) => Visit(node.Left) + Visit(node.Right);
    }

    sealed class Nothing : Term.Visitor<string>
    {
        public List<double> Seen { get; } = [];

        protected override string VisitNumber(Number node)
        {
            Seen.Add(node.Value);
            return "last";
        }
    }

    [Fact]
    public void ATreeHasAResult()
    {
        var sum = new Sum(new Number(1, 2), new Sum(new Number(2.5, 3), new Number(3, 4), 5), 6);
        Assert.Equal(6.5, new Evaluator().Visit(sum));
        var nothing = new Nothing();
        Assert.Null(nothing.Visit(sum));
        Assert.Equal([1, 2.5, 3], nothing.Seen);
    }

    [Fact]
    public void ARecordShowsAndComparesWhatItHolds()
    {
        var number = new Number(1, 2);
        Assert.Equal("Number { Line = 2, Note = , Value = 1 }", number.ToString());
        Assert.Equal(new Sum(number, number, 1), new Sum(new Number(1, 2), new Number(1, 2), 1));
        Assert.Equal("""{"Value":1,"Line":2,"Note":null}""", JsonSerializer.Serialize(number));
        Assert.Equal([number, number], new Sum(number, number, 1).Children);
        Assert.Empty(number.Children);
    }

    [Ast]
    internal abstract partial record Typed<T>
    {
        public sealed partial record Const(T Value) : Typed<T>;
    }

    internal sealed partial record If<U>(Typed<U> Then, ImmutableArray<Typed<U>> Else) : Typed<U>;

    sealed class Replace<T>(T value) : Typed<T>.Transformer
    {
        protected override Typed<T>? VisitConst(Typed<T>.Const node) => node with { Value = value };
    }

    [Fact]
    public void ATreeMayBeGeneric()
    {
        var tree = new If<int>(new Typed<int>.Const(1), [new Typed<int>.Const(2)]);
        Assert.Equal("If(Then=Const(Value=3), Else=[Const(Value=3)])", new Replace<int>(3).Visit(tree)!.Dump());
    }
}
