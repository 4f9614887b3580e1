using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Exceptions;

/// <summary>Chains and trees that share exceptions, lead back and hold notes print to the letter as CPython prints them.</summary>
public class TracebackTextTests
{
    class A(string message) : Exception(message);
    sealed class A1(string message) : A(message);
    sealed class B(string message) : Exception(message);
    sealed class C(string message) : Exception(message);

    public static IEnumerable<TheoryDataRow<string>> Cases() => Truth.Of("asked", "traceback").EnumerateArray().Select(c => new TheoryDataRow<string>(c.GetRawText()) { TestDisplayName = c.GetProperty("id").GetString() });

    [Theory, MemberData(nameof(Cases))]
    public void AsPython(string data)
    {
        var expected = JsonDocument.Parse(data).RootElement;
        var nodes = new List<Exception>();
        foreach (var node in expected.GetProperty("nodes").EnumerateArray())
        {
            var message = node.GetProperty("m").GetString()!;
            nodes.Add(node.GetProperty("t").GetString() switch
            {
                "A" => new A(message),
                "A1" => new A1(message),
                "B" => new B(message),
                "C" => new C(message),
                _ => new ExceptionGroup(message, node.GetProperty("c").EnumerateArray().Select(c => nodes[c.GetInt32()])),
            });
        }
        foreach (var (node, exception) in expected.GetProperty("nodes").EnumerateArray().Zip(nodes))
        {
            if (node.TryGetProperty("cause", out var cause)) exception.Cause = nodes[cause.GetInt32()];
            if (node.TryGetProperty("context", out var context)) exception.Context = nodes[context.GetInt32()];
            if (node.TryGetProperty("suppress", out var suppress)) exception.SuppressContext = suppress.GetBoolean();
            if (!node.TryGetProperty("notes", out var notes)) continue;
            foreach (var note in notes.EnumerateArray()) exception.AddNote(note.GetString()!);
        }
        var text = Traceback.Format(nodes[expected.GetProperty("root").GetInt32()]).ReplaceLineEndings("\n");
        Assert.Equal(expected.GetProperty("text").GetString(), text.Replace($"{typeof(TracebackTextTests).FullName}.", "").Replace("PyIdioms.ExceptionGroup", "ExceptionGroup"));
    }
}
