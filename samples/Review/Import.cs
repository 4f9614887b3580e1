using System.Globalization;

namespace OrderDesk;

/// <summary>Reads order lines from text.</summary>
public static class Import
{
    /// <summary>The sin: <c>throw problem;</c> starts the stack trace anew.</summary>
    public static OrderLine Parse(string text)
    {
        try
        {
            return Read(text);
        }
        catch (FormatException problem)
        {
            Console.Error.WriteLine($"not an order line: {text}");
            throw problem;
        }
    }

    /// <summary>The idiom: a bare <c>throw</c> keeps it, as a bare <c>raise</c> does.</summary>
    public static OrderLine ParseOrReport(string text)
    {
        try
        {
            return Read(text);
        }
        catch (FormatException)
        {
            Console.Error.WriteLine($"not an order line: {text}");
            throw;
        }
    }

    static OrderLine Read(string text)
    {
        var parts = text.Split(';');
        return parts.Length == 3
            ? new(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), decimal.Parse(parts[2], CultureInfo.InvariantCulture))
            : throw new FormatException("An order line has three parts.");
    }
}
