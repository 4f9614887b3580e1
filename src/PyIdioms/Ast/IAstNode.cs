namespace PyIdioms;

/// <summary>A node of a syntax tree, as what works on any of them sees it.</summary>
/// <remarks>Handbook, CPython Internals, "AST"; Python's <c>ast.iter_fields</c>. Implemented by what <c>[Ast]</c> generates.</remarks>
public interface IAstNode
{
    /// <summary>The node's type, without its namespace.</summary>
    string NodeName { get; }

    /// <summary>What the node holds, by name and in order: nodes, sequences of nodes, and plain values.</summary>
    IEnumerable<KeyValuePair<string, object?>> Fields { get; }
}
