namespace PyIdioms;

/// <summary>Operators by their strength, and what they stand between.</summary>
sealed partial class ExpressionParser
{
    const int Or = 1, And = 2, Not = 3, Compare = 4, BitOr = 5, BitXor = 6, BitAnd = 7, Shift = 8, Sum = 9, Product = 10;

    static (int Strength, Code Code) Operator(Token word) => word switch
    {
        Token.Or => (Or, Code.JumpAndKeep),
        Token.And => (And, Code.JumpOrTake),
        Token.Less => (Compare, Code.Less),
        Token.LessOrEqual => (Compare, Code.LessOrEqual),
        Token.Greater => (Compare, Code.Greater),
        Token.GreaterOrEqual => (Compare, Code.GreaterOrEqual),
        Token.Equal => (Compare, Code.Equal),
        Token.NotEqual => (Compare, Code.NotEqual),
        Token.In => (Compare, Code.In),
        Token.Not => (Compare, Code.NotIn),
        Token.Is => (Compare, Code.Is),
        Token.Bar => (BitOr, Code.Or),
        Token.Caret => (BitXor, Code.Xor),
        Token.Ampersand => (BitAnd, Code.And),
        Token.LeftShift => (Shift, Code.LeftShift),
        Token.RightShift => (Shift, Code.RightShift),
        Token.Plus => (Sum, Code.Add),
        Token.Minus => (Sum, Code.Subtract),
        Token.Star => (Product, Code.Multiply),
        Token.Slash => (Product, Code.Divide),
        Token.FloorDivide => (Product, Code.FloorDivide),
        Token.Percent => (Product, Code.Modulo),
        _ => (0, Code.Constant),
    };

    /// <summary>Operands and the operators between them that are stronger than one.</summary>
    void ReadOperation(int weaker)
    {
        if (words.Kind == Token.Not && weaker < Not)
        {
            var position = words.Start;
            words.Next();
            Enter();
            ReadOperation(Not - 1);
            depth--;
            code.Add(Code.Not, position);
        }
        else ReadUnary();
        while (true)
        {
            if (words.Kind == Token.At) throw NotAllowed("a product of matrices ('@')", words.Start);
            var (strength, instruction) = Operator(words.Kind);
            if (strength <= weaker) return;
            var position = words.Start;
            if (strength == Compare) ReadComparisons();
            else
            {
                words.Next();
                if (strength > And)
                {
                    ReadOperation(strength);
                    code.Add(instruction, position);
                }
                else
                {
                    code.Add(instruction, position);
                    var jump = code.Count - 1;
                    ReadOperation(strength);
                    code.Land(jump);
                }
            }
        }
    }

    /// <summary><c>a &lt; b &lt; c</c>: each side is evaluated once, and those behind a comparison that is false not at all.</summary>
    void ReadComparisons()
    {
        List<int>? jumps = null;
        while (true)
        {
            var position = words.Start;
            var instruction = ReadComparison();
            var before = code.Count;
            ReadOperation(Compare);
            if (instruction is Code.Is or Code.IsNot && !(code.Count == before + 1 && code.IsSingleton(before))) throw NotAllowed("'is' with anything but None, True and False", position);
            if (Operator(words.Kind).Strength != Compare)
            {
                code.Add(instruction, position);
                break;
            }
            code.Add(Code.Chain, position, second: (int)instruction);
            (jumps ??= []).Add(code.Count - 1);
        }
        foreach (var jump in jumps ?? []) code.Land(jump);
    }

    Code ReadComparison()
    {
        var instruction = Operator(words.Kind).Code;
        words.Next();
        if (instruction == Code.NotIn) words.Expect(Token.In, "in");
        else if (instruction == Code.Is && words.Take(Token.Not)) return Code.IsNot;
        return instruction;
    }

    void ReadUnary()
    {
        var instruction = words.Kind switch { Token.Minus => Code.Negate, Token.Plus => Code.Plus, Token.Tilde => Code.Invert, _ => Code.Constant };
        if (instruction == Code.Constant)
        {
            ReadPower();
            return;
        }
        var position = words.Start;
        words.Next();
        Enter();
        ReadUnary();
        depth--;
        code.Add(instruction, position);
    }

    /// <summary><c>a ** b ** c</c> is <c>a ** (b ** c)</c>, and <c>-a ** b</c> is <c>-(a ** b)</c>.</summary>
    void ReadPower()
    {
        ReadItem();
        if (words.Kind != Token.Power) return;
        var position = words.Start;
        words.Next();
        Enter();
        ReadUnary();
        depth--;
        code.Add(Code.Power, position);
    }
}
