using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.SafeEval;

/// <summary>A class whose names expressions may use.</summary>
/// <param name="Type">The class.</param>
/// <param name="Builtins">Which of Python's functions may be called.</param>
/// <param name="IsNumeric">Whether all values are floats.</param>
/// <param name="Variables">Its variables.</param>
/// <param name="Functions">Its functions.</param>
public sealed record SafeEvalModel(TypeShape Type, int Builtins, bool IsNumeric, EquatableArray<SafeVariable> Variables, EquatableArray<SafeFunction> Functions) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".SafeEval";

    public string HintName => Type.HintName + HintEnding;
}

/// <summary>A variable.</summary>
/// <param name="Name">What expressions call it.</param>
/// <param name="Member">The member, as an identifier in code.</param>
/// <param name="IsStatic">Whether it belongs to the type.</param>
public sealed record SafeVariable(string Name, string Member, bool IsStatic);

/// <summary>A function.</summary>
/// <param name="Name">What expressions call it.</param>
/// <param name="Member">The method, as an identifier in code.</param>
/// <param name="IsStatic">Whether it belongs to the type.</param>
/// <param name="Parameters">What it takes.</param>
public sealed record SafeFunction(string Name, string Member, bool IsStatic, EquatableArray<SafeParameter> Parameters);

/// <summary>A parameter.</summary>
/// <param name="Shape">What it takes of the arguments.</param>
/// <param name="Type">The type of the argument, or of the items of several.</param>
/// <param name="Default">What it is without an argument, as code; null where one is needed.</param>
/// <param name="IsSpan">Whether several are taken as a span.</param>
public sealed record SafeParameter(SafeShape Shape, string Type, string? Default, bool IsSpan);

/// <summary>What a parameter takes of the arguments.</summary>
public enum SafeShape
{
    /// <summary>One, as a type.</summary>
    Value,

    /// <summary>One, which may be None.</summary>
    OrNone,

    /// <summary>One that is a list.</summary>
    Items,

    /// <summary>All that are left.</summary>
    Rest,
}
