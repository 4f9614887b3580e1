using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Patterns, and the questions that guards ask.</summary>
sealed partial class Evaluator
{
    /// <summary>The value of an operation, noted nowhere.</summary>
    public Value Quietly(IOperation operation)
    {
        var recorder = scene.Recorder;
        scene.Recorder = null;
        var value = Of(operation);
        scene.Recorder = recorder;
        return value;
    }

    /// <summary>The elements of a collection, or its keys.</summary>
    public Value Elements(IOperation collection, bool ofKeys)
    {
        var value = Quietly(collection);
        return ofKeys ? KeysOf(value) : ElementsOf(value);
    }

    /// <summary>Makes a member hold what it was compared with, as long as nothing is assigned to it.</summary>
    public void NarrowMember(IOperation? instance, ISymbol member, Value value, ref Memory memory)
    {
        if (instance is null)
        {
            memory = memory.Set(Cell.Of(member.OriginalDefinition), value);
            return;
        }
        var owner = Quietly(instance);
        if (owner.Entities is [var entity]) memory = Memory.Set(Cell.Of(entity, member.Name), value);
    }

    /// <summary>x is pattern: what the pattern declares gets its value, and constants are compared.</summary>
    Value Match(IIsPatternOperation match)
    {
        var value = Of(match.Value);
        Declare(match.Pattern, value, match.Value.Type);
        if (match.Pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var constant } } && value.Entities.IsEmpty && value.Origins.IsEmpty && !value.Constants.IsDefaultOrEmpty)
        {
            return Fold(BinaryOperatorKind.Equals, value, Value.Constant(constant), match);
        }
        // What is null for now is tested because it may be set.
        if (match.Pattern is INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } && !IsMade(value)) return Scalar(match);
        return Matches(match.Pattern, value, match) is { } matches ? Value.Constant(matches) : Scalar(match);
    }

    void Declare(IPatternOperation pattern, Value value, ITypeSymbol? type)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local }:
                Set(Cell.Of(local), value);
                break;
            case IRecursivePatternOperation recursive:
                if (recursive.DeclaredSymbol is ILocalSymbol whole) Set(Cell.Of(whole), value);
                foreach (var part in recursive.PropertySubpatterns)
                {
                    if (part.Member is IMemberReferenceOperation { Member: var member }) Declare(part.Pattern, PartOf(value, member, part), member.TypeOf());
                }
                for (var i = 0; i < recursive.DeconstructionSubpatterns.Length; i++)
                {
                    var name = recursive.DeconstructSymbol is IMethodSymbol method && i < method.Parameters.Length ? method.Parameters[i].Name : "Item" + (i + 1);
                    var held = value.Parts.TryGetValue(name, out var known) ? known : value.Entities.Aggregate(Value.Nothing, (all, e) => all.Join(Memory[Cell.Of(e, name)] ?? Outside(value).With([])));
                    Declare(recursive.DeconstructionSubpatterns[i], value.Entities.IsEmpty && !value.Parts.ContainsKey(name) ? value : held, recursive.DeconstructionSubpatterns[i].InputType);
                }
                break;
            case IListPatternOperation list:
                if (list.DeclaredSymbol is ILocalSymbol all) Set(Cell.Of(all), value);
                foreach (var element in list.Patterns) Declare(element, type.IsString() ? value.Reworked : ElementsOf(value), element.InputType);
                break;
            case ISlicePatternOperation { Pattern: { } slice }:
                Declare(slice, value, type);
                break;
            case INegatedPatternOperation negated:
                Declare(negated.Pattern, value, type);
                break;
            case IBinaryPatternOperation both:
                Declare(both.LeftPattern, value, type);
                Declare(both.RightPattern, value, type);
                break;
        }
    }

    Value PartOf(Value value, ISymbol member, IOperation operation)
    {
        if (value.Parts.TryGetValue(NameOf(member), out var part)) return part;
        if (value.Entities.IsEmpty) return Members.Of(member, operation.Syntax, value, scene);
        return value.Entities.Aggregate(Value.Nothing, (all, entity) => all.Join(Memory[Cell.Of(entity, member.Name)] ?? Unset(entity, member, operation, value)));
    }
}
