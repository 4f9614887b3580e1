using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Njit;

/// <summary>A value of the loop that is read: pure, of one numeric type.</summary>
abstract record Expr(Num Type);

/// <summary>A number that the compiler knows.</summary>
sealed record Const(Num Type, object Value) : Expr(Type);

/// <summary>What has one value for the whole loop, in the user's words.</summary>
sealed record Free(Num Type, string Text) : Expr(Type);

/// <summary>A variable of the loop.</summary>
sealed record VarRef(Variable Var) : Expr(Var.Type);

/// <summary>An element.</summary>
sealed record Load(Place Place, Expr Index) : Expr(Place.Element);

/// <summary>The index of an element of an array with several dimensions, among all its elements.</summary>
sealed record Cell(Place Place, EquatableArray<Expr> Indices) : Expr(Num.I64);

/// <summary>How many elements a place has, or one of its dimensions.</summary>
sealed record LengthOf(Place Place, int? Dimension = null) : Expr(Num.I32)
{
    /// <summary>What the generated code calls it.</summary>
    public string Code => Dimension is { } dimension ? $"{Place.Name}Length{dimension}" : Place.Name + ".Length";
}

/// <summary>An operator of one operand: <c>-</c>, <c>~</c> or <c>!</c>.</summary>
sealed record Unary(char Op, Expr Operand) : Expr(Operand.Type);

/// <summary>An operator of two operands of its type; of a shift the right one is an int.</summary>
sealed record Binary(string Op, Num Type, Expr Left, Expr Right) : Expr(Type);

/// <summary>A comparison.</summary>
sealed record Compare(string Op, Expr Left, Expr Right) : Expr(Num.Bool);

/// <summary>One value or another.</summary>
sealed record Choose(Expr If, Expr Then, Expr Else) : Expr(Then.Type);

/// <summary>A value as another type has it.</summary>
sealed record Converted(Num To, Expr Operand) : Expr(To);

/// <summary>A function of System.Math.</summary>
sealed record Called(string Name, Num Type, EquatableArray<Expr> Arguments) : Expr(Type);

/// <summary>A variable of the loop that is read; by reference.</summary>
sealed class Variable(string name, Num type, VariableKind kind)
{
    /// <summary>What the generated code calls it.</summary>
    public string Name => name;

    public Num Type => type;

    public VariableKind Kind => kind;

    /// <summary>The value that it always has; null where it is set more than once.</summary>
    public Expr? Definition { get; set; }

    public override string ToString() => name;
}

/// <summary>Where a variable comes from.</summary>
enum VariableKind
{
    /// <summary>It counts the iterations that lanes are.</summary>
    Lane,

    /// <summary>It counts an inner loop.</summary>
    Counter,

    /// <summary>It is made anew in each iteration.</summary>
    Local,

    /// <summary>It goes from one iteration to the next.</summary>
    Carried,
}

/// <summary>A span or an array; by reference.</summary>
sealed class Place(string name, string text, string code, Num element, bool isWritable, int rank = 1)
{
    /// <summary>What the generated code calls it.</summary>
    public string Name => name;

    /// <summary>The user's words for it.</summary>
    public string Text => text;

    /// <summary>What makes a span of it.</summary>
    public string Code => code;

    public Num Element => element;

    /// <summary>The number that an element is in memory.</summary>
    public string StoredAs => Element switch { Num.Char => "ushort", Num.Bool => "byte", _ => Element.Keyword() };

    /// <summary>How many dimensions it has.</summary>
    public int Rank => rank;

    /// <summary>Whether its elements can be stored to.</summary>
    public bool IsWritable => isWritable;

    public override string ToString() => text;
}
