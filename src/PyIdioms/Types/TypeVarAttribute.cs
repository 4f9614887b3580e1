namespace PyIdioms;

/// <summary>The types that a type parameter may stand for, exactly one of them at a time: <c>TypeVar("T", int, float)</c>.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "TypeVar, ParamSpec &amp; TypeVarTuple"; PEP 484. Rule <c>PYI0204</c> holds every type argument to the list, and the
/// list to the <c>where</c> clause. Nothing is left at run time.
/// </remarks>
/// <param name="types">The types, at least two.</param>
[AttributeUsage(AttributeTargets.GenericParameter)]
public sealed class TypeVarAttribute(params Type[] types) : Attribute
{
    /// <summary>The types that the type parameter may stand for.</summary>
    public IReadOnlyList<Type> Types => types;
}
