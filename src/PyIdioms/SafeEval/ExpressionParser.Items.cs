namespace PyIdioms;

/// <summary>What operators stand between: numbers, texts, names, calls, brackets, items.</summary>
sealed partial class ExpressionParser
{
    void ReadItem()
    {
        ReadAtom();
        while (true)
        {
            var position = words.Start;
            switch (words.Kind)
            {
                case Token.OpenBracket:
                    words.Next();
                    ReadIndex(position);
                    break;
                case Token.OpenParenthesis: throw NotAllowed("a call of anything but a function by its name", position);
                case Token.Dot: throw NotAllowed("an attribute", position);
                default: return;
            }
        }
    }

    void ReadAtom()
    {
        var (kind, position, value) = (words.Kind, words.Start, words.Value);
        switch (kind)
        {
            case Token.Int or Token.Float or Token.Text:
                words.Next();
                code.AddConstant(value, position);
                break;
            case Token.True or Token.False or Token.None:
                words.Next();
                code.AddConstant(kind == Token.None ? null : kind == Token.True, position);
                break;
            case Token.Name:
                words.Next();
                ReadNamed((string)value!, position);
                break;
            case Token.OpenParenthesis:
                words.Next();
                if (words.Kind == Token.CloseParenthesis) code.Add(Code.Tuple, position);
                else ReadTuple(Token.CloseParenthesis);
                Close(Token.CloseParenthesis, ")");
                break;
            case Token.OpenBracket:
                words.Next();
                ReadItems(Code.List, position, 0, Token.CloseBracket);
                Close(Token.CloseBracket, "]");
                break;
            default: throw Misplaced();
        }
    }

    void ReadNamed(string name, int position)
    {
        if (words.Kind == Token.OpenParenthesis)
        {
            words.Next();
            code.Add(Code.Call, position, second: ReadArguments());
        }
        else code.Add(Code.Variable, position);
        named.Add((name, position, code.Count - 1));
    }

    int ReadArguments()
    {
        var count = 0;
        while (words.Kind != Token.CloseParenthesis)
        {
            ReadExpression();
            count++;
            if (words.Kind == Token.Assign) throw NotAllowed("an argument by name", words.Start);
            if (words.Kind is not (Token.Comma or Token.CloseParenthesis)) break;
            words.Take(Token.Comma);
        }
        Close(Token.CloseParenthesis, ")");
        return count;
    }

    /// <summary><c>a[i]</c>, <c>a[i:j]</c> or <c>a[i:j:k]</c>, behind the bracket.</summary>
    void ReadIndex(int position)
    {
        if (words.Kind == Token.CloseBracket) throw words.Unexpected("an index");
        if (words.Kind == Token.Colon) code.AddConstant(null, position);
        else ReadTuple(Token.CloseBracket);
        if (words.Kind == Token.Colon)
        {
            for (var part = 0; part < 2; part++)
            {
                if (words.Take(Token.Colon) && words.Kind is not (Token.Colon or Token.CloseBracket)) ReadExpression();
                else code.AddConstant(null, position);
            }
            if (words.Kind == Token.Comma) throw NotAllowed("several slices at once", words.Start);
            code.Add(Code.Slice, position);
        }
        else code.Add(Code.Index, position);
        Close(Token.CloseBracket, "]");
    }

    /// <summary>What stands where a value is expected.</summary>
    Exception Misplaced() => words.Kind switch
    {
        Token.Imaginary => NotAllowed("a complex number", words.Start),
        Token.Bytes => NotAllowed("a text of bytes", words.Start),
        Token.Format => NotAllowed("a format string", words.Start),
        Token.OpenBrace => NotAllowed("a dict or set", words.Start),
        Token.Lambda => NotAllowed("a lambda", words.Start),
        Token.Await => NotAllowed("'await'", words.Start),
        Token.Yield => NotAllowed("'yield'", words.Start),
        Token.Ellipsis => NotAllowed("'...'", words.Start),
        Token.Star or Token.Power => NotAllowed($"unpacking with {words.Spelling}", words.Start),
        _ => words.Unexpected("a value"),
    };
}
