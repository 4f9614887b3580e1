namespace PyIdioms.Benchmarks.Patterns;

/// <summary>The same jobs, generated and by hand: variables counted, numbers raised, a tree evaluated.</summary>
static class Visitors
{
    public sealed class Counting : Tree.Visitor
    {
        public int Count { get; set; }

        protected override void VisitVariable(Variable node) => Count++;
    }

    public sealed class HandCounting : HandVisitor
    {
        public int Count { get; set; }

        public override void VisitVariable(Variable node) => Count++;
    }

    public sealed class Raising : Tree.Transformer
    {
        protected override Tree? VisitNumber(Number node) => node.Value % 4 == 0 ? new Number(node.Value + 1) : node;
    }

    public sealed class HandRaising : HandTransformer
    {
        public override Tree VisitNumber(Number node) => node.Value % 4 == 0 ? new Number(node.Value + 1) : node;
    }

    public sealed class Evaluating : Tree.Visitor<long>
    {
        protected override long VisitNumber(Number node) => node.Value;

        protected override long VisitVariable(Variable node) => node.Name.Length;

        protected override long VisitNegation(Negation node) => -Visit(node.Operand);

        protected override long VisitSum(Sum node) => Visit(node.Left) + Visit(node.Right);

        protected override long VisitProduct(Product node) => Visit(node.Left) * Visit(node.Right);

        protected override long VisitApplication(Application node)
        {
            var sum = 0L;
            foreach (var argument in node.Arguments) sum += Visit(argument);
            return sum;
        }
    }

    public sealed class HandEvaluating : IHandVisitor<long>
    {
        public long VisitNumber(Number node) => node.Value;

        public long VisitVariable(Variable node) => node.Name.Length;

        public long VisitNegation(Negation node) => -node.Operand.Accept(this);

        public long VisitSum(Sum node) => node.Left.Accept(this) + node.Right.Accept(this);

        public long VisitProduct(Product node) => node.Left.Accept(this) * node.Right.Accept(this);

        public long VisitApplication(Application node)
        {
            var sum = 0L;
            foreach (var argument in node.Arguments) sum += argument.Accept(this);
            return sum;
        }
    }

    /// <summary>By a switch over the types, as functional programs have it.</summary>
    public static long Evaluate(Tree tree)
    {
        switch (tree)
        {
            case Number node: return node.Value;
            case Variable node: return node.Name.Length;
            case Negation node: return -Evaluate(node.Operand);
            case Sum node: return Evaluate(node.Left) + Evaluate(node.Right);
            case Product node: return Evaluate(node.Left) * Evaluate(node.Right);
            case Application node:
                var sum = 0L;
                foreach (var argument in node.Arguments) sum += Evaluate(argument);
                return sum;
            default: throw Never.Assert(tree);
        }
    }

    public static Tree Make(Random random, int depth) => (depth == 0 ? random.Next(2) : 2 + random.Next(5)) switch
    {
        0 => new Number(random.Next(16)),
        1 => new Variable("x"),
        2 => new Negation(Make(random, depth - 1)),
        3 or 4 => new Sum(Make(random, depth - 1), Make(random, depth - 1)),
        5 => new Product(Make(random, depth - 1), Make(random, depth - 1)),
        _ => new Application("f", [Make(random, depth - 1), Make(random, depth - 1), Make(random, depth - 1)]),
    };
}
