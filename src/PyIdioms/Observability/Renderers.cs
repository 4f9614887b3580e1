using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PyIdioms;

/// <summary>The renderers of structlog: the last step of a <see cref="LogPipeline"/>.</summary>
/// <remarks>Handbook, Observability, "structlog".</remarks>
public static class Renderers
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>One JSON object: <c>JSONRenderer</c>. What is no number, text, sequence or mapping is written as its text.</summary>
    /// <param name="isSorted">Whether keys are sorted; they stand in the entry's order unless said.</param>
    public static LogRenderer Json(bool isSorted = false) => entry =>
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options)) WriteObject(writer, isSorted ? entry.OrderBy(static p => p.Key, StringComparer.Ordinal) : entry);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    };

    /// <summary>For people: time, level and event, then the rest as <c>key=value</c>: <c>ConsoleRenderer</c>.</summary>
    /// <param name="isColored">Whether levels and keys have colors; where the console shows them unless said.</param>
    public static LogRenderer Console(bool? isColored = null)
    {
        var hasColors = isColored ?? (!System.Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "");
        return entry =>
        {
            var text = new StringBuilder();
            if (entry.TryGetValue("timestamp", out var time)) Paint(text, "2", $"{time}").Append(' ');
            if (entry.TryGetValue("level", out var level)) Paint(text.Append('['), ColorOf(level as string), $"{level}".PadRight(8)).Append("] ");
            if (entry.TryGetValue(EventDict.EventKey, out var what)) Paint(text, "1", $"{what}".PadRight(30));
            foreach (var (key, value) in entry)
            {
                if (key is "timestamp" or "level" or "exception" or EventDict.EventKey) continue;
                Paint(text.Append(' '), "36", key).Append('=');
                Paint(text, "35", Repr(value));
            }
            if (entry.TryGetValue("exception", out var error)) text.AppendLine().Append(error);
            else if (entry.Exception is { } thrown) text.AppendLine().Append(Traceback.Format(thrown));
            return text.ToString().TrimEnd();
        };

        StringBuilder Paint(StringBuilder text, string color, string what) => hasColors ? text.Append("\e[").Append(color).Append('m').Append(what).Append("\e[0m") : text.Append(what);
    }

    /// <summary><c>event='Request started' path='/'</c>: <c>KeyValueRenderer</c>.</summary>
    /// <param name="order">The keys that come first.</param>
    /// <param name="dropsMissing">Whether those of them are left out that the entry does not have; else they are written as <c>None</c>.</param>
    public static LogRenderer KeyValue(IReadOnlyList<string>? order = null, bool dropsMissing = false) => entry =>
        string.Join(' ', Ordered(entry, order, dropsMissing).Select(static p => $"{p.Key}={Repr(p.Value)}"));

    /// <summary><c>event="Request started" path=/</c>: <c>LogfmtRenderer</c>.</summary>
    /// <exception cref="FormatException">A key has a space, an equals sign or a quote in it.</exception>
    public static LogRenderer Logfmt(IReadOnlyList<string>? order = null, bool dropsMissing = false) => entry =>
    {
        var text = new StringBuilder();
        foreach (var (key, value) in Ordered(entry, order, dropsMissing))
        {
            if (key.Length == 0 || key.AsSpan().ContainsAny(" =\"")) throw new FormatException($"Invalid key: \"{key}\"");
            text.Append(text.Length == 0 ? "" : " ").Append(key);
            if (value is true) continue;
            var shown = value switch { null => "", false => "false", _ => Text(value) };
            text.Append('=').Append(shown.AsSpan().ContainsAny(" =\"\n") ? "\"" + shown.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"" : shown);
        }
        return text.ToString();
    };

    static IEnumerable<KeyValuePair<string, object?>> Ordered(EventDict entry, IReadOnlyList<string>? order, bool dropsMissing)
    {
        foreach (var key in order ?? [])
        {
            if (entry.TryGetValue(key, out var value) || !dropsMissing) yield return new(key, value);
        }
        foreach (var pair in entry)
        {
            if (order?.Contains(pair.Key) != true) yield return pair;
        }
    }

    static string ColorOf(string? level) => level switch
    {
        "debug" or "info" => "32;1",
        "warning" => "33;1",
        "error" or "critical" => "31;1",
        _ => "1",
    };

    internal static string Text(object value) => value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString() ?? "";

    static string Repr(object? value) => value switch
    {
        null => "None",
        string text => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'",
        _ => Text(value),
    };

    static void WriteObject(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in pairs)
        {
            writer.WritePropertyName(key);
            WriteValue(writer, value, depth: 0);
        }
        writer.WriteEndObject();
    }

    static void WriteValue(Utf8JsonWriter writer, object? value, int depth)
    {
        const int Deepest = 32; // a sequence that holds itself ends somewhere
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case sbyte or short or int or long: writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case byte or ushort or uint or ulong: writer.WriteNumberValue(Convert.ToUInt64(value, CultureInfo.InvariantCulture)); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case float number when float.IsFinite(number): writer.WriteNumberValue(number); break;
            case DateTime time: writer.WriteStringValue(time); break;
            case DateTimeOffset time: writer.WriteStringValue(time); break;
            case IDictionary mapping when depth < Deepest:
                writer.WriteStartObject();
                foreach (DictionaryEntry pair in mapping)
                {
                    writer.WritePropertyName(Text(pair.Key));
                    WriteValue(writer, pair.Value, depth + 1);
                }
                writer.WriteEndObject();
                break;
            case IList or ICollection when depth < Deepest:
                writer.WriteStartArray();
                foreach (var item in (IEnumerable)value) WriteValue(writer, item, depth + 1);
                writer.WriteEndArray();
                break;
            default: writer.WriteStringValue(Text(value)); break;
        }
    }
}
