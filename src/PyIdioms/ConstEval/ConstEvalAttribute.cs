namespace PyIdioms;

/// <summary>A static property or method whose value is computed by the compiler: the <c>ConstantFolder</c> of the handbook, for whole methods.</summary>
/// <remarks>
/// Handbook, CPython Internals, "AST Module". On a static partial property with a getter alone, or a static partial method without parameters. The method of the same name with
/// <c>Core</c> behind it, which takes nothing and is pure, is run by an interpreter while the program is compiled, and its result is what is compiled. No code of the
/// program runs inside the compiler.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method, Inherited = false)]
public sealed class ConstEvalAttribute : Attribute
{
    /// <summary>How many operations the body may take, 1,000,000 if it is not set; more is an error of the compiler.</summary>
    public int Fuel { get; set; } = 1_000_000;
}
