namespace PyIdioms.Generators.Njit;

/// <summary>Writes inner loops that end elsewhere for each lane as loops that lanes leave one before the other.</summary>
static class Uneven
{
    /// <summary>A body again.</summary>
    /// <param name="body">The body.</param>
    /// <param name="counters">What counts the loops.</param>
    /// <param name="names">Names.</param>
    public static List<Stmt> Write(List<Stmt> body, ICollection<Variable> counters, FreshNames names)
    {
        var all = new List<Stmt>();
        foreach (var statement in body)
        {
            switch (statement)
            {
                case CountLoop loop when counters.Contains(loop.Counter): Write(loop with { Body = Write(loop.Body, counters, names) }, all, names); break;
                case CountLoop loop: all.Add(loop with { Body = Write(loop.Body, counters, names) }); break;
                case WhileLoop loop: all.Add(loop with { Body = Write(loop.Body, counters, names) }); break;
                case If choice: all.Add(choice with { Then = Write(choice.Then, counters, names), Else = Write(choice.Else, counters, names) }); break;
                default: all.Add(statement); break;
            }
        }
        return all;
    }

    static void Write(CountLoop loop, List<Stmt> into, FreshNames names)
    {
        if (Continues(loop.Body) is { } next) throw new NotVector("'continue' ends an iteration of a loop that each lane leaves elsewhere", next.At);
        var type = loop.Counter.Type;
        var counter = new Variable(names.Next(loop.Counter.Name), type, VariableKind.Local);
        Expr counted = new VarRef(counter);
        into.Add(new Set(loop.At, counter, loop.From.Type == type ? loop.From : new Converted(type, loop.From), IsNew: true));
        var condition = loop.Bound.Type == type
            ? new Compare(loop.Step > 0 ? "<" : ">", counted, loop.Bound)
            : new Compare(loop.Step > 0 ? "<" : ">", type == Num.I64 ? counted : new Converted(Num.I64, counted), loop.To);
        var body = Unrolled.Copy(loop.Body, new() { [loop.Counter] = counted }, names);
        body.Add(new Set(loop.At, counter, new Binary("+", type, counted, Constants.Of(type, loop.Step))));
        into.Add(new WhileLoop(loop.At, condition, body, BodyFirst: false));
    }

    static Stmt? Continues(List<Stmt> body) => body.Select(static s => s switch
    {
        Continue => s,
        If choice => Continues(choice.Then) ?? Continues(choice.Else),
        _ => null,
    }).FirstOrDefault(static s => s is not null);
}
