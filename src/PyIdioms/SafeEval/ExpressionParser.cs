using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>Reads an expression into instructions. Recursion is counted, and what is written in a row is read in a loop, so no text leaves the stack.</summary>
sealed partial class ExpressionParser
{
    readonly Lexer words;
    readonly NameTable names;
    readonly ProgramWriter code = new();
    readonly List<(string Name, int Position, int Instruction)> named = [];
    int depth;

    ExpressionParser(string text, NameTable names, Budget budget, Fail fail) => (words, this.names) = (new(text, budget, fail), names);

    /// <summary>Reads a text.</summary>
    public static Program Parse(string text, NameTable names, Budget budget, Fail fail)
    {
        var parser = new ExpressionParser(text, names, budget, fail);
        if (parser.words.Kind == Token.End) throw parser.words.Error(EvalErrorKind.Syntax, "there is no expression");
        parser.ReadTuple(Token.End);
        if (parser.words.Kind != Token.End) throw parser.Stray();
        return parser.Resolve(parser.code.Finish());
    }

    /// <summary>Finds what names mean, when the whole text is known to be an expression.</summary>
    Program Resolve(Program program)
    {
        foreach (var (name, position, at) in named)
        {
            var instruction = program.Instructions[at];
            var isCall = instruction.Code == Code.Call;
            if (names.VariableOf(name) is var variable and >= 0)
            {
                if (isCall) throw words.Error(EvalErrorKind.Type, $"'{name}' is a value, not a function", position);
                program.Instructions[at] = instruction with { Argument = variable };
            }
            else if (!names.IsFunction(name)) throw words.Error(EvalErrorKind.Name, $"nothing has the name '{name}'{Closest(name)}", position);
            else if (!isCall) throw words.Error(EvalErrorKind.Type, $"'{name}' is a function: call it", position);
            else program.Instructions[at] = Bind(instruction, name, position);
        }
        return program;
    }

    Instruction Bind(Instruction call, string name, int position)
    {
        if (names.FunctionOf(name) is var function and >= 0)
        {
            return names.Functions[function].ProblemWith(call.Second) is { } problem ? throw words.Error(EvalErrorKind.Type, problem, position) : call with { Argument = function };
        }
        var builtin = names.BuiltinOf(name);
        var signature = builtin switch
        {
            SafeBuiltins.Max or SafeBuiltins.Min => new Signature(name, 1, int.MaxValue),
            SafeBuiltins.Int => new(name, 0, 2),
            SafeBuiltins.Float or SafeBuiltins.Str => new(name, 0, 1),
            SafeBuiltins.Sum => new(name, 1, 2),
            _ => new(name, 1, 1),
        };
        return signature.ProblemWith(call.Second) is { } wrong ? throw words.Error(EvalErrorKind.Type, wrong, position) : call with { Code = Code.Builtin, Argument = (int)builtin };
    }

    string Closest(string name) => ClosestText.Of(name, names.All) is { } near ? $": did you mean '{near}'?" : "";

    /// <summary>An expression, or several with commas, which are a tuple.</summary>
    void ReadTuple(Token end)
    {
        var start = words.Start;
        ReadExpression();
        if (words.Kind == Token.Comma) ReadItems(Code.Tuple, start, 1, end);
    }

    /// <summary>The items of a list or tuple, each behind a comma but the first.</summary>
    void ReadItems(Code kind, int start, int count, Token end)
    {
        while (count == 0 || words.Take(Token.Comma))
        {
            if (words.Kind == end) break;
            ReadExpression();
            count++;
        }
        code.Add(kind, start, count);
    }

    void ReadExpression()
    {
        Enter();
        var (start, earlier) = (code.Count, named.Count);
        ReadOperation(0);
        if (words.Kind == Token.If) ReadCondition(start, earlier);
        depth--;
    }

    /// <summary><c>a if b else c</c>: what is read first runs second.</summary>
    /// <param name="start">Where the instructions of what is read first begin.</param>
    /// <param name="earlier">How many names are before them.</param>
    void ReadCondition(int start, int earlier)
    {
        var position = words.Start;
        words.Next();
        var (first, end) = (code.Cut(start), named.Count);
        ReadOperation(0);
        code.Add(Code.JumpIfFalse, position);
        var toElse = code.Count - 1;
        for (var i = earlier; i < end; i++) named[i] = named[i] with { Instruction = named[i].Instruction + code.Count - start };
        code.Put(first);
        code.Add(Code.Jump, position);
        var toEnd = code.Count - 1;
        code.Land(toElse);
        code.Drop();
        Close(Token.Else, "else");
        ReadExpression();
        code.Land(toEnd);
    }

    void Enter()
    {
        if (++depth > words.Depth || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw words.Error(EvalErrorKind.Budget, $"the expression is nested deeper than {words.Depth} levels");
    }

    /// <summary>Passes over what ends a part.</summary>
    void Close(Token kind, string spelling)
    {
        if (words.Kind is Token.Walrus or Token.Assign or Token.For or Token.Async) throw Stray();
        words.Expect(kind, spelling);
    }

    Exception NotAllowed(string what, int position) => words.Error(EvalErrorKind.NotAllowed, $"{what} has no place in an expression", position);

    /// <summary>What stands where the expression is over.</summary>
    Exception Stray() => words.Kind switch
    {
        Token.Walrus or Token.Assign => NotAllowed("an assignment", words.Start),
        Token.For or Token.Async => NotAllowed("a comprehension", words.Start),
        _ => words.Unexpected("an operator or the end"),
    };
}
