using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Validation;

/// <summary>Checks that run before a method's body, and after it on its result.</summary>
/// <param name="Item">The type of what a check finds: <c>Violation</c>, <c>TypeMismatch</c>.</param>
/// <param name="PublicName">The method beside the decorated one that checks and does not throw; null for none.</param>
/// <param name="Accessibility">The accessibility of that method.</param>
/// <param name="Arguments">The checks of the arguments, in order.</param>
/// <param name="Results">The checks of the result.</param>
/// <param name="Statics">What the checks need and what is made once.</param>
/// <param name="Parameters">The parameters of the checking method.</param>
public sealed record Guard(
    string Item, string? PublicName, string Accessibility, EquatableArray<Check> Arguments, EquatableArray<Check> Results, EquatableArray<StaticValue> Statics, EquatableArray<CheckedParameter> Parameters);

/// <summary>One check, as code with marks for the value and for where static values stand.</summary>
/// <param name="Parameter">The parameter's place; -1 for the result.</param>
/// <param name="Test">An expression that is true for a good value.</param>
/// <param name="Finding">An expression that makes what is said of a bad one.</param>
public sealed record Check(int Parameter, string Test, string Finding)
{
    /// <summary>Stands for the value.</summary>
    public const string Value = "\u0001";

    /// <summary>Stands before the name of a static value.</summary>
    public const string Holder = "\u0002";

    /// <summary>Stands in a test before the name of a static value that failures need too.</summary>
    public const string ColdHolder = "\u0003";

    public static string Fill(string code, string value, string holder, string coldHolder) => code.Replace(Value, value).Replace(Holder, holder + ".").Replace(ColdHolder, coldHolder + ".");
}

/// <summary>A value that is made once.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Creation">The expression that makes it.</param>
/// <param name="IsCold">Whether only failures need it.</param>
public sealed record StaticValue(string Type, string Name, string Creation, bool IsCold);

/// <summary>A parameter of the checking method.</summary>
/// <param name="Place">The place of the parameter that it stands for.</param>
/// <param name="Declaration">How it is declared: <c>params string[] names</c>.</param>
public sealed record CheckedParameter(int Place, string Declaration);
