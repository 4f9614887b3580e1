using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.ConstEval;

/// <summary>The part of the library that is known: what gives the same on every machine, in every culture, at any time.</summary>
sealed partial class Interpreter
{
    NotEvaluated Unknown(ISymbol member) => Refuse($"'{Shown(member)}' is not known to be pure");

    object? Library(IInvocationOperation call, IMethodSymbol method, object? receiver, Slot[] slots)
    {
        var arguments = slots.Select(static s => s.Value).ToArray();
        var type = method.ContainingType;
        var name = type.IsGenericType && type.Name == "Nullable" ? "Nullable" : $"{type.ContainingNamespace}.{type.Name}";
        Burn();
        if (method.IsStatic || method.ReducedFrom is not null)
        {
            if (method.ReducedFrom is not null) arguments = [receiver, .. arguments];
            for (var i = 0; i < method.Parameters.Length && name == "System.Math"; i++)
            {
                if (method.Parameters[i].Type.TypeKind == TypeKind.Enum) arguments[i] = (MidpointRounding)(int)arguments[i]!;
            }
            return name switch
            {
                "System.Math" => HostFunctions.Call(typeof(Math), method.Name, arguments) is (true, var value) ? value : throw Unknown(method),
                "System.MathF" => HostFunctions.MathF(method.Name, arguments) is (true, var value) ? value : throw Unknown(method),
                "System.Char" when method.Name is not ("ToUpper" or "ToLower" or "Parse") => HostFunctions.Call(typeof(char), method.Name, arguments) is (true, var value) ? value : throw Unknown(method),
                "System.String" => StaticText(method, arguments),
                "System.Array" => StaticArray(method, arguments),
                "System.Linq.Enumerable" => Query(method, arguments),
                "System.MemoryExtensions" => SpanExtension(method, arguments),
                "System.Numerics.BitOperations" => Bits.Call(method.Name, arguments) ?? throw Unknown(method),
                "System.Collections.Immutable.ImmutableArray" => Immutable(method, arguments),
                _ => Numbers.KindOf(type) is { } kind ? StaticNumber(kind, method, arguments) : throw Unknown(method),
            };
        }
        if (name == "Nullable") return method.Name == "GetValueOrDefault" ? receiver ?? (arguments.Length > 0 ? arguments[0] : DefaultOf(type.TypeArguments[0])) : OnAny(call, method, receiver, arguments);
        return receiver switch
        {
            string text => OnText(call, method, text, arguments),
            ArrayValue array => OnArray(method, array, arguments),
            SpanValue span => OnSpan(method, span, arguments),
            LibraryValue held => OnLibrary(method, held, slots),
            _ => OnAny(call, method, receiver, arguments),
        };
    }

    object? OnAny(IInvocationOperation call, IMethodSymbol method, object? receiver, object?[] arguments)
    {
        if (call.Instance?.Type is { TypeKind: TypeKind.Enum } named)
        {
            if (method.Name == "ToString" && arguments.Length == 0) return EnumText(named, receiver);
            if (method.Name != "HasFlag") throw Unknown(method);
            var flags = System.Convert.ToInt64(arguments[0], CultureInfo.InvariantCulture);
            return (System.Convert.ToInt64(receiver, CultureInfo.InvariantCulture) & flags) == flags;
        }
        switch (method.Name)
        {
            case "Equals" when arguments.Length == 1 && receiver is not FunctionValue: return IsSame(receiver, arguments[0]);
            case "CompareTo" when arguments.Length == 1 && receiver is IComparable own && receiver is not string: return own.CompareTo(arguments[0]);
            case "ToString" when arguments.Length == 0: return TextOf(receiver);
            case "ToString" when arguments is [Culture]: return TextOf(receiver, isInvariant: true);
            default: throw Unknown(method);
        }
    }

    /// <summary>The name of an enumeration's value.</summary>
    string EnumText(ITypeSymbol type, object? value) =>
        type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, value))?.Name ?? throw Refuse("this value of the enumeration has no name");

    /// <summary>Stands for the invariant culture.</summary>
    sealed record Culture;

    object? LibraryProperty(IPropertyReferenceOperation reference, object? receiver, object?[] arguments)
    {
        var property = reference.Property;
        if (property.ContainingType is { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T })
        {
            return property.Name == "HasValue" ? receiver is not null : receiver ?? throw Throw("System.InvalidOperationException", "Nullable object must have a value.");
        }
        if (property is { IsStatic: true, Name: "InvariantCulture", ContainingType.Name: "CultureInfo" }) return new Culture();
        if (property is { IsStatic: true, Name: "Empty" } && IsSpan(property.ContainingType)) return DefaultOf(property.ContainingType);
        if (property.IsStatic) throw Unknown(property);
        switch (receiver)
        {
            case LibraryValue { Held: Dictionary<object, object?> dictionary }:
                if (property.Name == "Keys") return dictionary.Keys.ToList();
                if (property.Name == "Values") return dictionary.Values.ToList();
                if (!property.IsIndexer) break;
                return dictionary.TryGetValue(Key(arguments[0]), out var value) ? value : throw Throw("System.Collections.Generic.KeyNotFoundException", "The given key was not present in the dictionary.");
            case LibraryValue { Held: StringBuilder builder } when property.IsIndexer: return ItemAt(builder.ToString(), arguments[0]);
            case KeyValuePair<object, object?> pair: return property.Name == "Key" ? pair.Key : pair.Value;
            case ObjectValue exception when property.Name == "Message": return exception.Fields["Message"];
            case ArrayValue array when property.Name == "Rank": return array.Lengths.Length;
        }
        if (property.IsIndexer && arguments.Length == 1) return ItemAt(receiver, arguments[0]);
        return property.Name switch
        {
            "Length" or "Count" => receiver is List<object> keys ? keys.Count : LengthOf(receiver),
            "LongLength" => (long)LengthOf(receiver),
            "IsEmpty" => LengthOf(receiver) == 0,
            _ => throw Unknown(property),
        };
    }

    object? LibrarySet(IPropertyReferenceOperation reference, object? receiver, object?[] arguments, object? value)
    {
        switch (receiver)
        {
            case LibraryValue { Held: Dictionary<object, object?> dictionary } when arguments.Length == 1:
                dictionary[Key(arguments[0])] = value;
                return Checked(dictionary.Count);
            case LibraryValue { Held: StringBuilder builder } when arguments is [int index] && value is char character && index >= 0 && index < builder.Length: return builder[index] = character;
            default: throw Unknown(reference.Property);
        }
    }

    object Key(object? value) => value ?? throw Throw("System.ArgumentNullException");

    object? Checked(int count) => count > Largest ? throw Refuse($"a collection has more than {Largest} elements") : null;

    object? LibraryCreate(IObjectCreationOperation creation, INamedTypeSymbol type, Slot[] slots)
    {
        var arguments = slots.Select(static s => s.Value).ToArray();
        if (IsOrDerives(type, compilation.GetTypeByMetadataName("System.Exception")!))
        {
            var exception = new ObjectValue(type);
            var text = creation.Constructor?.Parameters.FirstOrDefault(static p => p.Name == "message");
            exception.Fields["Message"] = text is not null ? arguments[text.Ordinal] as string ?? "" : "";
            return exception;
        }
        if (type.SpecialType == SpecialType.System_String)
        {
            return arguments switch
            {
                [char c, int count] => count > Largest ? throw Refuse("a text grows beyond a million characters") : count < 0 ? throw Throw("System.ArgumentOutOfRangeException") : new string(c, count),
                [ArrayValue or SpanValue] => new string([.. Items(arguments[0]).Select(static c => (char)c!)]),
                [ArrayValue array, int start, int length] when start >= 0 && length >= 0 && start + length <= array.Items.Length => new string([.. array.Items.Skip(start).Take(length).Select(static c => (char)c!)]),
                _ => throw Unknown(type),
            };
        }
        if (IsSpan(type) && arguments is [ArrayValue whole]) return Whole(whole);
        var isGeneric = type.ContainingNamespace.ToDisplayString() == "System.Collections.Generic";
        var given = arguments.Length > 0 && arguments[0] is not int ? Items(arguments[0]) : [];
        return type.Name switch
        {
            "List" when isGeneric => new LibraryValue(type.Name, given.ToList()),
            "HashSet" when isGeneric && arguments.Length < 2 => new LibraryValue(type.Name, new HashSet<object?>(given, this)),
            "Queue" when isGeneric => new LibraryValue(type.Name, new Queue<object?>(given)),
            "Stack" when isGeneric => new LibraryValue(type.Name, new Stack<object?>(given)),
            "Dictionary" when isGeneric && (arguments.Length == 0 || arguments is [int]) => new LibraryValue(type.Name, new Dictionary<object, object?>(this)),
            "KeyValuePair" when isGeneric => new KeyValuePair<object, object?>(Key(arguments[0]), arguments[1]),
            "StringBuilder" => new LibraryValue(type.Name, new StringBuilder(arguments.OfType<string>().FirstOrDefault() ?? "")),
            "Index" => new IndexValue((int)arguments[0]!, arguments is [_, true]),
            "Decimal" or "Object" when arguments.Length == 0 => type.Name == "Decimal" ? 0m : new ObjectValue(type),
            _ => throw Unknown(type),
        };
    }
}
