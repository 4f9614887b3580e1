using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.ConstEval;

/// <summary>New values: objects, structs, tuples, arrays, defaults.</summary>
sealed partial class Interpreter
{
    object? DefaultOf(ITypeSymbol type)
    {
        type = Resolve(type)!;
        if (Numbers.KindOf(type) is { } kind) return Numbers.Convert(0, kind, false);
        if (type.SpecialType == SpecialType.System_Boolean) return false;
        if (!type.IsValueType || MayBeNull(type)) return null;
        if (IsSpan(type)) return Whole(new([], [0], ((INamedTypeSymbol)type).TypeArguments[0]));
        if (type is not INamedTypeSymbol named) throw Refuse($"the default of '{Shown(type)}' is not known to the evaluation");
        if (named.IsTupleType || !named.DeclaringSyntaxReferences.IsEmpty) return Fresh(named);
        throw Refuse($"'{Shown(type)}' is not known to the evaluation");
    }

    StructValue Fresh(INamedTypeSymbol type)
    {
        var fresh = new StructValue(type);
        if (type.IsTupleType)
        {
            for (var i = 0; i < type.TupleElements.Length; i++) fresh.Fields["Item" + (i + 1)] = DefaultOf(type.TupleElements[i].Type);
            return fresh;
        }
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (!field.IsStatic && !field.IsConst) fresh.Fields[NameOf(field)] = DefaultOf(field.Type);
        }
        return fresh;
    }

    StructValue CreateTuple(ITupleOperation tuple, Frame frame)
    {
        var created = new StructValue((INamedTypeSymbol)(tuple.NaturalType ?? tuple.Type)!);
        for (var i = 0; i < tuple.Elements.Length; i++) created.Fields["Item" + (i + 1)] = StructValue.Copied(Evaluate(tuple.Elements[i], frame));
        return created;
    }

    ArrayValue CreateArray(IArrayCreationOperation creation, Frame frame)
    {
        var element = Resolve(((IArrayTypeSymbol)creation.Type!).ElementType)!;
        var lengths = creation.DimensionSizes.Select(size => System.Convert.ToInt32(Evaluate(size, frame), System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        at = creation;
        if (lengths.Any(static l => l < 0)) throw Throw("System.OverflowException");
        var count = lengths.Aggregate(1L, static (all, length) => all * length);
        var array = New(element, count, lengths);
        if (creation.Initializer is { } initializer)
        {
            var next = 0;
            Fill(initializer, array, ref next, frame);
        }
        return array;
    }

    ArrayValue New(ITypeSymbol element, long count, params int[] lengths)
    {
        if (count > Largest) throw Refuse($"an array has more than {Largest} elements");
        Burn(count >> 3);
        var items = new object?[count];
        if (element.IsValueType)
        {
            for (var i = 0; i < items.Length; i++) items[i] = DefaultOf(element);
        }
        return new(items, lengths.Length == 0 ? [items.Length] : lengths, element);
    }

    void Fill(IArrayInitializerOperation initializer, ArrayValue array, ref int next, Frame frame)
    {
        foreach (var value in initializer.ElementValues)
        {
            if (value is IArrayInitializerOperation row && array.Lengths.Length > 1) Fill(row, array, ref next, frame);
            else array.Items[next++] = StructValue.Copied(Evaluate(value, frame));
        }
    }

    object? Collect(ICollectionExpressionOperation collection, Frame frame)
    {
        var items = new List<object?>();
        var (type, element) = (Resolve(collection.Type)!, ElementTypeOf(collection.Type!));
        foreach (var part in collection.Elements)
        {
            if (part is ISpreadOperation spread)
            {
                foreach (var item in Items(Evaluate(spread.Operand, frame)))
                {
                    Burn();
                    items.Add(StructValue.Copied(item is not null && Numbers.IsNumber(item) && KindOf(element) is { } kind ? Numbers.Convert(item, kind, false) : item));
                }
            }
            else items.Add(StructValue.Copied(Evaluate(part, frame)));
            if (items.Count > Largest) throw Refuse($"a collection has more than {Largest} elements");
        }
        at = collection;
        if (type.TypeKind == TypeKind.Array || type.Name is "ImmutableArray" or "IReadOnlyList" or "IReadOnlyCollection" or "IEnumerable") return new ArrayValue([.. items], [items.Count], element);
        if (IsSpan(type)) return Whole(new([.. items], [items.Count], element));
        return type.Name switch
        {
            "List" or "IList" or "ICollection" => new LibraryValue("List", items),
            "HashSet" => new LibraryValue("HashSet", new HashSet<object?>(items, this)),
            _ => throw Refuse($"'{Shown(type)}' is not known to the evaluation"),
        };
    }

    static ITypeSymbol ElementTypeOf(ITypeSymbol type) => type switch { IArrayTypeSymbol array => array.ElementType, INamedTypeSymbol { TypeArguments: [var item, ..] } => item, _ => type };

    object? Create(IObjectCreationOperation creation, Frame frame)
    {
        var type = (INamedTypeSymbol)Resolve(creation.Type)!;
        var arguments = Arguments(creation.Arguments, frame);
        at = creation;
        object? created;
        if (MayBeNull(type)) created = arguments.Length == 0 ? null : arguments[0].Value;
        else if (type.IsTupleType)
        {
            var tuple = new StructValue(type);
            for (var i = 0; i < arguments.Length; i++) tuple.Fields["Item" + (i + 1)] = arguments[i].Value;
            created = tuple;
        }
        else if (type.DeclaringSyntaxReferences.IsEmpty) created = Guarded(() => LibraryCreate(creation, type, arguments));
        else created = Construct(type, creation.Constructor, arguments);
        if (creation.Initializer is { } initializer && created is not null) Initialize(initializer, created, frame);
        return created;
    }

    object Construct(INamedTypeSymbol type, IMethodSymbol? constructor, Slot[] arguments)
    {
        object created = type.IsValueType ? Fresh(type) : new ObjectValue(type);
        if (constructor is not null) Generic(constructor, () => RunConstructor(created, constructor, arguments));
        return created;
    }

    object? RunConstructor(object created, IMethodSymbol constructor, Slot[] arguments)
    {
        var (type, fields) = (constructor.ContainingType, FieldsOf(created)!);
        var original = constructor.OriginalDefinition;
        var syntax = original.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancel)).FirstOrDefault();
        var chainsToOwn = syntax is ConstructorDeclarationSyntax { Initializer.ThisOrBaseKeyword.ValueText: "this" };
        var frame = new Frame(original, created, null);
        for (var i = 0; i < arguments.Length; i++) frame.Declare(original.Parameters[i], arguments[i]);
        if (syntax is TypeDeclarationSyntax)
        {
            foreach (var parameter in original.Parameters)
            {
                var value = arguments[parameter.Ordinal].Value;
                fields["<" + parameter.Name + ">"] = value;
                if (type.IsRecord && type.GetMembers(parameter.Name).OfType<IPropertySymbol>().Any(p => p.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is ParameterSyntax))) fields[parameter.Name] = value;
            }
        }
        var skipsInitializers = chainsToOwn || constructor.IsImplicitlyDeclared && type.IsValueType || constructor.IsImplicitlyDeclared && constructor.Parameters is [{ } other] && SymbolEqualityComparer.Default.Equals(other.Type, type);
        if (!skipsInitializers) InitializeFields(type, fields, frame);
        if (syntax is ConstructorDeclarationSyntax { Initializer: null } or null && type.BaseType is { SpecialType: SpecialType.None, DeclaringSyntaxReferences.IsEmpty: false } above && above.InstanceConstructors.FirstOrDefault(static c => c.Parameters.IsEmpty) is { } chained) RunConstructor(created, chained, []);
        if (syntax is TypeDeclarationSyntax declared && declared.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } primary && OperationOf(primary) is IInvocationOperation invocation) RunConstructor(created, invocation.TargetMethod, Arguments(invocation.Arguments, frame));
        if (type.IsRecord && syntax is TypeDeclarationSyntax) foreach (var parameter in original.Parameters) fields.Remove("<" + parameter.Name + ">");
        if (syntax is ConstructorDeclarationSyntax) Call(original, created, arguments, null);
        return null;
    }

    void InitializeFields(INamedTypeSymbol type, Dictionary<string, object?> fields, Frame frame)
    {
        foreach (var member in type.OriginalDefinition.GetMembers())
        {
            if (member.IsStatic || member is not (IFieldSymbol { AssociatedSymbol: null } or IPropertySymbol)) continue;
            foreach (var reference in member.DeclaringSyntaxReferences)
            {
                var initializer = reference.GetSyntax(cancel) switch { VariableDeclaratorSyntax own => own.Initializer, PropertyDeclarationSyntax own => own.Initializer, _ => null };
                if (initializer is not null && OperationOf(initializer) is ISymbolInitializerOperation operation) fields[member.Name] = StructValue.Copied(Evaluate(operation.Value, frame));
            }
            if (member is IFieldSymbol field && !fields.ContainsKey(field.Name)) fields[field.Name] = DefaultOf(field.Type);
        }
    }

    void Initialize(IObjectOrCollectionInitializerOperation initializer, object created, Frame frame)
    {
        initialized.Push(created);
        try
        {
            foreach (var part in initializer.Initializers)
            {
                if (part is IMemberInitializerOperation member) Initialize(member.Initializer, Evaluate(member.InitializedMember, frame) ?? throw Throw("System.NullReferenceException"), frame);
                else Evaluate(part, frame);
            }
        }
        finally
        {
            initialized.Pop();
        }
    }

    object? With(IWithOperation with, Frame frame)
    {
        object copy = Evaluate(with.Operand, frame) switch
        {
            StructValue value => value.Copy(),
            ObjectValue { Type.IsRecord: true } value => Cloned(value),
            _ => throw Refuse("this cannot be copied", with),
        };
        Initialize(with.Initializer, copy, frame);
        return copy;

        static ObjectValue Cloned(ObjectValue value)
        {
            var clone = new ObjectValue(value.Type);
            foreach (var field in value.Fields) clone.Fields[field.Key] = StructValue.Copied(field.Value);
            return clone;
        }
    }
}
