namespace PyIdioms;

/// <summary>Makes an abstract class the root of a syntax tree: it gets what <c>ast</c> has for Python's.</summary>
/// <remarks>
/// Handbook, CPython Internals, "AST". On an abstract partial class or record; every class below it in the assembly is a node, and partial. The root gets <c>Visitor</c>,
/// <c>Visitor&lt;T&gt;</c> and <c>Transformer</c> to derive from, with one <c>VisitX</c> a node, <c>Children</c>, <c>Walk()</c> and <c>Dump(indent)</c>. A node's children are its properties and fields of node types, and the items of those
/// that are sequences of them.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AstAttribute : Attribute;
