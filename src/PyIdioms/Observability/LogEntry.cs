using System.Collections;
using System.Text;

namespace PyIdioms;

/// <summary>The state that a logger gets where nothing renders entries: the call's own keys and values, nothing copied.</summary>
readonly struct LogEntry<TState>(TState state) : IReadOnlyList<KeyValuePair<string, object?>> where TState : IEventState
{
    public KeyValuePair<string, object?> this[int index] => index == state.Count ? new("{OriginalFormat}", state.Event) : state[index];

    public int Count => state.Count + 1;

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => EventText.Of(state.Event, this);
}

/// <summary>The same with what is bound around the call: keys stand once, what is nearest to the call wins.</summary>
sealed class MergedEntry(string what, List<KeyValuePair<string, object?>> pairs) : LoggedPairs
{
    public override KeyValuePair<string, object?> this[int index] => index == pairs.Count ? new("{OriginalFormat}", what) : pairs[index];
    public override int Count => pairs.Count + 1;

    public override string ToString() => EventText.Of(what, this);
}

/// <summary>An entry as text: the event and its keys.</summary>
static class EventText
{
    public static string Of<TPairs>(string what, TPairs pairs) where TPairs : IReadOnlyList<KeyValuePair<string, object?>>
    {
        var text = new StringBuilder(what);
        for (var i = 0; i < pairs.Count - 1; i++)
        {
            var (key, value) = pairs[i];
            text.Append(' ').Append(key).Append('=').Append(value is null ? "null" : Renderers.Text(value));
        }
        return text.ToString();
    }
}
