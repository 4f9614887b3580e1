using System.Text;

namespace PyIdioms;

/// <summary>Literals of Python as values: <c>ast.literal_eval</c> and <c>repr</c>. No name is looked up and nothing is called, so any text may be read.</summary>
/// <remarks>
/// Handbook, CPython Internals, "exec / eval / compile". <c>None</c> is null, <c>True</c> a <see cref="bool"/>, an int a <see cref="long"/> or where that is too small a
/// <see cref="System.Numerics.BigInteger"/>, a float a <see cref="double"/>, <c>1+2j</c> a <see cref="System.Numerics.Complex"/>, a str a <see cref="string"/>, bytes a
/// <see cref="byte"/> array, a list a <c>List&lt;object?&gt;</c>, a tuple a <see cref="PyTuple"/>, a set a <c>HashSet&lt;object?&gt;</c>, a dict an <c>OrderedDictionary&lt;object, object?&gt;</c>;
/// keys are equal as they are in Python.
/// </remarks>
public static class Literal
{
    /// <summary>The value that a text is the literal of.</summary>
    /// <param name="text">The text.</param>
    /// <param name="budget">How long and deep it may be; null for <see cref="Budget.Default"/>.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="LiteralException">It is no literal, or not within the budget.</exception>
    public static object? Parse(string text, Budget? budget = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new LiteralReader(text, budget ?? Budget.Default).Read();
    }

    /// <summary>The value that a text is the literal of, where it is of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="text">The text.</param>
    /// <param name="budget">How long and deep it may be; null for <see cref="Budget.Default"/>.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="LiteralException">It is no literal, not within the budget, or of another type.</exception>
    public static T Parse<T>(string text, Budget? budget = null) => Parse(text, budget) switch
    {
        T value => value,
        null when default(T) is null => default!,
        var other => throw new LiteralException(EvalErrorKind.Type, $"this is {PythonTypes.NameOf(other)}, not '{typeof(T).Name}'", 0, text),
    };

    /// <summary>A value as Python writes it, which <see cref="Parse(string, Budget)"/> reads again: <c>repr</c>.</summary>
    /// <param name="value">A value of the types that Parse gives.</param>
    /// <exception cref="ArgumentException">A value of another type is in it, or it is nested deeper than 500 levels.</exception>
    public static string Repr(object? value)
    {
        var (text, depth) = (new StringBuilder(), 0);
        PythonRepr.Write(text, value, _ =>
        {
            if (++depth > 500) throw new ArgumentException("The value is nested deeper than 500 levels.", nameof(value));
        }, () => depth--);
        return text.ToString();
    }
}
