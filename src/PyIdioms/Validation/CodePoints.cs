using System.ComponentModel;

namespace PyIdioms;

/// <summary>The length of text as Python's <c>len</c> gives it: a pair of surrogates is one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CodePoints
{
    /// <summary>How many code points a text has; a lone surrogate counts as one.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        for (var i = text.IndexOfAnyInRange('\uD800', '\uDBFF'); i >= 0 && i + 1 < text.Length; i++)
        {
            if (!char.IsSurrogatePair(text[i], text[i + 1])) continue;
            count--;
            i++;
        }
        return count;
    }
}
