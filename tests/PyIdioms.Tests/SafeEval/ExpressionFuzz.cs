namespace PyIdioms.Tests.SafeEval;

/// <summary>Texts that someone might send: expressions of the grammar, broken ones, and noise.</summary>
sealed class ExpressionFuzz(Random random)
{
    /// <summary>The last of them have no place in an expression.</summary>
    static readonly string[] Atoms = ["0", "1", "2", "9", "255", "1_000", "0x1F", "1e400", "2.5", "99999999999999999999", "'a'", "'ab' 'c'", "\"é😀\"", "r'\\d'", "True", "None", "x", "y", "unit_price", "age", "roles", "[]", "()", "[3, 1]", "'a' * 1000", "10 ** 1000", "abs", "__import__", "r'\\'", "b'x'", "f'{1}'", "1j", "...", "{}", "{1: 2}"];
    const int Refused = 9;
    static readonly string[] Operators = [" + ", " - ", "*", "/", "//", "%", " ** ", "<<", ">>", "&", "|", "^", "<", "<=", "==", "!=", " in ", " not in ", " and ", " or ", " if 1 else ", " if x else ", ",", " is None is not ", " is ", "@", ":=", "=", "."];
    static readonly string[] Functions = ["abs", "max", "min", "len", "sum", "sorted", "int", "float", "str", "hypotenuse", "mean", "scaled", "fail", "starts_with", "older", "total", "small", "shown", "range", "same", "fails", "exec"];
    static readonly string Letters = "()[]{},:;+-*/%=<>!&|^~.@#'\"\\_ \t\n\r0123456789abcdefxjoXrBuN\0é\u2028\ud83d\ude00Ⅷ";

    public string Next() => random.Next(10) switch
    {
        0 => Noise(),
        < 4 => Mutated(Expression(random.Next(1, 6))),
        4 => new string(Letters[random.Next(Letters.Length)], random.Next(1, 300)) + Expression(2),
        _ => Expression(random.Next(1, 6)),
    };

    string Noise() => string.Create(random.Next(60), random, static (span, random) =>
    {
        foreach (ref var c in span) c = random.Next(3) == 0 ? (char)random.Next(0x10000) : Letters[random.Next(Letters.Length)];
    });

    /// <summary>One of some texts, mostly before the last few.</summary>
    string One(string[] texts, int last) => texts[random.Next(random.Next(20) == 0 ? texts.Length : texts.Length - last)];

    string Expression(int depth) => depth <= 0 ? One(Atoms, Refused) : random.Next(12) switch
    {
        0 => One(Atoms, Refused),
        < 6 => Expression(depth - 1) + One(Operators, 6) + Expression(depth - 1),
        6 => new[] { "-", "+", "~", "not " }[random.Next(4)] + Expression(depth - 1),
        7 => $"({Expression(depth - 1)})",
        8 => $"[{string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => Expression(depth - 1)))}]",
        9 => $"{Expression(depth - 1)}[{Expression(depth - 2)}{Bounds(depth - 2)}]",
        _ => $"{Functions[random.Next(Functions.Length)]}({string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => Expression(depth - 1)))})",
    };

    /// <summary>The end and the step of a slice, if it is one.</summary>
    string Bounds(int depth) => random.Next(3) switch
    {
        0 => "",
        1 => ":" + Expression(depth),
        _ => $":{Expression(depth)}:{Expression(depth)}",
    };

    string Mutated(string text)
    {
        for (var times = random.Next(1, 4); times > 0 && text.Length > 0; times--)
        {
            var at = random.Next(text.Length);
            var length = random.Next(Math.Min(8, text.Length - at));
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Letters[random.Next(Letters.Length)].ToString()),
                2 => text.Insert(random.Next(text.Length), text.Substring(at, length)),
                _ => text[..at] + Letters[random.Next(Letters.Length)] + text[(at + 1)..],
            };
        }
        return text;
    }
}
