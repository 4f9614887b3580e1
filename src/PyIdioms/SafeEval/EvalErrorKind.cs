namespace PyIdioms;

/// <summary>What is wrong with an expression or a literal.</summary>
public enum EvalErrorKind
{
    /// <summary>It is no expression of Python: <c>SyntaxError</c>.</summary>
    Syntax,

    /// <summary>It is Python, and has no place here: an attribute, a lambda, an operation in a literal.</summary>
    NotAllowed,

    /// <summary>A name that nothing has: <c>NameError</c>.</summary>
    Name,

    /// <summary>Values of types that an operation is not for, or the wrong number of arguments: <c>TypeError</c>.</summary>
    Type,

    /// <summary>A value that an operation is not for: <c>ValueError</c>.</summary>
    Value,

    /// <summary>A division by zero: <c>ZeroDivisionError</c>.</summary>
    ZeroDivision,

    /// <summary>A number too large for a float: <c>OverflowError</c>.</summary>
    Overflow,

    /// <summary>An index that is not there: <c>IndexError</c>.</summary>
    Index,

    /// <summary>It costs more than its <see cref="PyIdioms.Budget"/>.</summary>
    Budget,

    /// <summary>A function or variable of the user's has thrown: the cause is the inner exception.</summary>
    Function,
}
