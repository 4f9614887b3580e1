namespace PyIdioms;

/// <summary>A method or type that is written for a few and exists for more: <c>TypeVarTuple</c>.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "TypeVar, ParamSpec &amp; TypeVarTuple"; PEP 646. Written once, <c>Zip&lt;T1, T2&gt;(items1, items2)</c>, it is generated for three, four and so
/// on: every list in which the second element is the first with its numbers turned (<c>items1</c>, <c>items2</c>; <c>first</c>, <c>second</c>) is continued. Lists are
/// type parameters, parameters, arguments, tuples, constraints, conditions, statements, members.
/// </remarks>
/// <param name="from">For how many it is written, at least 2.</param>
/// <param name="to">For how many it shall exist at most, up to 16.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Delegate, Inherited = false)]
public sealed class VariadicAttribute(int from, int to) : Attribute
{
    /// <summary>For how many it is written.</summary>
    public int From => from;

    /// <summary>For how many it exists at most.</summary>
    public int To => to;
}
