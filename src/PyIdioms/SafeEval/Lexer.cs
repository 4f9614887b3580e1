using System.Globalization;
using System.Text;

namespace PyIdioms;

/// <summary>Makes the error of who reads: what is wrong, in words, and where.</summary>
delegate Exception Fail(EvalErrorKind kind, string problem, int position, string text);

/// <summary>The words of an expression of Python, one at a time.</summary>
sealed partial class Lexer
{
    readonly string text;
    readonly Fail fail;
    int at;
    int nesting;

    /// <summary>Reads the first word.</summary>
    public Lexer(string text, Budget budget, Fail fail)
    {
        (this.text, this.fail, Depth) = (text, fail, budget.Levels);
        if (text.Length > budget.Length) throw fail(EvalErrorKind.Budget, $"the text has {text.Length} characters, {budget.Length} are allowed", 0, text);
        while (at < text.Length && text[at] is ' ' or '\t') at++;
        SkipBlankLines();
        Next();
    }

    /// <summary>What it is.</summary>
    public Token Kind { get; private set; }

    /// <summary>Where it begins.</summary>
    public int Start { get; private set; }

    /// <summary>A number, text or name.</summary>
    public object? Value { get; private set; }

    /// <summary>How deep things may be nested.</summary>
    public int Depth { get; }

    /// <summary>The word as it is written.</summary>
    public string Spelling => Kind == Token.End ? "the end" : $"'{Short(text.AsSpan(Start, at - Start))}'";

    public Exception Error(EvalErrorKind kind, string problem, int position) => fail(kind, problem, position, text);

    public Exception Error(EvalErrorKind kind, string problem) => Error(kind, problem, Start);

    public Exception Unexpected(string wanted) => Error(EvalErrorKind.Syntax, $"{wanted} is expected, not {Spelling}");

    /// <summary>Passes over a word that is there.</summary>
    public bool Take(Token kind)
    {
        if (Kind != kind) return false;
        Next();
        return true;
    }

    public void Expect(Token kind, string spelling)
    {
        if (!Take(kind)) throw Unexpected($"'{spelling}'");
    }

    /// <summary>Goes on to the next word.</summary>
    public void Next()
    {
        SkipBlanks();
        Start = at;
        Value = null;
        if (at == text.Length)
        {
            Kind = Token.End;
            return;
        }
        var c = text[at];
        if (char.IsAsciiDigit(c) || c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) ReadNumber();
        else if (c is '"' or '\'') ReadTexts("");
        else if (IsNameStart()) ReadName();
        else Kind = ReadOperator();
    }

    void SkipBlanks()
    {
        while (at < text.Length)
        {
            switch (text[at])
            {
                case ' ' or '\t' or '\f':
                    at++;
                    break;
                case '#':
                    SkipLine();
                    break;
                case '\\' when at + 1 < text.Length && text[at + 1] is '\n' or '\r':
                    at++;
                    SkipLineEnd();
                    if (at == text.Length) throw Error(EvalErrorKind.Syntax, "nothing follows the '\\' at the end of a line", at);
                    break;
                case '\n' or '\r':
                    if (nesting == 0) SkipBlankLines();
                    else SkipLineEnd();
                    if (nesting == 0 && at < text.Length && Kind != Token.End) throw Error(EvalErrorKind.Syntax, "the expression ends with its line: put it into brackets to go on", at);
                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>Passes over lines that say nothing; the next one begins at its first column.</summary>
    void SkipBlankLines()
    {
        while (at < text.Length)
        {
            var line = at;
            while (at < text.Length && text[at] is ' ' or '\t' or '\f') at++;
            if (at == text.Length) return;
            if (text[at] == '#') SkipLine();
            if (at < text.Length && text[at] is '\n' or '\r') SkipLineEnd();
            else if (at < text.Length)
            {
                if (at > line && line > 0 && text[line - 1] is '\n' or '\r') throw Error(EvalErrorKind.Syntax, "a line is indented for no reason", at);
                return;
            }
        }
    }

    void SkipLine()
    {
        while (at < text.Length && text[at] is not ('\n' or '\r')) at++;
    }

    void SkipLineEnd() => at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;

    void ReadName()
    {
        while (at < text.Length && IsNamePart()) { }
        var word = text.AsSpan(Start, at - Start);
        if (at < text.Length && text[at] is '"' or '\'' && word.Length <= 2 && PrefixOf(word) is { } prefix)
        {
            ReadTexts(prefix);
            return;
        }
        Kind = KeywordOf(word);
        if (Kind == Token.Name) Value = NameOf(word);
    }

    /// <summary>Python compares identifiers in their compatibility form (PEP 3131).</summary>
    static string NameOf(ReadOnlySpan<char> word)
    {
        var name = word.ToString();
        if (Ascii.IsValid(word)) return name;
        try
        {
            return name.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return name;
        }
    }

    bool IsNameStart() => IsNameRune(static c => c is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber, out _);

    bool IsNamePart()
    {
        var isPart = IsNameRune(static c => c is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation, out var length);
        if (isPart) at += length;
        return isPart;
    }

    bool IsNameRune(Func<UnicodeCategory, bool> isOne, out int length)
    {
        length = 1;
        var c = text[at];
        if (char.IsAscii(c)) return c == '_' || isOne(char.GetUnicodeCategory(c));
        if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out length) != System.Buffers.OperationStatus.Done) return false;
        return isOne(Rune.GetUnicodeCategory(rune));
    }

    static Token KeywordOf(ReadOnlySpan<char> word) => word switch
    {
        "True" => Token.True,
        "False" => Token.False,
        "None" => Token.None,
        "and" => Token.And,
        "or" => Token.Or,
        "not" => Token.Not,
        "if" => Token.If,
        "else" => Token.Else,
        "in" => Token.In,
        "is" => Token.Is,
        "lambda" => Token.Lambda,
        "for" => Token.For,
        "async" => Token.Async,
        "await" => Token.Await,
        "yield" => Token.Yield,
        "as" or "assert" or "break" or "class" or "continue" or "def" or "del" or "elif" or "except" or "finally" or "from" or "global" or "import" or "nonlocal" or "pass" or "raise" or "return" or "try" or "while" or "with" => Token.Keyword,
        _ => Token.Name,
    };

    Token ReadOperator()
    {
        var c = text[at++];
        switch (c)
        {
            case '(': return Open(Token.OpenParenthesis);
            case '[': return Open(Token.OpenBracket);
            case '{': return Open(Token.OpenBrace);
            case ')': return Close(Token.CloseParenthesis);
            case ']': return Close(Token.CloseBracket);
            case '}': return Close(Token.CloseBrace);
            case ',': return Token.Comma;
            case ';': return Token.Semicolon;
            case '~': return Token.Tilde;
            case '^': return Token.Caret;
            case '&': return Token.Ampersand;
            case '|': return Token.Bar;
            case '%': return Token.Percent;
            case '@': return Token.At;
            case '+': return Token.Plus;
            case '-': return Follows('>') ? Token.Arrow : Token.Minus;
            case '*': return Follows('*') ? Token.Power : Token.Star;
            case '/': return Follows('/') ? Token.FloorDivide : Token.Slash;
            case ':': return Follows('=') ? Token.Walrus : Token.Colon;
            case '=': return Follows('=') ? Token.Equal : Token.Assign;
            case '<': return Follows('<') ? Token.LeftShift : Follows('=') ? Token.LessOrEqual : Token.Less;
            case '>': return Follows('>') ? Token.RightShift : Follows('=') ? Token.GreaterOrEqual : Token.Greater;
            case '!' when Follows('='): return Token.NotEqual;
            case '.' when at + 1 < text.Length && text[at] == '.' && text[at + 1] == '.':
                at += 2;
                return Token.Ellipsis;
            case '.': return Token.Dot;
            default: throw Error(EvalErrorKind.Syntax, $"the character {Shown(c)} has no meaning in an expression", Start);
        }
    }

    bool Follows(char c)
    {
        if (at >= text.Length || text[at] != c) return false;
        at++;
        return true;
    }

    Token Open(Token kind)
    {
        nesting++;
        return kind;
    }

    Token Close(Token kind)
    {
        nesting = Math.Max(0, nesting - 1);
        return kind;
    }

    static string Shown(char c) => char.IsControl(c) || char.IsSurrogate(c) || char.IsWhiteSpace(c) ? $"U+{(int)c:X4}" : $"'{c}'";

    static string Short(ReadOnlySpan<char> word) => word.Length <= 40 ? word.ToString() : $"{word[..39]}…";
}
