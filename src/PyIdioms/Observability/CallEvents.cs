using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace PyIdioms;

/// <summary>The event of a call that begins: the method and its arguments, as properties and as text.</summary>
sealed class CallBegan(string method) : LoggedPairs
{
    const string Template = "{Method} began";

    static readonly EventId Id = new(1, "CallBegan");

    readonly List<KeyValuePair<string, object?>> properties = [new("Method", method)];

    public void Add(string name, object? value) => properties.Add(new(name, value));

    public void Log(ILogger logger, LogLevel level)
    {
        properties.Add(new("{OriginalFormat}", Template));
        logger.Log(level, Id, this, null, static (call, _) => call.ToString());
    }

    public override KeyValuePair<string, object?> this[int index] => properties[index];
    public override int Count => properties.Count;

    public override string ToString()
    {
        var text = new StringBuilder(method).Append('(');
        for (var i = 1; i < properties.Count - 1; i++)
        {
            text.Append(i > 1 ? ", " : "").Append(properties[i].Key).Append('=').Append(CultureInfo.InvariantCulture, $"{properties[i].Value ?? "null"}");
        }
        return text.Append(") began").ToString();
    }
}

/// <summary>The event of a call that ended.</summary>
sealed class CallEnded(string method, CallEnd end, double? milliseconds) : LoggedPairs
{
    public void Log(ILogger logger, LogLevel level, Exception? error) =>
        logger.Log(level, new EventId(2 + (int)end, "Call" + end), this, error, static (call, _) => call.ToString());

    string Verb => end switch { CallEnd.Ended => "ended", CallEnd.Failed => "failed", _ => "was cancelled" };

    public override KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("Method", method),
        1 when milliseconds is not null => new("ElapsedMilliseconds", milliseconds),
        _ when index == Count - 1 => new("{OriginalFormat}", milliseconds is null ? $"{{Method}} {Verb}" : $"{{Method}} {Verb} after {{ElapsedMilliseconds}} ms"),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public override int Count => milliseconds is null ? 2 : 3;

    public override string ToString() =>
        milliseconds is null ? $"{method} {Verb}" : string.Create(CultureInfo.InvariantCulture, $"{method} {Verb} after {milliseconds:0.###} ms");
}
