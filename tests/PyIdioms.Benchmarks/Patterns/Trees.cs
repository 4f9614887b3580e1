namespace PyIdioms.Benchmarks.Patterns;

/// <summary>Nodes that take generated visitors, and visitors by hand.</summary>
[Ast]
public abstract partial record Tree
{
    public abstract void Accept(HandVisitor visitor);

    public abstract Tree Accept(HandTransformer transformer);

    public abstract T Accept<T>(IHandVisitor<T> visitor);
}

public sealed partial record Number(long Value) : Tree
{
    public override void Accept(HandVisitor visitor) => visitor.VisitNumber(this);

    public override Tree Accept(HandTransformer transformer) => transformer.VisitNumber(this);

    public override T Accept<T>(IHandVisitor<T> visitor) => visitor.VisitNumber(this);
}

public sealed partial record Variable(string Name) : Tree
{
    public override void Accept(HandVisitor visitor) => visitor.VisitVariable(this);

    public override Tree Accept(HandTransformer transformer) => transformer.VisitVariable(this);

    public override T Accept<T>(IHandVisitor<T> visitor) => visitor.VisitVariable(this);
}

public sealed partial record Negation(Tree Operand) : Tree
{
    public override void Accept(HandVisitor visitor) => visitor.VisitNegation(this);

    public override Tree Accept(HandTransformer transformer) => transformer.VisitNegation(this);

    public override T Accept<T>(IHandVisitor<T> visitor) => visitor.VisitNegation(this);
}

public sealed partial record Sum(Tree Left, Tree Right) : Tree
{
    public override void Accept(HandVisitor visitor) => visitor.VisitSum(this);

    public override Tree Accept(HandTransformer transformer) => transformer.VisitSum(this);

    public override T Accept<T>(IHandVisitor<T> visitor) => visitor.VisitSum(this);
}

public sealed partial record Product(Tree Left, Tree Right) : Tree
{
    public override void Accept(HandVisitor visitor) => visitor.VisitProduct(this);

    public override Tree Accept(HandTransformer transformer) => transformer.VisitProduct(this);

    public override T Accept<T>(IHandVisitor<T> visitor) => visitor.VisitProduct(this);
}

public sealed partial record Application(string Function, Tree[] Arguments) : Tree
{
    public override void Accept(HandVisitor visitor) => visitor.VisitApplication(this);

    public override Tree Accept(HandTransformer transformer) => transformer.VisitApplication(this);

    public override T Accept<T>(IHandVisitor<T> visitor) => visitor.VisitApplication(this);
}

/// <summary>The visitor of the textbooks: nodes call back.</summary>
public abstract class HandVisitor
{
    public virtual void Visit(Tree tree) => tree.Accept(this);

    public virtual void VisitNumber(Number node) { }

    public virtual void VisitVariable(Variable node) { }

    public virtual void VisitNegation(Negation node) => Visit(node.Operand);

    public virtual void VisitSum(Sum node)
    {
        Visit(node.Left);
        Visit(node.Right);
    }

    public virtual void VisitProduct(Product node)
    {
        Visit(node.Left);
        Visit(node.Right);
    }

    public virtual void VisitApplication(Application node)
    {
        foreach (var argument in node.Arguments) Visit(argument);
    }
}

/// <summary>A transformer of immutable nodes, as one writes it by hand.</summary>
public abstract class HandTransformer
{
    public virtual Tree Visit(Tree tree) => tree.Accept(this);

    public virtual Tree VisitNumber(Number node) => node;

    public virtual Tree VisitVariable(Variable node) => node;

    public virtual Tree VisitNegation(Negation node)
    {
        var operand = Visit(node.Operand);
        return ReferenceEquals(operand, node.Operand) ? node : node with { Operand = operand };
    }

    public virtual Tree VisitSum(Sum node)
    {
        var (left, right) = (Visit(node.Left), Visit(node.Right));
        return ReferenceEquals(left, node.Left) && ReferenceEquals(right, node.Right) ? node : node with { Left = left, Right = right };
    }

    public virtual Tree VisitProduct(Product node)
    {
        var (left, right) = (Visit(node.Left), Visit(node.Right));
        return ReferenceEquals(left, node.Left) && ReferenceEquals(right, node.Right) ? node : node with { Left = left, Right = right };
    }

    public virtual Tree VisitApplication(Application node)
    {
        Tree[]? changed = null;
        for (var i = 0; i < node.Arguments.Length; i++)
        {
            var argument = Visit(node.Arguments[i]);
            if (changed is null && !ReferenceEquals(argument, node.Arguments[i])) changed = [.. node.Arguments];
            if (changed is not null) changed[i] = argument;
        }
        return changed is null ? node : node with { Arguments = changed };
    }
}

/// <summary>The visitor of the textbooks with a result.</summary>
public interface IHandVisitor<out T>
{
    T VisitNumber(Number node);

    T VisitVariable(Variable node);

    T VisitNegation(Negation node);

    T VisitSum(Sum node);

    T VisitProduct(Product node);

    T VisitApplication(Application node);
}
