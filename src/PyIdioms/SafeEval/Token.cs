namespace PyIdioms;

/// <summary>What a word of an expression is.</summary>
enum Token
{
    End, Int, Float, Imaginary, Text, Bytes, Format, Name, Keyword,
    True, False, None, And, Or, Not, If, Else, In, Is, Lambda, For, Async, Await, Yield,
    Plus, Minus, Star, Power, Slash, FloorDivide, Percent, At, Ampersand, Bar, Caret, Tilde, LeftShift, RightShift,
    Less, Greater, LessOrEqual, GreaterOrEqual, Equal, NotEqual,
    Dot, Comma, Colon, Walrus, Assign, Arrow, Semicolon, Ellipsis, OpenParenthesis, CloseParenthesis, OpenBracket, CloseBracket, OpenBrace, CloseBrace,
}
