using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Members of texts, arrays, spans and collections.</summary>
sealed partial class Interpreter
{
    const int Ordinal = (int)StringComparison.Ordinal, OrdinalIgnoreCase = (int)StringComparison.OrdinalIgnoreCase;

    object? OnText(IInvocationOperation call, IMethodSymbol method, string text, object?[] arguments)
    {
        Burn(text.Length >> 4);
        switch (method.Name, arguments)
        {
            case ("ToString", []): return text;
            case ("Equals", [var other]): return text.Equals(other);
            case ("Equals", [string other, int way]) when way is Ordinal or OrdinalIgnoreCase: return text.Equals(other, (StringComparison)way);
            case ("Substring", [int start]): return start < 0 || start > text.Length ? throw Throw("System.ArgumentOutOfRangeException") : text.Substring(start);
            case ("Substring", [int start, int length]): return start < 0 || length < 0 || start > text.Length - length ? throw Throw("System.ArgumentOutOfRangeException") : text.Substring(start, length);
            case ("Contains", [string part]): return text.Contains(part);
            case ("Contains", [char c]): return text.IndexOf(c) >= 0;
            case ("IndexOf", [char c]): return text.IndexOf(c);
            case ("IndexOf", [char c, int start]) when start >= 0 && start <= text.Length: return text.IndexOf(c, start);
            case ("LastIndexOf", [char c]): return text.LastIndexOf(c);
            case ("IndexOf", [string part, int way]) when way is Ordinal or OrdinalIgnoreCase && method.Parameters[1].Type.TypeKind == TypeKind.Enum: return text.IndexOf(part, (StringComparison)way);
            case ("StartsWith", [char c]): return text.Length > 0 && text[0] == c;
            case ("EndsWith", [char c]): return text.Length > 0 && text[text.Length - 1] == c;
            case ("StartsWith", [string part, int way]) when way is Ordinal or OrdinalIgnoreCase: return text.StartsWith(part, (StringComparison)way);
            case ("EndsWith", [string part, int way]) when way is Ordinal or OrdinalIgnoreCase: return text.EndsWith(part, (StringComparison)way);
            case ("Replace", [char from, char to]): return text.Replace(from, to);
            case ("Replace", [string { Length: > 0 } from, var to]): return Joined(text.Replace(from, to as string), "");
            case ("Trim", []): return text.Trim();
            case ("TrimStart", []): return text.TrimStart();
            case ("TrimEnd", []): return text.TrimEnd();
            case ("Trim", [char c]): return text.Trim(c);
            case ("TrimStart", [char c]): return text.TrimStart(c);
            case ("TrimEnd", [char c]): return text.TrimEnd(c);
            case ("PadLeft", [int width]) when width is >= 0 and < Largest: return text.PadLeft(width);
            case ("PadRight", [int width]) when width is >= 0 and < Largest: return text.PadRight(width);
            case ("PadLeft", [int width, char c]) when width is >= 0 and < Largest: return text.PadLeft(width, c);
            case ("PadRight", [int width, char c]) when width is >= 0 and < Largest: return text.PadRight(width, c);
            case ("Insert", [int start, string part]) when start >= 0 && start <= text.Length: return Joined(text.Insert(start, part), "");
            case ("Remove", [int start]) when start >= 0 && start <= text.Length: return text.Remove(start);
            case ("Remove", [int start, int length]) when start >= 0 && length >= 0 && start <= text.Length - length: return text.Remove(start, length);
            case ("ToUpperInvariant", []): return text.ToUpperInvariant();
            case ("ToLowerInvariant", []): return text.ToLowerInvariant();
            case ("ToCharArray", []): return new ArrayValue([.. text.Select(static c => (object?)c)], [text.Length], compilation.GetSpecialType(SpecialType.System_Char));
            case ("Split", [char c, ..]) when arguments.Skip(1).All(static a => a is 0): return Texts(text.Split(c));
            case ("Split", [ArrayValue separators]) when separators.Items.All(static s => s is char): return Texts(text.Split([.. separators.Items.Select(static c => (char)c!)]));
            case ("GetHashCode", _): throw Refuse("hash codes of texts differ from run to run");
            case ("ToUpper" or "ToLower" or "CompareTo" or "IndexOf" or "LastIndexOf" or "StartsWith" or "EndsWith", _): throw Refuse($"'{method.Name}' depends on the culture of whoever runs the program: compare with StringComparison.Ordinal, change with the Invariant methods", call);
            default: throw Unknown(method);
        }
    }

    ArrayValue Texts(string[] texts) => new([.. texts], [texts.Length], compilation.GetSpecialType(SpecialType.System_String));

    object? StaticText(IMethodSymbol method, object?[] arguments)
    {
        switch (method.Name, arguments)
        {
            case ("IsNullOrEmpty", [var text]): return string.IsNullOrEmpty(text as string);
            case ("IsNullOrWhiteSpace", [var text]): return string.IsNullOrWhiteSpace(text as string);
            case ("Equals", [var left, var right]): return Equals(left, right);
            case ("CompareOrdinal", [var left, var right]): return string.CompareOrdinal(left as string, right as string);
            case ("Join", [string or char or null, ArrayValue or LibraryValue or IEnumerable<object?>]): return Joined(string.Join(TextOf(arguments[0]), Items(arguments[1]).Select(i => TextOf(i))), "");
            case ("Concat", [ArrayValue or LibraryValue or IEnumerable<object?>]): return Joined(string.Concat(Items(arguments[0]).Select(i => TextOf(i))), "");
            case ("Concat", _): return Joined(string.Concat(arguments.Select(a => TextOf(a))), "");
            default: throw Unknown(method);
        }
    }

    object? StaticNumber(SpecialType kind, IMethodSymbol method, object?[] arguments)
    {
        switch (method.Name, arguments)
        {
            case ("Parse", [string { Length: > 0 and < 10 } digits]) when digits.All(static c => c is >= '0' and <= '9'): return Numbers.Convert(long.Parse(digits, CultureInfo.InvariantCulture), kind, isChecked: true);
            case ("Max" or "Min" or "Abs", _) when HostFunctions.Call(typeof(Math), method.Name, arguments) is (true, var value): return value;
            case ("IsNaN", [double number]): return double.IsNaN(number);
            case ("IsInfinity", [double number]): return double.IsInfinity(number);
            case ("IsNaN", [float number]): return float.IsNaN(number);
            default: throw Unknown(method);
        }
    }

    object? StaticArray(IMethodSymbol method, object?[] arguments)
    {
        if (arguments.Length > 0 && arguments[0] is ArrayValue { Lengths.Length: 1 } array)
        {
            Burn(array.Items.Length >> 2);
            switch (method.Name, arguments)
            {
                case ("Fill", [_, var value]):
                    for (var i = 0; i < array.Items.Length; i++) array.Items[i] = StructValue.Copied(value);
                    return null;
                case ("Reverse", [_]):
                    Array.Reverse(array.Items);
                    return null;
                case ("Sort", [_]):
                    Sort(array.Items);
                    return null;
                case ("IndexOf", [_, var value]): return Array.FindIndex(array.Items, item => IsSame(item, value));
                case ("Copy", [_, ArrayValue to, int length]) when length >= 0 && length <= array.Items.Length && length <= to.Items.Length:
                    Array.Copy(array.Items, to.Items, length);
                    return null;
                case ("Copy", [_, int start, ArrayValue to, int place, int length]) when length >= 0 && start >= 0 && place >= 0 && start <= array.Items.Length - length && place <= to.Items.Length - length:
                    Array.Copy(array.Items, start, to.Items, place, length);
                    return null;
                case ("Clear", [_]):
                    for (var i = 0; i < array.Items.Length; i++) array.Items[i] = DefaultOf(array.Type);
                    return null;
            }
        }
        return method is { Name: "Empty", TypeArguments: [var element] } ? new ArrayValue([], [0], Resolve(element)!) : throw Unknown(method);
    }

    /// <summary>Sorts numbers, characters and truth values, of which equal ones are the same.</summary>
    void Sort(IList<object?> items)
    {
        if (items.Any(static i => !(Numbers.IsNumber(i) || i is bool))) throw Refuse("sorting these depends on the culture or the algorithm");
        Burn(items.Count * 4L);
        var sorted = items.OrderBy(static i => i, Comparer<object?>.Default).ToList();
        for (var i = 0; i < sorted.Count; i++) items[i] = sorted[i];
    }

    object? OnArray(IMethodSymbol method, ArrayValue array, object?[] arguments)
    {
        switch (method.Name, arguments)
        {
            case ("GetLength", [int dimension]) when dimension >= 0 && dimension < array.Lengths.Length: return array.Lengths[dimension];
            case ("Clone", []):
                Burn(array.Items.Length >> 3);
                return new ArrayValue([.. array.Items.Select(StructValue.Copied)], array.Lengths, array.Type);
            case ("CopyTo", [ArrayValue to, int at]) when at >= 0 && at <= to.Items.Length - array.Items.Length:
                array.Items.CopyTo(to.Items, at);
                return null;
            case ("AsSpan", []): return Whole(array);
            default: throw Unknown(method);
        }
    }

    object? OnSpan(IMethodSymbol method, SpanValue span, object?[] arguments)
    {
        Burn(span.Length >> 3);
        switch (method.Name, arguments)
        {
            case ("Slice", [int start]) when start >= 0 && start <= span.Length: return SliceOf(span, start, span.Length - start);
            case ("Slice", [int start, int length]) when start >= 0 && length >= 0 && start <= span.Length - length: return SliceOf(span, start, length);
            case ("Slice", _): throw Throw("System.ArgumentOutOfRangeException");
            case ("ToArray", []): return new ArrayValue([.. Items(span).Select(StructValue.Copied)], [span.Length], span.Array.Type);
            case ("Fill", [var value]):
                for (var i = 0; i < span.Length; i++) span.Array.Items[span.Start + i] = StructValue.Copied(value);
                return null;
            case ("Clear", []):
                for (var i = 0; i < span.Length; i++) span.Array.Items[span.Start + i] = DefaultOf(span.Array.Type);
                return null;
            case ("CopyTo", [SpanValue to]) when to.Length >= span.Length:
                Array.Copy(span.Array.Items, span.Start, to.Array.Items, to.Start, span.Length);
                return null;
            case ("ToString", []) when span.Array.Type.SpecialType == SpecialType.System_Char: return new string([.. Items(span).Select(static c => (char)c!)]);
            default: throw Unknown(method);
        }
    }

    object? SpanExtension(IMethodSymbol method, object?[] arguments)
    {
        var span = arguments[0] is null ? null : SpanOf(arguments[0]!, method.ReturnType is INamedTypeSymbol named && IsSpan(named) ? named : method.Parameters[0].Type);
        switch (method.Name, arguments.Length)
        {
            case ("AsSpan", 1): return span;
            case ("AsSpan", 2 or 3) when span is not null: return OnSpanSlice(span, arguments);
            case ("Reverse", 1) when span is not null:
                Array.Reverse(span.Array.Items, span.Start, span.Length);
                return null;
            case ("SequenceEqual", 2) when span is not null: return Items(span).SequenceEqual(Items(arguments[1]), this);
            case ("IndexOf", 2) when span is not null && arguments[1] is not (SpanValue or ArrayValue or string): return Items(span).ToList().FindIndex(i => IsSame(i, arguments[1]));
            case ("Contains", 2) when span is not null: return Items(span).Any(i => IsSame(i, arguments[1]));
            default: throw Unknown(method);
        }

        object? OnSpanSlice(SpanValue whole, object?[] given)
        {
            var (start, length) = (given[1] as int? ?? -1, given.Length > 2 ? given[2] as int? ?? -1 : whole.Length - (given[1] as int? ?? 0));
            return start < 0 || length < 0 || start > whole.Length - length ? throw Throw("System.ArgumentOutOfRangeException") : SliceOf(whole, start, length);
        }
    }

    object? Immutable(IMethodSymbol method, object?[] arguments)
    {
        if (method.Name is not ("Create" or "CreateRange" or "ToImmutableArray")) throw Unknown(method);
        var items = arguments is [ArrayValue or SpanValue or LibraryValue or IEnumerable<object?>] ? Items(arguments[0]).ToArray() : arguments;
        return new ArrayValue(items, [items.Length], method.TypeArguments[0]);
    }

    object? OnLibrary(IMethodSymbol method, LibraryValue value, Slot[] slots)
    {
        var arguments = slots.Select(static s => s.Value).ToArray();
        return value.Held switch
        {
            List<object?> list => OnList(method, list, arguments),
            Dictionary<object, object?> dictionary => OnDictionary(method, dictionary, arguments, slots),
            HashSet<object?> set => OnSet(method, set, arguments),
            Queue<object?> queue => (method.Name, arguments) switch
            {
                ("Enqueue", [var item]) => Done(() => queue.Enqueue(item), queue.Count),
                ("Dequeue", []) => queue.Count == 0 ? throw Throw("System.InvalidOperationException", "Queue empty.") : queue.Dequeue(),
                ("Peek", []) => queue.Count == 0 ? throw Throw("System.InvalidOperationException", "Queue empty.") : queue.Peek(),
                _ => throw Unknown(method),
            },
            Stack<object?> stack => (method.Name, arguments) switch
            {
                ("Push", [var item]) => Done(() => stack.Push(item), stack.Count),
                ("Pop", []) => stack.Count == 0 ? throw Throw("System.InvalidOperationException", "Stack empty.") : stack.Pop(),
                ("Peek", []) => stack.Count == 0 ? throw Throw("System.InvalidOperationException", "Stack empty.") : stack.Peek(),
                _ => throw Unknown(method),
            },
            StringBuilder builder => OnBuilder(method, value, builder, arguments),
            _ => throw Unknown(method),
        };
    }

    object? Done(Action change, int count)
    {
        change();
        return Checked(count);
    }

    object? OnList(IMethodSymbol method, List<object?> list, object?[] arguments)
    {
        switch (method.Name, arguments)
        {
            case ("Add", [var item]): return Done(() => list.Add(item), list.Count);
            case ("AddRange", [var items]): return Done(() => list.AddRange(Items(items).ToList()), list.Count);
            case ("Insert", [int index, var item]): return index < 0 || index > list.Count ? throw Throw("System.ArgumentOutOfRangeException") : Done(() => list.Insert(index, item), list.Count);
            case ("RemoveAt", [int index]): return index < 0 || index >= list.Count ? throw Throw("System.ArgumentOutOfRangeException") : Done(() => list.RemoveAt(index), 0);
            case ("Remove", [var item]):
                var found = list.FindIndex(i => IsSame(i, item));
                if (found >= 0) list.RemoveAt(found);
                return found >= 0;
            case ("Clear", []): return Done(list.Clear, 0);
            case ("Contains", [var item]):
                Burn(list.Count >> 2);
                return list.Exists(i => IsSame(i, item));
            case ("IndexOf", [var item]):
                Burn(list.Count >> 2);
                return list.FindIndex(i => IsSame(i, item));
            case ("ToArray", []): return new ArrayValue([.. list.Select(StructValue.Copied)], [list.Count], Resolve(((INamedTypeSymbol)method.ContainingType).TypeArguments[0])!);
            case ("Reverse", []): return Done(list.Reverse, 0);
            case ("Sort", []): return Done(() => Sort(list), 0);
            default: throw Unknown(method);
        }
    }

    object? OnDictionary(IMethodSymbol method, Dictionary<object, object?> dictionary, object?[] arguments, Slot[] slots)
    {
        switch (method.Name, arguments)
        {
            case ("Add", [var key, var value]): return dictionary.ContainsKey(Key(key)) ? throw Throw("System.ArgumentException", "An item with the same key has already been added.") : Done(() => dictionary.Add(key!, value), dictionary.Count);
            case ("TryAdd", [var key, var value]):
                if (dictionary.ContainsKey(Key(key))) return false;
                dictionary.Add(key!, value);
                Checked(dictionary.Count);
                return true;
            case ("ContainsKey", [var key]): return dictionary.ContainsKey(Key(key));
            case ("Remove", [var key]): return dictionary.Remove(Key(key));
            case ("Clear", []): return Done(dictionary.Clear, 0);
            case ("TryGetValue", [var key, _]):
                var isFound = dictionary.TryGetValue(Key(key), out var held);
                slots[1].Value = isFound ? StructValue.Copied(held) : DefaultOf(((INamedTypeSymbol)method.ContainingType).TypeArguments[1]);
                return isFound;
            default: throw Unknown(method);
        }
    }

    object? OnSet(IMethodSymbol method, HashSet<object?> set, object?[] arguments)
    {
        switch (method.Name, arguments)
        {
            case ("Add", [var item]):
                Checked(set.Count);
                return set.Add(item);
            case ("Contains", [var item]): return set.Contains(item);
            case ("Remove", [var item]): return set.Remove(item);
            case ("Clear", []): return Done(set.Clear, 0);
            default: throw Unknown(method);
        }
    }

    object? OnBuilder(IMethodSymbol method, LibraryValue value, StringBuilder builder, object?[] arguments)
    {
        switch (method.Name, arguments)
        {
            case ("ToString", []): return Joined(builder.ToString(), "");
            case ("Append", [char c, int count]) when count >= 0: builder.Append(c, Math.Min(count, Largest)); break;
            case ("Append", [ArrayValue or SpanValue]): builder.Append(new string([.. Items(arguments[0]).Select(static c => (char)c!)])); break;
            case ("Append", [var item]): builder.Append(TextOf(item)); break;
            case ("Insert", [int at, var item]) when at >= 0 && at <= builder.Length: builder.Insert(at, TextOf(item)); break;
            case ("Clear", []): builder.Clear(); break;
            default: throw Unknown(method);
        }
        return builder.Length > Largest ? throw Refuse("a text grows beyond a million characters") : value;
    }
}
