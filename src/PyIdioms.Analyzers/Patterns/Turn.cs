using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Patterns;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Something that was decided on the way to a piece of code: a condition, or a switch.</summary>
/// <param name="Decided">The condition, or what was matched.</param>
/// <param name="Passed">The values that do not get further.</param>
abstract record Turn(IOperation Decided)
{
    public abstract IEnumerable<Row> Passed(ConditionReader reader);

    /// <summary>A condition that holds, or does not hold.</summary>
    public sealed record Condition(IOperation Decided, bool Holds) : Turn(Decided)
    {
        public override IEnumerable<Row> Passed(ConditionReader reader) => [new(reader.Read(Decided, !Holds), false)];
    }

    /// <summary>A switch whose arm or section the code is in.</summary>
    public sealed record Within(Arms Arms, IOperation Scope) : Turn(Arms.Subject)
    {
        public override IEnumerable<Row> Passed(ConditionReader reader) => reader.PlaceOf(Decided) is { } place ? Arms.Outside(Scope, reader.Patterns, place) : [];
    }

    /// <summary>A switch statement some sections of which leave the code around it.</summary>
    public sealed record Behind(Arms Arms) : Turn(Arms.Subject)
    {
        public override IEnumerable<Row> Passed(ConditionReader reader) => reader.PlaceOf(Decided) is { } place ? Arms.Inside(Leaving.Section, reader.Patterns, place) : [];
    }
}
