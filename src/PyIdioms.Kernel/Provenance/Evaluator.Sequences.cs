using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Arrays, lists and queues whose elements are all known, one by one: as long as every change is known as well.</summary>
sealed partial class Evaluator
{
    /// <summary>How many elements an object has; null where that is not known, or not all of them are.</summary>
    long? CountOf(Entity entity) => Memory[Cell.Count(entity)] is { } count && count.TryGetConstant(out var known) && known is long number && Memory[Cell.Content(entity)] is not { IsNothing: false } ? number : null;

    void SetCount(Entity entity, long? count) => Set(Cell.Count(entity), count is { } known ? Value.Constant(known) : Value.Literal);

    static bool IsSequence(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "List" or "Queue", ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } };

    /// <summary>Whether the elements of a new object are worth keeping apart; of bytes and numbers it matters what they are together.</summary>
    static bool IsCounted(ITypeSymbol? type) => type is IArrayTypeSymbol array ? !array.ElementType.IsScalar() : IsSequence(type);

    /// <summary>Which elements there are, and how many, is not known any more.</summary>
    void Blur(Entity entity)
    {
        Collapse(entity);
        if (Memory[Cell.Count(entity)] is not null && entity.Type is not IArrayTypeSymbol) SetCount(entity, null);
    }

    /// <summary>Puts an element behind the others.</summary>
    void Enqueue(Entity entity, Value value)
    {
        if (CountOf(entity) is { } count and < MostElements && entity.Type is not IArrayTypeSymbol)
        {
            Set(Cell.Element(entity, count), value);
            SetCount(entity, count + 1);
            return;
        }
        AddEverywhere(entity, value);
        if (entity.Type is not IArrayTypeSymbol) Blur(entity);
    }

    Value[] ElementsIn(Entity entity, long count)
    {
        var elements = new Value[count];
        for (var i = 0; i < count; i++) elements[i] = Shared(Cell.Element(entity, i), Memory[Cell.Element(entity, i)] ?? Value.Null);
        return elements;
    }

    void Refill(Entity entity, IReadOnlyList<Value> elements)
    {
        Memory = Memory.Forget(c => c.IsElement && c.Root is Entity old && old.Equals(entity));
        for (var i = 0; i < elements.Count; i++) Set(Cell.Element(entity, i), elements[i]);
        SetCount(entity, elements.Count);
    }

    /// <summary>A new object with some elements.</summary>
    Value Sequence(IOperation operation, ITypeSymbol? type, IReadOnlyList<Value> elements)
    {
        var entity = Made(operation.Syntax, type, isExact: true);
        Memory = Memory.Forget(c => c.Root is Entity old && old.Equals(entity));
        Set(Cell.Content(entity), Value.Nothing);
        Refill(entity, elements);
        return Value.To(entity);
    }

    /// <summary>What a member of a sequence does whose elements are known; null for other members.</summary>
    Value? OfSequence(Known known)
    {
        if (known.Receiver.Entities is not [var entity] || !known.Receiver.Origins.IsEmpty || CountOf(entity) is not { } count) return null;
        var others = known.Others.Select(o => o.Value).ToList();
        long? index = others.Count > 0 && others[0].TryGetConstant(out var constant) && constant is long at ? at : null;
        var elements = ElementsIn(entity, count);
        switch (known.Method.Name, others.Count)
        {
            case ("Insert", 2) when index is { } place && place >= 0 && place <= count && count < MostElements:
                Refill(entity, [.. elements.Take((int)place), others[1], .. elements.Skip((int)place)]);
                Set(Cell.Of(entity, Cell.LastName), others[1]);
                return Scalar(known.Call);
            case ("RemoveAt", 1) when index is { } place && place >= 0 && place < count:
                Refill(entity, [.. elements.Take((int)place), .. elements.Skip((int)place + 1)]);
                return Scalar(known.Call);
            case ("Dequeue", 0) when count > 0:
                Refill(entity, [.. elements.Skip(1)]);
                return elements[0];
            case ("Peek" or "First" or "FirstOrDefault", 0) when count > 0: return elements[0];
            case ("Last" or "LastOrDefault", 0) when count > 0: return elements[count - 1];
            case ("ElementAt", 1) when index is { } place && place >= 0 && place < count: return elements[place];
            case ("TryPeek" or "TryDequeue", 1):
                foreach (var argument in known.Call.Arguments) Write(argument.Value, count > 0 ? elements[0] : Value.Null);
                if (count > 0 && known.Method.Name == "TryDequeue") Refill(entity, [.. elements.Skip(1)]);
                return Value.Constant(count > 0);
            case ("Count", 0): return Value.Constant(count);
            case ("Any", 0): return Value.Constant(count > 0);
            case ("ToArray" or "ToList", 0): return Sequence(known.Call, known.Call.Type, elements);
            default: return null;
        }
    }

    /// <summary>The element that <c>[i]</c> or <c>[^i]</c> means, or the part that a range means; null where that is not known.</summary>
    Value? Slice(Value collection, IOperation index, IOperation operation)
    {
        if (collection.Entities is not [var entity] || !collection.Origins.IsEmpty || CountOf(entity) is not { } count) return null;
        index = scene.Captures.Resolve(index).Unwrap();
        if (index is IRangeOperation range)
        {
            var (start, end) = (range.LeftOperand is null ? 0 : Place(range.LeftOperand, count), range.RightOperand is null ? count : Place(range.RightOperand, count));
            return start is >= 0 && end is { } last && last >= start && last <= count ? Sequence(operation, operation.Type, [.. ElementsIn(entity, count).Skip((int)start).Take((int)(last - start))]) : null;
        }
        return Place(index, count) is { } at and >= 0 && at < count ? ElementsIn(entity, count)[at] : null;
    }

    /// <summary>Which place an index means.</summary>
    long? Place(IOperation index, long count)
    {
        while (index is IConversionOperation conversion) index = conversion.Operand;
        var isFromEnd = index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat };
        var value = Of(isFromEnd ? ((IUnaryOperation)index).Operand : index);
        return value.TryGetConstant(out var constant) && constant is long number && value.Origins.IsEmpty ? isFromEnd ? count - number : number : null;
    }
}
