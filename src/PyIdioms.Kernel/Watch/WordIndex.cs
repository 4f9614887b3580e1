using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.Kernel.Watch;

/// <summary>
/// The words of a document and where they stand, read from its text alone: whatever is written in it, in comments and in strings as well. Words that a hyphen
/// or a colon joins (<c>X-Api-Key</c>, <c>Jwt:Key</c>) count as one and as several. Keywords have no places.
/// </summary>
public sealed class WordIndex
{
    /// <summary>What stands for the name of a type that a <c>new(…)</c> or a <c>: base(…)</c> leaves out.</summary>
    public const string Implied = "new(";

    static readonly ConditionalWeakTable<SyntaxTree, WordIndex> Known = new();

    readonly Dictionary<string, Places> all = new(StringComparer.Ordinal);
    readonly Dictionary<string, Places> made = new(StringComparer.Ordinal);

    public static WordIndex Of(SyntaxTree tree, CancellationToken cancel) => Known.TryGetValue(tree, out var known) ? known : Known.GetValue(tree, t => new(t.GetText(cancel)));

    /// <summary>All words, each once.</summary>
    public IReadOnlyCollection<string> Words => all.Keys;

    public bool Has(string word) => all.ContainsKey(word);

    /// <summary>Where a word stands, in no order.</summary>
    public IEnumerable<int> PlacesOf(string word) => all.TryGetValue(word, out var places) ? places : [];

    /// <summary>Where a type of a name is made.</summary>
    public IEnumerable<int> PlacesMade(string type) => made.TryGetValue(type, out var places) ? places : [];

    WordIndex(SourceText source)
    {
        var text = new Reader(source, all, made);
        text.ReadAll();
    }

    /// <summary>One pass over the text.</summary>
    sealed class Reader(SourceText source, Dictionary<string, Places> all, Dictionary<string, Places> made)
    {
        readonly char[] text = Copy(source);
        readonly StringTable names = new();
        bool isNew;

        static char[] Copy(SourceText source)
        {
            var copy = new char[source.Length];
            source.CopyTo(0, copy, 0, copy.Length);
            return copy;
        }

        public void ReadAll()
        {
            for (var at = 0; at < text.Length;)
            {
                var c = text[at];
                if (IsStart(c)) at = ReadWord(at);
                else if (char.IsDigit(c)) at = SkipNumber(at);
                else
                {
                    if (c == '(' && isNew) Add(made, Implied, at);
                    if (!char.IsWhiteSpace(c)) isNew = false;
                    at++;
                }
            }
        }

        int ReadWord(int start)
        {
            var end = EndOf(start);
            var (word, isKeyword) = names.Of(text, start, end);
            if (isNew && !isKeyword) ReadMade(start, end);
            isNew = word is "new" or "base";
            if (!isKeyword) Add(all, word, start);
            var joined = end;
            while (joined + 1 < text.Length && text[joined] is '-' or ':' && IsStart(text[joined + 1])) joined = EndOf(joined + 1);
            if (joined > end) Add(all, names.Of(text, start, joined).Word, start);
            return end;
        }

        /// <summary>new System.Random(): the last of the names is the type's.</summary>
        void ReadMade(int start, int end)
        {
            while (end + 1 < text.Length && (text[end] == '.' || text[end] == ':') && (IsStart(text[end + 1]) || text[end + 1] == ':'))
            {
                start = text[end + 1] == ':' ? end + 2 : end + 1;
                if (start >= text.Length || !IsStart(text[start])) return;
                end = EndOf(start);
            }
            Add(made, names.Of(text, start, end).Word, start);
        }

        static bool IsStart(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_' || c >= 0x80 && char.IsLetter(c);

        int EndOf(int start)
        {
            var end = start + 1;
            while (end < text.Length && (IsStart(text[end]) || char.IsDigit(text[end]))) end++;
            return end;
        }

        int SkipNumber(int start)
        {
            isNew = false;
            var end = start + 1;
            while (end < text.Length && (char.IsDigit(text[end]) || text[end] is '_' or >= 'a' and <= 'z' or >= 'A' and <= 'Z')) end++;
            return end;
        }

        static void Add(Dictionary<string, Places> index, string word, int place) => index[word] = index.TryGetValue(word, out var earlier) ? earlier.And(place) : new(place);
    }

    /// <summary>The texts of a document's words, each made once.</summary>
    sealed class StringTable
    {
        (string Word, bool IsKeyword)[] slots = new (string, bool)[512];
        int count;

        public (string Word, bool IsKeyword) Of(char[] text, int start, int end)
        {
            var slot = Find(HashOf(text, start, end), text, start, end);
            if (slots[slot].Word is not null) return slots[slot];
            if (count * 2 > slots.Length)
            {
                Grow();
                slot = Find(HashOf(text, start, end), text, start, end);
            }
            var word = new string(text, start, end - start);
            count++;
            return slots[slot] = (word, SyntaxFacts.GetKeywordKind(word) != SyntaxKind.None);
        }

        int Find(int hash, char[] text, int start, int end)
        {
            var slot = hash & (slots.Length - 1);
            while (slots[slot].Word is { } word && !Is(word, text, start, end)) slot = (slot + 1) & (slots.Length - 1);
            return slot;
        }

        void Grow()
        {
            var old = slots;
            slots = new (string, bool)[old.Length * 2];
            foreach (var (word, isKeyword) in old)
            {
                if (word is null) continue;
                var letters = word.ToCharArray();
                slots[Find(HashOf(letters, 0, letters.Length), letters, 0, letters.Length)] = (word, isKeyword);
            }
        }

        static bool Is(string word, char[] text, int start, int end)
        {
            if (word.Length != end - start) return false;
            for (var i = 0; i < word.Length; i++)
            {
                if (word[i] != text[start + i]) return false;
            }
            return true;
        }

        static int HashOf(char[] text, int start, int end)
        {
            var hash = 17;
            for (var i = start; i < end; i++) hash = unchecked(hash * 31 + text[i]);
            return hash ^ (hash >> 15);
        }
    }
}
