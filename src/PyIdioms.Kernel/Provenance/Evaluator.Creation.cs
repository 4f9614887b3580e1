using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Objects, arrays and collections as they are made.</summary>
sealed partial class Evaluator
{
    Value New(IObjectCreationOperation creation)
    {
        var arguments = creation.Arguments.Select(a => Of(a.Value)).ToImmutableArray();
        var type = creation.Type;
        if (creation.Constructor is not { } constructor || type is null) return Unknown(creation);
        if (type.IsString()) return arguments.Aggregate(Value.Nothing, (all, a) => all.Mix(Outside(a).Bare)).Reworked;
        if (type.IsScalar()) return arguments.Aggregate(Scalar(creation), (all, a) => all.WithOrigins(Outside(a).Origins)).AtMost(Level.Scalar);
        if (type.IsBuffer()) return arguments.Length > 0 ? arguments[0] : Value.Literal;
        if (type.IsValueType && arguments is [var wrapped] && scene.Apis.Has(constructor, "same")) return Outside(wrapped);
        var entity = Made(creation.Syntax, type, isExact: true);
        Memory = Memory.Forget(c => c.Root is Entity old && old.Equals(entity));
        if (constructor.DeclaringSyntaxReferences.IsEmpty && type.DeclaringSyntaxReferences.IsEmpty)
        {
            if (IsSequence(type) && (constructor.Parameters.IsEmpty || constructor.Parameters is [{ Type.SpecialType: SpecialType.System_Int32 }])) SetCount(entity, 0);
            Set(Cell.Content(entity), scene.Apis.Has(constructor, "mac") ? Maker(creation, constructor, arguments) : Contents(creation, arguments));
            Name(entity, type, creation, arguments);
            EscapeFilled(constructor, creation.Arguments, arguments, creation);
        }
        else if (scene.LooksInto(type))
        {
            Construct(entity, type, constructor, ByOrdinal(constructor, creation.Arguments, arguments), Operations(constructor, creation.Arguments), creation);
        }
        else
        {
            Set(Cell.Content(entity), Value.From(new(OriginKind.Call, Level.Unknown, constructor, creation.Syntax)));
        }
        if (creation.Initializer is { } initializer) Initialize(entity, initializer);
        return Value.To(entity);
    }

    /// <summary><c>new T()</c>, where it is known what T stands for.</summary>
    Value New(ITypeParameterObjectCreationOperation creation)
    {
        if (creation.Type is not { } parameter || Meant(parameter) is not INamedTypeSymbol { InstanceConstructors: var constructors } type || constructors.FirstOrDefault(c => c.Parameters.IsEmpty) is not { } constructor) return Value.To(Made(creation.Syntax, creation.Type, isExact: false));
        var entity = Made(creation.Syntax, type, isExact: true);
        Memory = Memory.Forget(c => c.Root is Entity old && old.Equals(entity));
        if (type.DeclaringSyntaxReferences.IsEmpty) Set(Cell.Content(entity), Value.From(new(OriginKind.Call, Level.Unknown, constructor, creation.Syntax)));
        else Construct(entity, type, constructor, [], [], creation);
        return Value.To(entity);
    }

    /// <summary>Arguments of a foreign constructor are what the properties of the same names hold.</summary>
    void Name(Entity entity, ITypeSymbol type, IObjectCreationOperation creation, ImmutableArray<Value> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (creation.Arguments[i].Parameter is not { Name: [var first, ..] name }) continue;
            var property = char.ToUpperInvariant(first) + name.Substring(1);
            if (type.MemberNamed(property) is IPropertySymbol { SetMethod: not null }) Set(Cell.Of(entity, property), arguments[i]);
        }
    }

    /// <summary>An object that is known by what made it: what it computes comes from there.</summary>
    Value Maker(IObjectCreationOperation creation, IMethodSymbol constructor, ImmutableArray<Value> arguments) =>
        Value.From(new Origin(OriginKind.Call, Level.Unknown, constructor, creation.Syntax).TakenFrom(SourceOf(null, arguments)));

    /// <summary>What an object of a foreign type is made of: its text and collection arguments.</summary>
    Value Contents(IObjectCreationOperation creation, ImmutableArray<Value> arguments)
    {
        var isContainer = creation.Type.IsContainer();
        var content = isContainer ? Value.Constant("") : Value.Nothing;
        var isText = creation.Type is { Name: "StringBuilder" or "StringWriter" } || creation.Type?.IsHandlerLike() == true;
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = creation.Arguments[i].Parameter;
            if (isContainer && parameter?.Type is { } type && (type.IsScalar() || type.Name is "IComparer" or "IEqualityComparer" or "IFormatProvider")) continue;
            content = isText ? content.Concat(Outside(arguments[i]).Bare) : content.Mix(Outside(arguments[i]).Bare);
        }
        return isContainer && !isText && content.Equals(Value.Constant("")) ? Value.Nothing : content;
    }

    /// <summary>Fields and properties get their initial values, then what the constructor gives them.</summary>
    void Construct(Entity entity, ITypeSymbol type, IMethodSymbol constructor, ImmutableArray<Value> arguments, ImmutableArray<IOperation?> operations, IOperation creation)
    {
        for (var at = type; at is { DeclaringSyntaxReferences.IsEmpty: false }; at = at.BaseType)
        {
            foreach (var member in at.GetMembers())
            {
                if (member is { IsStatic: false, IsImplicitlyDeclared: false } and (IFieldSymbol { IsConst: false } or IPropertySymbol { IsIndexer: false }) && (member is not IPropertySymbol property || IsAuto(property)))
                {
                    Set(Cell.Of(entity, member.Name), Began(entity, member, Given(MemberWrites.Initial(member, scene), constructor, arguments)));
                }
            }
        }
        if (IsPrimary(constructor))
        {
            for (var i = 0; i < arguments.Length; i++) Set(Cell.Of(entity, constructor.Parameters[i].Name), arguments[i]);
        }
        if (type.IsContainer()) Set(Cell.Content(entity), arguments.Aggregate(Value.Nothing, (all, a) => all.Join(Outside(a).Bare)));
        var self = Value.To(entity);
        if (constructor.DeclaringSyntaxReferences.IsEmpty && !constructor.IsImplicitlyDeclared) return;
        Enter(constructor, self, arguments, operations, creation, isVirtual: false);
    }

    /// <summary>What an initializer makes of the arguments of a primary constructor.</summary>
    Value Given(Value initial, IMethodSymbol constructor, ImmutableArray<Value> arguments) =>
        initial.Substitute(parameter => SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, constructor.OriginalDefinition) ? Outside(arguments[parameter.Ordinal]) : null);

    /// <summary>The object that a member holds from the start is the new object's own.</summary>
    Value Began(Entity entity, ISymbol member, Value value)
    {
        if (!member.TypeOf().IsFollowed() || !value.Constants.IsDefault || entity.Member(member, member.TypeOf()) is not { } inner) return value;
        foreach (var part in value.Parts) Set(new(inner, part.Key), part.Value);
        if (inner.Type.IsContainer()) Set(Cell.Content(inner), value.With(ImmutableDictionary<string, Value>.Empty));
        return Value.To(inner);
    }

    static bool IsPrimary(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax);

    void Initialize(Entity entity, IObjectOrCollectionInitializerOperation initializer)
    {
        foreach (var part in initializer.Initializers)
        {
            if (part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation or IFieldReferenceOperation } assignment)
            {
                var value = Of(assignment.Value);
                if (assignment.Target is IPropertyReferenceOperation { Arguments.IsEmpty: false } indexed) Add(Cell.Content(entity), value.Join(indexed.Arguments.Aggregate(Value.Nothing, (all, a) => all.Join(Of(a.Value)))));
                else Set(Cell.Of(entity, ((IMemberReferenceOperation)assignment.Target).Member.Name), value);
            }
            else
            {
                Of(part);
            }
        }
    }

    Value With(IWithOperation with)
    {
        var source = Of(with.Operand);
        var entity = Made(with.Syntax, with.Type, isExact: true);
        if (source.Entities.IsEmpty && with.Initializer is { } initializers)
        {
            foreach (var part in initializers.Initializers.OfType<ISimpleAssignmentOperation>())
            {
                if (part.Target is IMemberReferenceOperation { Member: var member }) source = source.With(source.Parts.SetItem(NameOf(member), Of(part.Value)));
            }
            return source;
        }
        Copy(source, entity);
        if (with.Initializer is { } initializer) Initialize(entity, initializer);
        return source.With([entity]);
    }

    /// <summary>What <c>with</c> makes of a record: a copy of its members.</summary>
    Value Clone(Value source, IOperation operation)
    {
        var entity = Made(operation.Syntax, operation.Type, isExact: true);
        Copy(source, entity);
        if (!source.Entities.IsEmpty) return source.With([entity]);
        foreach (var part in source.Parts) Set(new(entity, part.Key), part.Value);
        return source.With([entity]);
    }

    void Copy(Value source, Entity entity)
    {
        Memory = Memory.Forget(c => c.Root is Entity old && old.Equals(entity));
        foreach (var old in source.Entities)
        {
            foreach (var cell in Memory.Cells.Where(c => c.Key.Root is Entity owner && owner.Equals(old)).ToList()) Add(new(entity, cell.Key.Member), cell.Value);
        }
    }

    Value NewArray(IArrayCreationOperation array)
    {
        foreach (var size in array.DimensionSizes)
        {
            if (size.Syntax != array.Syntax) Of(size);
        }
        var entity = Made(array.Syntax, array.Type, isExact: true);
        Memory = Memory.Forget(c => c.Root is Entity old && old.Equals(entity));
        if (array.Initializer is null)
        {
            var nothing = (array.Type as IArrayTypeSymbol)?.ElementType.IsScalar() == true ? Value.Constant(0) : Value.Null;
            if (IsCounted(array.Type) && array.DimensionSizes is [{ ConstantValue: { HasValue: true, Value: int size and >= 0 and <= MostElements } }])
            {
                Set(Cell.Content(entity), Value.Nothing);
                Refill(entity, [.. Enumerable.Repeat(nothing, size)]);
            }
            else
            {
                Set(Cell.Content(entity), nothing);
            }
            return Value.To(entity);
        }
        Set(Cell.Content(entity), Value.Nothing);
        Fill(entity, array.Initializer);
        if (IsCounted(array.Type) && array.DimensionSizes.Length == 1 && array.Initializer.ElementValues.Length is var count and <= MostElements) SetCount(entity, count);
        return Value.To(entity);
    }

    /// <summary><c>stackalloc</c>: the compiler has no operation of its own for it.</summary>
    Value NewStack(IOperation stack)
    {
        var entity = Made(stack.Syntax, stack.Type, isExact: true);
        Memory = Memory.Forget(c => c.Root is Entity old && old.Equals(entity));
        var initializer = stack.ChildOperations.OfType<IArrayInitializerOperation>().FirstOrDefault();
        foreach (var child in stack.ChildOperations.Where(c => c != initializer)) Of(child);
        Set(Cell.Content(entity), initializer is null ? Value.Constant(0) : Value.Nothing);
        if (initializer is not null) Fill(entity, initializer);
        return Value.To(entity);
    }

    void Fill(Entity entity, IArrayInitializerOperation initializer)
    {
        var index = 0;
        foreach (var element in initializer.ElementValues)
        {
            if (element is IArrayInitializerOperation inner) Fill(entity, inner);
            else Place(entity, index++, Of(element));
        }
    }

    const int MostElements = 16;

    /// <summary>The first elements of a collection are kept one by one.</summary>
    void Place(Entity entity, int index, Value value)
    {
        if (index >= 0 && index < MostElements) Set(Cell.Element(entity, index), value);
        else Add(Cell.Content(entity), value);
    }

    Value NewCollection(ICollectionExpressionOperation collection)
    {
        var entity = Made(collection.Syntax, collection.Type, isExact: true);
        Memory = Memory.Forget(c => c.Root is Entity old && old.Equals(entity));
        Set(Cell.Content(entity), Value.Nothing);
        var index = 0;
        foreach (var element in collection.Elements)
        {
            if (element is not ISpreadOperation spread)
            {
                Place(entity, index++, Of(element));
                continue;
            }
            var source = Of(spread.Operand);
            if (source.Entities is [var only] && source.Origins.IsEmpty && CountOf(only) is { } count && index + count <= MostElements)
            {
                foreach (var value in ElementsIn(only, count)) Place(entity, index++, value);
                continue;
            }
            Add(Cell.Content(entity), ElementsOf(source));
            index = MostElements;
        }
        if (index < MostElements && IsCounted(entity.Type)) SetCount(entity, index);
        return Value.To(entity);
    }
}
