namespace Handbook.PatternMatching;

/// <summary>Pattern Matching, "Or patterns and guards": what a status code says.</summary>
/// <remarks>Python's <c>True</c> is the int 1; C#'s is no number, and matches no pattern of numbers. Ranges need no guard.</remarks>
public static class StatusCodes
{
    public static string Of(int code) => code switch
    {
        200 or 201 or 204 => "success",
        >= 400 and < 500 => "client",
        >= 500 and < 600 => "server",
        _ => "no-match",
    };

    /// <summary>Of anything: what is no int matches nothing.</summary>
    public static string OfAny(object? code) => code is int number ? Of(number) : "no-match";
}
