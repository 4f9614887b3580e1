using System.Numerics;
using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Ast;

/// <summary>Visitors and transformers do what Python's do (truth.json, "visitor_order", "transformer_list_rules", "constant_folding", …).</summary>
public class AstTruthTests
{
    static JsonElement Section(string name) => Truth.Of("patterns", name);

    static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(static t => t.GetString()!)];

    /// <summary>What a class of Python's tree is called here.</summary>
    static string NameOf(Node node) => node switch { Expression => "Expr", ListDisplay => "List", _ => node.GetType().Name };

    sealed class Order : Node.Visitor
    {
        public List<string> Seen { get; } = [];

        public override void Visit(Node node)
        {
            Seen.Add(NameOf(node));
            base.Visit(node);
        }
    }

    [Fact]
    public void NodesAreVisitedFromTheTopAndInOrder()
    {
        var truth = Section("visitor_order");
        var order = new Order();
        order.Visit(PythonParser.Parse(truth.GetProperty("source").GetString()!));
        Assert.Equal(Texts(truth.GetProperty("generic_visit_preorder")), order.Seen);
    }

    sealed class Analyzer(bool isComplete) : Node.Visitor
    {
        public List<string> Functions { get; } = [];

        public List<string> Calls { get; } = [];

        protected override void VisitFunctionDef(FunctionDef node)
        {
            Functions.Add(node.Name);
            if (isComplete) base.VisitFunctionDef(node);
        }

        protected override void VisitCall(Call node)
        {
            if (node.Func is Name name) Calls.Add(name.Id);
            if (isComplete) GenericVisit(node);
        }
    }

    static Expression Calling(string name, params Expr[] arguments) => new(new Call(new Name(name, new Load()), arguments));

    [Fact]
    public void TheHandbooksAnalyzerFindsFunctionsAndCalls()
    {
        var truth = Section("function_analyzer");
        var analyzer = new Analyzer(isComplete: true);
        analyzer.Visit(new Module([new FunctionDef("factorial", [new Expression(new BinOp(new Name("n", new Load()), new Mult(), ((Expression)Calling("factorial", new Constant(BigInteger.One))).Value))])]));
        Assert.Equal(Texts(truth.GetProperty("functions")), analyzer.Functions);
        Assert.Equal(Texts(truth.GetProperty("calls")), analyzer.Calls);
    }

    [Theory, InlineData(false, "pruned"), InlineData(true, "full")]
    public void AnOverrideWithoutItsBasePrunes(bool isComplete, string expected)
    {
        var truth = Section("visitor_without_generic_visit_prunes").GetProperty(expected);
        var analyzer = new Analyzer(isComplete);
        analyzer.Visit(new Module([new FunctionDef("a", [new FunctionDef("b", [Calling("g")]), Calling("f")]), Calling("h")]));
        Assert.Equal(Texts(truth[0]), analyzer.Functions);
        Assert.Equal(Texts(truth[1]), analyzer.Calls);
    }

    sealed class Edit : Node.Transformer
    {
        protected override Node? VisitExpression(Expression node) => node.Value switch
        {
            Constant { Value: "drop" } => null,
            Constant { Value: "twice" } => Splice(node, node),
            _ => base.VisitExpression(node),
        };
    }

    public static TheoryData<string, string> Lists => [.. Section("transformer_list_rules").GetProperty("cases").EnumerateArray().Select(static c => (c.GetProperty("in").GetString()!, c.GetProperty("out").GetString()!))];

    [Theory, MemberData(nameof(Lists))]
    public void NothingRemovesAndAListSplices(string source, string expected) => Assert.Equal(expected, new Unparser().Visit(new Edit().Visit(PythonParser.Parse(source))!));

    sealed class ConstantFolder : Node.Transformer
    {
        protected override Node? VisitBinOp(BinOp node)
        {
            var folded = (BinOp)base.VisitBinOp(node)!;
            return folded is { Left: Constant { Value: var left }, Right: Constant { Value: var right } } && Fold(left, folded.Op, right) is { } value ? new Constant(value) : folded;
        }

        protected override Node? VisitUnaryOp(UnaryOp node) => base.VisitUnaryOp(node) is UnaryOp { Operand: Constant { Value: BigInteger number } } ? new Constant(-number) : node;

        static object? Fold(object left, Operator op, object right) => (left, op, right) switch
        {
            (bool truth, _, _) => Fold(truth ? BigInteger.One : BigInteger.Zero, op, right),
            (BigInteger a, Add, BigInteger b) => a + b,
            (BigInteger a, Sub, BigInteger b) => a - b,
            (BigInteger a, Mult, BigInteger b) => a * b,
            (double a, Add, double b) => a + b,
            (string a, Add, string b) => a + b,
            _ => null,
        };
    }

    public static TheoryData<string, string> Folded => [.. Section("constant_folding").EnumerateArray().Select(static c => (c.GetProperty("in").GetString()!, c.GetProperty("out").GetString()!))];

    [Theory, MemberData(nameof(Folded))]
    public void ConstantsAreFolded(string source, string expected) => Assert.Equal(expected, new Unparser().Visit(new ConstantFolder().Visit(PythonParser.Parse(source))!));

    /// <summary>Python's transformer changes the tree that it is given; here the old one stays as it was, and shares what did not change.</summary>
    [Fact]
    public void TheOldTreeStays()
    {
        Assert.True(Section("transformer_mutates_in_place").GetBoolean());
        var old = PythonParser.Parse("f(1 + 2, x)\ny");
        var text = old.Dump();
        var made = (Module)new ConstantFolder().Visit(old)!;
        Assert.Equal(text, old.Dump());
        Assert.NotSame(old, made);
        Assert.Same(old.Body[1], made.Body[1]);
        Assert.Same(((Call)((Expression)old.Body[0]).Value).Args[1], ((Call)((Expression)made.Body[0]).Value).Args[1]);
        Assert.Same(made, new ConstantFolder().Visit(made));
    }
}
