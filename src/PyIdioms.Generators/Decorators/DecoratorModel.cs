using PyIdioms.Generators.Validation;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Decorators;

/// <summary>A type and its decorated methods.</summary>
/// <param name="Type">The type.</param>
/// <param name="Methods">Its decorated methods, in source order.</param>
public sealed record DecoratorModel(TypeShape Type, EquatableArray<DecoratedMethod> Methods) : IModel
{
    public string HintName => Type.HintName + Decorated.HintEnding;
}

/// <summary>A method and what goes around its body.</summary>
/// <param name="Method">The method.</param>
/// <param name="Core">The method with the body, as an identifier in code.</param>
/// <param name="Stem">How the names of all that is generated for the method begin, unique in the type.</param>
/// <param name="Layers">Its decorators, outermost first.</param>
/// <param name="Existing">Attributes that the user has put on the method and that cannot be there twice.</param>
/// <param name="Refusal">The id of the diagnostic that explains why the method only throws; null for a method that works.</param>
/// <param name="IsEager">Whether the method cannot be <c>async</c> itself although it returns a task.</param>
/// <param name="Accessibility">The accessibility of what is generated beside the method.</param>
/// <param name="Deprecation">What the compiler tells callers; null for a method that is not deprecated.</param>
public sealed record DecoratedMethod(
    MethodShape Method, string Core, string Stem, EquatableArray<Layer> Layers, OwnAttributes Existing, string? Refusal, bool IsEager, string Accessibility,
    string? Deprecation = null);

/// <summary>One decorator of one method.</summary>
/// <param name="Kind">How it goes around the method.</param>
/// <param name="Attribute">The attribute's type.</param>
/// <param name="Arguments">What makes it again after <c>new</c> and the type: <c>(3) { Delay = 0.5 }</c>.</param>
/// <param name="Interface">The interface to call it through, where it implements the protocol explicitly.</param>
/// <param name="Guard">The checks of a guard.</param>
/// <param name="Need">What it needs of the method; null for nothing.</param>
/// <param name="Switch">How hooks are asked whether they have something to do: through an interface, or directly when empty; null for hooks that always have.</param>
/// <param name="SwitchTakesNeed">Whether they are asked with what they need.</param>
/// <param name="ShownThrough">The interface through which hooks are shown arguments, where they implement it explicitly.</param>
/// <param name="Shown">The arguments that hooks are shown.</param>
/// <param name="IsShown">Whether they are shown any, or told that there are none.</param>
/// <param name="Store">The runtime type that keeps results, for a method that is not async; null for other decorators.</param>
/// <param name="Supplied">The type of the argument that it supplies; null for none.</param>
public sealed record Layer(
    LayerKind Kind, string Attribute, string Arguments, string? Interface, Guard? Guard = null, Need? Need = null, string? Switch = null, bool SwitchTakesNeed = false, string? ShownThrough = null,
    EquatableArray<ShownArgument> Shown = default, bool IsShown = false, string? Supplied = null, string? Store = null)
{
    /// <summary>The expression that makes the attribute again.</summary>
    public string Creation => $"new {Attribute}{Arguments}";
}

/// <summary>Attributes of the generated part that a user may have written already.</summary>
[Flags]
public enum OwnAttributes { None = 0, StackTraceHidden = 1, DebuggerStepThrough = 2, Obsolete = 4 }
