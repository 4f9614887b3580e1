using System.Numerics;

namespace PyIdioms;

/// <summary>Reads the literal that a text is.</summary>
sealed class LiteralReader(string text, Budget budget)
{
    readonly Lexer words = new(text, budget, static (kind, problem, position, text) => new LiteralException(kind, problem, position, text));
    int depth;

    public object? Read()
    {
        var start = words.Start;
        var value = ReadValue();
        if (words.Kind == Token.Comma) value = new PyTuple([value, .. ReadRest(Token.End)]);
        if (words.Kind != Token.End) throw Behind(start);
        return value;
    }

    object? ReadValue()
    {
        if (++depth > words.Depth || !System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw words.Error(EvalErrorKind.Budget, $"the literal is nested deeper than {words.Depth} levels");
        var start = words.Start;
        var value = ReadSigned();
        if (words.Kind is Token.Plus or Token.Minus && value is long or BigInteger or double) value = ReadComplex(value, start);
        if (words.Kind is not (Token.Comma or Token.Colon or Token.End or Token.CloseParenthesis or Token.CloseBracket or Token.CloseBrace)) throw Behind(start);
        depth--;
        return value;
    }

    object? ReadSigned()
    {
        if (words.Kind is not (Token.Plus or Token.Minus)) return ReadAtom();
        var (start, isNegative) = (words.Start, words.Kind == Token.Minus);
        words.Next();
        if (words.Kind is Token.Plus or Token.Minus or Token.Tilde) throw NotLiteral("a sign of a sign", start);
        var number = ReadAtom();
        return number switch
        {
            long value => isNegative ? PythonNumbers.Whole(-(BigInteger)value) : value,
            BigInteger value => PythonNumbers.Whole(isNegative ? -value : value),
            double value => isNegative ? -value : value,
            Complex value => isNegative ? -value : value,
            _ => throw NotLiteral("a sign of what is no number", start),
        };
    }

    object ReadComplex(object real, int start)
    {
        var isNegative = words.Kind == Token.Minus;
        words.Next();
        if (words.Kind is not (Token.Imaginary or Token.OpenParenthesis))
        {
            throw words.Kind is Token.End or Token.CloseParenthesis or Token.CloseBracket or Token.CloseBrace or Token.Comma ? words.Unexpected("a number") : NotLiteral("a sum", start);
        }
        if (ReadAtom() is not Complex imaginary) throw NotLiteral("a sum", start);
        var first = PythonNumbers.ToDouble(real);
        if (double.IsInfinity(first) && real is BigInteger) throw words.Error(EvalErrorKind.Overflow, "the number is too large for a float", start);
        return isNegative ? new Complex(first - imaginary.Real, 0 - imaginary.Imaginary) : new Complex(first + imaginary.Real, imaginary.Imaginary);
    }

    object? ReadAtom()
    {
        var (kind, start, value) = (words.Kind, words.Start, words.Value);
        switch (kind)
        {
            case Token.Int or Token.Float or Token.Text or Token.Bytes:
                words.Next();
                return value;
            case Token.Imaginary:
                words.Next();
                return new Complex(0, (double)value!);
            case Token.True or Token.False:
                words.Next();
                return kind == Token.True;
            case Token.None:
                words.Next();
                return null;
            case Token.OpenParenthesis:
                words.Next();
                return ReadTuple();
            case Token.OpenBracket:
                words.Next();
                return ReadList();
            case Token.OpenBrace:
                words.Next();
                return ReadBraces(start);
            case Token.Name when value is "set":
                words.Next();
                if (!words.Take(Token.OpenParenthesis) || words.Kind != Token.CloseParenthesis) throw NotLiteral("'set' with anything but ()", start);
                words.Next();
                return new HashSet<object?>(PythonEquality.Instance);
            case Token.Name: throw NotLiteral($"the name '{value}'", start);
            case Token.Ellipsis: throw NotLiteral("'...', which is no value of .NET,", start);
            case Token.Format: throw NotLiteral("a format string", start);
            case Token.Lambda: throw NotLiteral("a lambda", start);
            case Token.Not: throw NotLiteral("'not'", start);
            case Token.Tilde: throw NotLiteral("'~'", start);
            case Token.Await: throw NotLiteral("'await'", start);
            case Token.Star or Token.Power: throw NotLiteral($"an unpacking {words.Spelling}", start);
            default: throw words.Unexpected("a value");
        }
    }

    object? ReadTuple()
    {
        if (words.Take(Token.CloseParenthesis)) return new PyTuple();
        var value = ReadValue();
        if (words.Kind == Token.Comma) value = new PyTuple([value, .. ReadRest(Token.CloseParenthesis)]);
        words.Expect(Token.CloseParenthesis, ")");
        return value;
    }

    List<object?> ReadList()
    {
        var list = new List<object?>();
        while (words.Kind != Token.CloseBracket)
        {
            list.Add(ReadValue());
            if (!words.Take(Token.Comma)) break;
        }
        words.Expect(Token.CloseBracket, "]");
        return list;
    }

    /// <summary>What follows a first value, each behind a comma.</summary>
    List<object?> ReadRest(Token end)
    {
        var rest = new List<object?>();
        while (words.Take(Token.Comma) && words.Kind != end) rest.Add(ReadValue());
        return rest;
    }

    object ReadBraces(int start)
    {
        var entries = new OrderedDictionary<object, object?>(PythonEquality.Instance);
        if (words.Take(Token.CloseBrace)) return entries;
        var at = words.Start;
        var first = ReadValue();
        if (words.Kind != Token.Colon) return ReadSet(first, at);
        while (true)
        {
            words.Expect(Token.Colon, ":");
            Hashable(first, at, "a key");
            entries[first ?? throw NotLiteral("None as a key, which no dictionary of .NET has,", at)] = ReadValue();
            if (!words.Take(Token.Comma) || words.Kind == Token.CloseBrace) break;
            at = words.Start;
            first = ReadValue();
        }
        words.Expect(Token.CloseBrace, "}");
        return entries;
    }

    HashSet<object?> ReadSet(object? first, int at)
    {
        var set = new HashSet<object?>(PythonEquality.Instance);
        while (true)
        {
            Hashable(first, at, "in a set");
            set.Add(first);
            if (!words.Take(Token.Comma) || words.Kind == Token.CloseBrace) break;
            at = words.Start;
            first = ReadValue();
        }
        words.Expect(Token.CloseBrace, "}");
        return set;
    }

    void Hashable(object? value, int at, string place)
    {
        switch (value)
        {
            case PyTuple tuple:
                foreach (var item in tuple.Items) Hashable(item, at, place);
                break;
            case List<object?> or ISet<object?> or IDictionary<object, object?>:
                throw words.Error(EvalErrorKind.Type, $"a {(value is List<object?> ? "list" : value is ISet<object?> ? "set" : "dict")} can change, so it cannot be {place}", at);
        }
    }

    /// <summary>What stands behind a value where nothing may.</summary>
    Exception Behind(int start) => words.Kind switch
    {
        Token.OpenParenthesis => NotLiteral("a call", start),
        Token.OpenBracket => NotLiteral("an item of a value", start),
        Token.Dot => NotLiteral("an attribute", start),
        Token.If => NotLiteral("a condition", start),
        Token.For or Token.Async => NotLiteral("a comprehension", start),
        Token.And or Token.Or or Token.Not or Token.In or Token.Is or Token.Plus or Token.Minus or Token.Star or Token.Power or Token.Slash or Token.FloorDivide or Token.Percent or Token.At or Token.Ampersand or Token.Bar or Token.Caret
            or Token.LeftShift or Token.RightShift or Token.Less or Token.Greater or Token.LessOrEqual or Token.GreaterOrEqual or Token.Equal or Token.NotEqual => NotLiteral($"an operation ({words.Spelling})", start),
        _ => words.Unexpected("the end"),
    };

    Exception NotLiteral(string what, int position) => words.Error(EvalErrorKind.NotAllowed, $"{what} is no part of a literal", position);
}
