using PyIdioms.Generators.Decorators;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Event;

/// <summary>A log event.</summary>
/// <param name="Type">The type around it.</param>
/// <param name="Method">The method.</param>
/// <param name="Signature">What tells it from others of its name.</param>
/// <param name="Level">The number of its level.</param>
/// <param name="What">What happened.</param>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Logger">Where the logger is.</param>
/// <param name="IsBound">Whether that is a bound logger.</param>
/// <param name="Error">The place of the parameter with what was thrown; -1 for none.</param>
/// <param name="Keys">What a call says.</param>
/// <param name="Refusal">The id of the diagnostic that explains why the method only throws; null for one that works.</param>
public sealed record EventModel(
    TypeShape Type, MethodShape Method, string Signature, int Level, string What, int Id, string Name, Need? Logger, bool IsBound, int Error, EquatableArray<ShownArgument> Keys, string? Refusal) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".Event";

    public string HintName => Type.HintName + HintEnding + Signature;
}
