using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Members, elements, and writing to them.</summary>
sealed partial class Evaluator
{
    Value Member(IOperation? instance, ISymbol member, IOperation operation)
    {
        if (instance is ITypeOfOperation { TypeOperand: var named } && member.Name is "Name" or "FullName" or "Namespace" or "AssemblyQualifiedName" && instance is ITypeOfOperation)
        {
            Of(instance);
            return named is ITypeParameterSymbol || named is INamedTypeSymbol { IsUnboundGenericType: false } generic && generic.TypeArguments.Any(a => a is ITypeParameterSymbol) ? Unknown(operation, member) : Value.Literal;
        }
        var owner = instance is null ? null : Of(instance);
        if (member is IPropertySymbol { IsStatic: true, GetMethod: { DeclaringSyntaxReferences.IsEmpty: false } computed } && !IsAuto((IPropertySymbol)member) && !member.IsLiteralMember()
            && Enter(computed, null, [], [], operation, isVirtual: false) is { } made) return made;
        if (owner is null) return Memory[Cell.Of(member.OriginalDefinition)] ?? Members.Of(member, operation.Syntax, null, scene);
        if (member.ContainingType is { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }) return member.Name == "Value" ? owner : Scalar(operation);
        if (member.Name is "Result" && member.ContainingType.Name is "Task" or "ValueTask") return owner;
        if (member is IPropertySymbol { Name: "Value" } && member.ContainingType is { Name: "Lazy", ContainingNamespace.Name: "System" }) return owner.Function is { } lazy ? ResultOf(lazy) : ElementsOf(owner);
        var name = NameOf(member);
        if (owner.Parts.TryGetValue(name, out var part)) return part;
        if (owner.Parts.TryGetValue(member.Name, out part)) return part;
        if (member.Name is "Keys" or "Key" && member.ContainingType.IsDictionary()) return KeysOf(owner);
        if (member.Name is "Values" && member.ContainingType.IsDictionary()) return ElementsOf(owner);
        if (member is IPropertySymbol { GetMethod: { } getter } property && !property.DeclaringSyntaxReferences.IsEmpty && !IsAuto(property) && !member.IsLiteralMember()
            && Enter(getter, owner, [], [], operation, IsVirtual(instance)) is { } computedHere) return computedHere;
        if (member.Name is "Count" or "Length" && owner.Entities is [var counted] && owner.Origins.IsEmpty && CountOf(counted) is { } count && member.DeclaringSyntaxReferences.IsEmpty) return Value.Constant(count);
        if (scene.Apis.Of(member).FirstOrDefault(a => a.Role is "element" or "keep" or "same") is { } role) return role.Role == "element" ? ItemOf(owner, operation.Type) : Outside(owner);
        if (owner.Entities.IsEmpty) return Members.Of(member, operation.Syntax, owner, scene);
        var value = Value.Nothing;
        foreach (var entity in owner.Entities)
        {
            value = value.Join(Memory[Cell.Of(entity, member.Name)] is { } held ? Shared(Cell.Of(entity, member.Name), held) : Unset(entity, member, operation, owner));
        }
        return value;
    }

    Value Shared(Cell cell, Value value) => scene.Shared(cell) is { } shared ? value.Mix(shared) : value;

    /// <summary>A member that this body has not written: what it holds from the start, and the object behind it.</summary>
    Value Unset(Entity entity, ISymbol member, IOperation operation, Value owner)
    {
        var content = entity.Site is not null && member.DeclaringSyntaxReferences.IsEmpty && Memory[Cell.Content(entity)] is { } made ? made : owner;
        var value = Members.Of(member, operation.Syntax, content.Origins.IsEmpty && entity.Owner is IParameterSymbol parameter ? Parameters.Content(parameter) : content, scene);
        var type = member.TypeOf();
        return type.IsFollowed() && value.Entities.IsEmpty && value.Function is null && entity.Member(member, type) is { } inner ? Held(inner, value) : value;
    }

    /// <summary>A value as the object behind it: what it contains is kept beside it, so that it can be narrowed and changed.</summary>
    Value Held(Entity entity, Value value)
    {
        if (entity.Type.IsContainer() && Memory[Cell.Content(entity)] is null) Set(Cell.Content(entity), value.Bare);
        return entity.Type.IsContainer() ? Value.To(entity) : value.With([entity]);
    }

    static string NameOf(ISymbol member) => member is IFieldSymbol { CorrespondingTupleField: { } positional } ? positional.Name : member.Name;

    /// <summary>A property that keeps its value in a field of its own.</summary>
    static bool IsAuto(IPropertySymbol property) =>
        property.ContainingType.GetMembers().Any(m => m is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner.OriginalDefinition, property.OriginalDefinition));

    bool IsVirtual(IOperation? instance) => instance is not IInstanceReferenceOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax };

    /// <summary>The elements of a value: what the objects it refers to contain.</summary>
    Value ElementsOf(Value value)
    {
        if (value.Entities.IsEmpty) return value.Parts.IsEmpty ? value : value.With(value.Parts.RemoveRange(value.Parts.Keys.Where(k => k is ['[' or '<', ..]).ToList()));
        var elements = Value.Nothing;
        foreach (var entity in value.Entities)
        {
            var own = Read(Cell.Content(entity));
            foreach (var cell in Memory.Cells)
            {
                if (cell.Key.IsElement && cell.Key.Root is Entity owner && owner.Equals(entity)) own = own.Mix(cell.Value);
            }
            elements = elements.Join(scene.IsVarying(entity) ? own.Fixed(false) : own);
        }
        return value.Origins.IsEmpty ? elements : elements.Join(value.Bare);
    }

    /// <summary>An item of a collection; of a dictionary a pair.</summary>
    Value ItemOf(Value collection, ITypeSymbol? type)
    {
        var item = ElementsOf(collection);
        if (!type.IsDictionaryPair() || item.Parts.ContainsKey("Key")) return item;
        var key = KeysOf(collection);
        return item.Bare.WithOrigins(key.Origins).Reworked.With(ImmutableDictionary<string, Value>.Empty.Add("Key", key).Add("Value", item));
    }

    Value KeysOf(Value value)
    {
        if (value.Entities.IsEmpty) return value.Parts.TryGetValue(Cell.KeysName, out var keys) ? keys : value.Bare;
        return value.Entities.Aggregate(Value.Nothing, (all, entity) => all.Join(Memory[Cell.Keys(entity)] is { } known ? known : KeysOf(Read(Cell.Content(entity)))));
    }

    /// <summary>An item of a collection: the one at a constant index, or any; what chose it leaves its mark.</summary>
    Value Element(Value collection, ImmutableArray<IOperation> indices, IOperation operation)
    {
        if (indices is [var single] && Slice(collection, single, operation) is { } exact) return exact;
        var index = Value.Nothing;
        foreach (var part in indices) index = index.Join(Of(part));
        var chosen = Value.Nothing;
        if (index.TryGetConstant(out var constant) && constant is long at && at >= 0 && !collection.Entities.IsEmpty && collection.Entities.All(e => Memory[Cell.Element(e, at)] is not null))
        {
            chosen = collection.Entities.Aggregate(chosen, (all, entity) => all.Join(Shared(Cell.Element(entity, at), Read(Cell.Element(entity, at)))));
        }
        else if (collection.Entities.IsEmpty && index.TryGetConstant(out constant) && constant is long known && collection.Parts.TryGetValue($"[{known}]", out var kept))
        {
            chosen = kept;
        }
        else
        {
            chosen = ElementsOf(collection);
        }
        return index.Origins.IsEmpty || index.Origins.All(o => o.Kind == OriginKind.Parameter) ? chosen : chosen.WithOrigins(index.AsInfluence.Origins);
    }

    Value Index(IPropertyReferenceOperation reference)
    {
        var owner = Of(reference.Instance);
        var property = reference.Property;
        if (property.ContainingType.IsString())
        {
            var index = reference.Arguments.Aggregate(Value.Nothing, (all, argument) => all.Join(Of(argument)));
            return index.Origins.IsEmpty ? owner.Reworked : owner.Reworked.WithOrigins(index.AsInfluence.Origins);
        }
        if (!property.DeclaringSyntaxReferences.IsEmpty && property.GetMethod is { } getter)
        {
            var arguments = reference.Arguments.Select(a => Of(a.Value)).ToImmutableArray();
            return Enter(getter, owner, arguments, [.. reference.Arguments.Select(a => a.Value)], reference, IsVirtual(reference.Instance)) ?? UnknownMember(property, reference, owner);
        }
        var isCollection = property.ContainingType.IsContainer();
        if (!isCollection)
        {
            foreach (var argument in reference.Arguments) Of(argument);
            return UnknownMember(property, reference, owner);
        }
        var element = Element(owner, [.. reference.Arguments.Select(a => a.Value)], reference);
        return owner.Entities.IsEmpty && element.Level == Level.Unknown ? UnknownMember(property, reference, owner) : element;
    }

    Value UnknownMember(IPropertySymbol property, IOperation operation, Value owner) => property.IsLiteralMember() ? Value.Literal
        : Value.From(new Origin(OriginKind.Member, TextTypes.LevelOf(property.Type), property, operation.Syntax).TakenFrom(Outside(owner).Origins.FirstOrDefault()));

    Value ImplicitIndex(IImplicitIndexerReferenceOperation element)
    {
        var owner = Of(element.Instance);
        if (!element.Instance.Type.IsString() && Slice(owner, element.Argument, element) is { } exact) return exact;
        var index = Of(element.Argument);
        if (element.Instance.Type.IsString() || element.IndexerSymbol is IMethodSymbol) return element.Instance.Type.IsString() ? Outside(owner).Reworked : owner;
        var chosen = ElementsOf(owner);
        return index.Origins.IsEmpty ? chosen : chosen.WithOrigins(index.AsInfluence.Origins);
    }

    Value Assign(ISimpleAssignmentOperation assignment)
    {
        if (assignment.IsRef && assignment.Target is ILocalReferenceOperation alias)
        {
            var source = Of(assignment.Value);
            scene.Alias(alias.Local, assignment.Value);
            return Set(Cell.Of(alias.Local), source);
        }
        var value = Of(assignment.Value);
        return Write(assignment.Target, value);
    }

    Value Assign(ICompoundAssignmentOperation assignment)
    {
        var left = Of(assignment.Target);
        var right = Of(assignment.Value);
        if (assignment.OperatorMethod is { DeclaringSyntaxReferences.IsEmpty: false } method)
        {
            return Write(assignment.Target, Invoke(method, null, [left, right], [assignment.Target, assignment.Value], assignment, isVirtual: false));
        }
        if (assignment.Type?.TypeKind == TypeKind.Delegate || assignment.Target is IEventReferenceOperation) return Value.Literal;
        var value = assignment.OperatorKind == BinaryOperatorKind.Add && assignment.Type.IsString()
            ? TextOf(left, assignment.Target).Concat(TextOf(right, assignment.Value)) : Fold(assignment.OperatorKind, left, right, assignment);
        return Write(assignment.Target, value);
    }

    Value Step(IIncrementOrDecrementOperation step)
    {
        var value = Of(step.Target);
        var stepped = Fold(step.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract, value, Value.Constant(1), step).Fixed(false);
        Write(step.Target, stepped);
        return step.IsPostfix ? value : stepped;
    }

    Value Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        var value = Of(deconstruction.Value);
        Spread(deconstruction.Target, value, deconstruction.Value.Type);
        return value;
    }

    void Spread(IOperation target, Value value, ITypeSymbol? type)
    {
        if (target is IDeclarationExpressionOperation declaration) target = declaration.Expression;
        if (target is not ITupleOperation tuple)
        {
            Write(target, value);
            return;
        }
        if (type is { IsTupleType: false } && !value.Entities.IsEmpty)
        {
            SpreadObject(tuple, value, type);
            return;
        }
        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            var part = value.Parts.TryGetValue("Item" + (i + 1), out var known) || type.IsDictionaryPair() && value.Parts.TryGetValue(i == 0 ? "Key" : "Value", out known) ? known
                : type.IsDictionaryPair() ? i == 0 ? KeysOf(value) : ElementsOf(value) : Outside(value).With(ImmutableDictionary<string, Value>.Empty).With([]);
            Spread(tuple.Elements[i], part, type is INamedTypeSymbol { IsTupleType: true, TupleElements: var elements } && i < elements.Length ? elements[i].Type : null);
        }
    }

    /// <summary>A record is taken apart by what its primary constructor got, another object by its own <c>Deconstruct</c>.</summary>
    void SpreadObject(ITupleOperation tuple, Value value, ITypeSymbol type)
    {
        var method = type.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == tuple.Elements.Length);
        var summary = method is { DeclaringSyntaxReferences.IsEmpty: false } ? SummaryOf(method, value, isVirtual: true) : null;
        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            var parameter = method?.Parameters[i];
            var part = parameter is null ? Outside(value).With([])
                : summary is not null && summary.Exits.TryGetValue(Cell.Of(parameter.OriginalDefinition), out var left) ? Map(left, summary, value, [])
                : value.Entities.Aggregate(Value.Nothing, (all, entity) => all.Join(Memory[Cell.Of(entity, parameter.Name)] ?? Outside(value).With([])));
            Spread(tuple.Elements[i], part, parameter?.Type);
        }
    }

    /// <summary>Puts a value where an operation points to.</summary>
    Value Write(IOperation target, Value value)
    {
        target = scene.Captures.Resolve(target);
        while (target is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation) target = target is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)target).Operand;
        switch (target)
        {
            case IFlowCaptureReferenceOperation reference:
                foreach (var place in scene.Captures.Written(reference))
                {
                    if (place is { IsVariable: true, Root: { } variable }) Add(Cell.Of(variable), value);
                }
                return value;
            case ILocalReferenceOperation local:
                if (scene.AliasOf(local.Local) is { } aliased) Write(aliased, value);
                return Set(Cell.Of(local.Local), Copied(value, local));
            case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } kept } when Memory[Cell.Of(kept)] is null && ThisEntity is { } self:
                return Set(Cell.Of(self, kept.Name), value);
            case IParameterReferenceOperation parameter:
                return Set(Cell.Of(parameter.Parameter), Copied(value, parameter));
            case IDeclarationExpressionOperation declaration:
                return Write(declaration.Expression, value);
            case IFieldReferenceOperation field:
                return WriteMember(field.Instance, field.Field, value);
            case IPropertyReferenceOperation { Arguments.IsEmpty: true, Property.ReturnsByRef: true, Instance: { } enumerator }:
                foreach (var entity in Of(enumerator).Entities) AddEverywhere(entity, value);
                return value;
            case IPropertyReferenceOperation { Arguments.IsEmpty: true } property:
                return WriteProperty(property, value);
            case IPropertyReferenceOperation indexer:
                return WriteIndexed(indexer, value);
            case IArrayElementReferenceOperation element:
                return WriteElement(Of(element.ArrayReference), element.Indices, value);
            case IInvocationOperation { TargetMethod.ReturnsByRef: true } call:
                foreach (var argument in call.Arguments)
                {
                    if (argument.Parameter?.RefKind is RefKind.Ref) Write(argument.Value, Of(argument.Value).Join(value));
                    else foreach (var entity in Of(argument.Value).Entities) AddEverywhere(entity, value);
                }
                return value;
            default:
                return value;
        }
    }

    /// <summary>A struct is copied when it is assigned.</summary>
    Value Copied(Value value, IOperation target)
    {
        if (value.Entities.IsEmpty || target.Type is not { TypeKind: TypeKind.Struct } type || type.IsBuffer() || type.IsHandlerLike()) return value;
        var entity = Made(target.Syntax, type, isExact: true);
        if (value.Entities.Contains(entity)) return value;
        Copy(value, entity);
        return value.With([entity]);
    }

    Value WriteProperty(IPropertyReferenceOperation reference, Value value)
    {
        var property = reference.Property;
        if (property is { SetMethod: { DeclaringSyntaxReferences.IsEmpty: false } setter } && !IsAuto(property))
        {
            var owner = reference.Instance is null ? Value.Literal : Of(reference.Instance);
            Enter(setter, owner, [Outside(value)], [reference], reference, IsVirtual(reference.Instance));
            if (property.GetMethod is { DeclaringSyntaxReferences.IsEmpty: false }) return value;
        }
        return WriteMember(reference.Instance, property, value);
    }

    Value WriteMember(IOperation? instance, ISymbol member, Value value)
    {
        if (instance is null) return Set(Cell.Of(member.OriginalDefinition), value);
        var source = IsCloned(instance) ? instance : scene.Captures.Resolve(instance).Unwrap();
        if (source is IFlowCaptureReferenceOperation { Id: var temporary } && member.ContainingType.IsTupleType)
        {
            var copy = Of(source);
            Set(new(temporary, null), WithPart(copy, NameOf(member), value));
            return value;
        }
        if (member.ContainingType.IsTupleType && source is ILocalReferenceOperation or IParameterReferenceOperation)
        {
            Write(source, WithPart(Of(source), NameOf(member), value));
            return value;
        }
        var owner = Of(instance);
        foreach (var entity in owner.Entities)
        {
            var cell = Cell.Of(entity, member.Name);
            if (owner.Entities.Length == 1) Set(cell, value);
            else Add(cell, value);
            Memory = Memory.Forget(c => c.Root is Entity { Parent: { } parent } inner && parent.Equals(entity) && inner.Owner?.Name == member.Name);
        }
        return value;
    }

    /// <summary>A tuple with another value in one place.</summary>
    static Value WithPart(Value tuple, string name, Value value)
    {
        var parts = tuple.Parts.SetItem(name, value);
        return parts.Values.Aggregate(Value.Nothing, (all, part) => all.Join(part.Bare)).Reworked.With(parts);
    }

    Value WriteIndexed(IPropertyReferenceOperation reference, Value value)
    {
        var owner = Of(reference.Instance);
        if (reference.Property is { DeclaringSyntaxReferences.IsEmpty: false, SetMethod: { } setter })
        {
            var arguments = reference.Arguments.Select(a => Of(a.Value)).Append(Outside(value)).ToImmutableArray();
            Enter(setter, owner, arguments, [], reference, IsVirtual(reference.Instance));
            return value;
        }
        return WriteElement(owner, [.. reference.Arguments.Select(a => a.Value)], value, isDictionary: reference.Property.ContainingType.IsDictionary());
    }

    Value WriteElement(Value collection, ImmutableArray<IOperation> indices, Value value, bool isDictionary = false)
    {
        if (!value.TryGetConstant(out _) && collection.Entities.All(e => e.Type.ElementType().IsScalar())) value = value.Fixed(false);
        scene.Vary(collection, indices.FirstOrDefault()?.Syntax, value);
        var index = indices.Aggregate(Value.Nothing, (all, part) => all.Join(Of(part)));
        foreach (var entity in collection.Entities)
        {
            if (entity.Type?.Name == "StringBuilder")
            {
                Set(Cell.Content(entity), Read(Cell.Content(entity)).Concat(value).Reworked);
                continue;
            }
            if (isDictionary) Set(Cell.Keys(entity), (Memory[Cell.Keys(entity)] ?? KeysOf(Value.To(entity))).Join(index));
            if (!isDictionary && index.TryGetConstant(out var constant) && constant is long at && collection.Entities.Length == 1 && Memory[Cell.Element(entity, at)] is not null) Set(Cell.Element(entity, at), value);
            else if (!isDictionary && !index.TryGetConstant(out _)) AddEverywhere(entity, value);
            else Add(Cell.Content(entity), value);
        }
        return value;
    }

    /// <summary>Puts a value into a collection, at a place that is not known; how many there are is not known any more.</summary>
    void AddSomewhere(Entity entity, Value value)
    {
        AddEverywhere(entity, value);
        if (Memory[Cell.Count(entity)] is not null && entity.Type is not IArrayTypeSymbol) SetCount(entity, null);
    }

    /// <summary>Puts a value into a collection at a place that is not known.</summary>
    void AddEverywhere(Entity entity, Value value)
    {
        Add(Cell.Content(entity), value);
        foreach (var cell in Memory.Cells.Keys.Where(c => c.IsElement && c.Root is Entity owner && owner.Equals(entity)).ToList()) Add(cell, value);
    }
}
