using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.Kernel.Watch;

/// <summary>
/// The words of a document and where they stand, read from its text alone: whatever is written in it, in comments and in strings as well. Words that a hyphen
/// or a colon joins (<c>X-Api-Key</c>, <c>Jwt:Key</c>) count as one and as several. Keywords have no places, but for those of statements that rules are about;
/// of the operators, <c>+=</c> and <c>..</c> have.
/// </summary>
public sealed class WordIndex
{
    /// <summary>What stands for the name of a type that a <c>new(…)</c> or a <c>: base(…)</c> leaves out.</summary>
    public const string Implied = "new(";

    /// <summary>The operators that count as words.</summary>
    public const string AddAssignment = "+=", Range = "..";

    static readonly ConditionalWeakTable<SyntaxTree, WordIndex> Known = new();

    readonly Occurrences all, made;
    Tuple<References, string[]>? types;

    public static WordIndex Of(SyntaxTree tree, CancellationToken cancel) => Known.TryGetValue(tree, out var known) ? known : Known.GetValue(tree, t => new(t.GetText(cancel)));

    /// <summary>All words, each once.</summary>
    public IReadOnlyCollection<string> Words => all.Words;

    public bool Has(string word) => all.Has(word);

    /// <summary>Where a word stands, in the order of the text.</summary>
    public IEnumerable<int> PlacesOf(string word) => all.Of(word);

    /// <summary>The words that are names of types which a program refers to.</summary>
    public IReadOnlyCollection<string> TypesOf(References references)
    {
        var known = types;
        if (known?.Item1 == references) return known!.Item2;
        types = known = new(references, [.. Words.Where(references.Has)]);
        return known.Item2;
    }

    /// <summary>Where a type of a name is made.</summary>
    public IEnumerable<int> PlacesMade(string type) => made.Of(type);

    WordIndex(SourceText source)
    {
        var reader = spare ?? new();
        spare = null;
        reader.Read(source);
        (all, made) = (new(reader.All), new(reader.Made));
        spare = reader;
    }

    /// <summary>Kept for the next document of a thread: reading needs more memory than what is found.</summary>
    [ThreadStatic]
    static Reader? spare;

    /// <summary>One pass over the text.</summary>
    sealed class Reader
    {
        readonly StringTable names = new();
        char[] text = [];
        int length;
        bool isNew;

        public List<(string Word, int Place)> All { get; } = [];

        public List<(string Word, int Place)> Made { get; } = [];

        public void Read(SourceText source)
        {
            All.Clear();
            Made.Clear();
            names.Clear();
            isNew = false;
            length = source.Length;
            if (text.Length < length) text = new char[length];
            source.CopyTo(0, text, 0, length);
            ReadAll();
        }

        void ReadAll()
        {
            for (var at = 0; at < length;)
            {
                var c = text[at];
                if (IsStart(c)) at = ReadWord(at);
                else if (char.IsDigit(c)) at = SkipNumber(at);
                else
                {
                    if (c == '(' && isNew) Made.Add((Implied, at));
                    if (!char.IsWhiteSpace(c)) isNew = false;
                    if (c is '+' or '.' && at + 1 < length && text[at + 1] == (c == '+' ? '=' : '.')) All.Add((c == '+' ? AddAssignment : Range, at++));
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
            if (!isKeyword) All.Add((word, start));
            var joined = end;
            while (joined + 1 < length && text[joined] is '-' or ':' && IsStart(text[joined + 1])) joined = EndOf(joined + 1);
            if (joined > end) All.Add((names.Of(text, start, joined).Word, start));
            return end;
        }

        /// <summary>new System.Random(): the last of the names is the type's.</summary>
        void ReadMade(int start, int end)
        {
            while (end + 1 < length && (text[end] == '.' || text[end] == ':') && (IsStart(text[end + 1]) || text[end + 1] == ':'))
            {
                start = text[end + 1] == ':' ? end + 2 : end + 1;
                if (start >= length || !IsStart(text[start])) return;
                end = EndOf(start);
            }
            Made.Add((names.Of(text, start, end).Word, start));
        }

        static bool IsStart(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_' || c >= 0x80 && char.IsLetter(c);

        int EndOf(int start)
        {
            var end = start + 1;
            while (end < length && (IsStart(text[end]) || char.IsDigit(text[end]))) end++;
            return end;
        }

        int SkipNumber(int start)
        {
            isNew = false;
            var end = start + 1;
            while (end < length && (char.IsDigit(text[end]) || text[end] is '_' or >= 'a' and <= 'z' or >= 'A' and <= 'Z')) end++;
            return end;
        }
    }

    /// <summary>The texts of a document's words, each made once.</summary>
    sealed class StringTable
    {
        (string Word, bool IsKeyword)[] slots = new (string, bool)[512];
        int count;

        public void Clear()
        {
            count = 0;
            Array.Clear(slots, 0, slots.Length);
        }

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
            return slots[slot] = (word, SyntaxFacts.GetKeywordKind(word)
                is not (SyntaxKind.None or SyntaxKind.SwitchKeyword or SyntaxKind.ForKeyword or SyntaxKind.ForEachKeyword or SyntaxKind.WhileKeyword or SyntaxKind.DoKeyword
                    or SyntaxKind.CatchKeyword or SyntaxKind.FinallyKeyword or SyntaxKind.ThrowKeyword or SyntaxKind.UsingKeyword or SyntaxKind.ObjectKeyword or SyntaxKind.EventKeyword
                    or SyntaxKind.TrueKeyword or SyntaxKind.FalseKeyword));
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
