using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Watch;

/// <summary>What a rule looks for in the text of a document before anything is bound.</summary>
public abstract class Words
{
    /// <summary>Where something stands that a rule has to look at.</summary>
    public abstract IEnumerable<int> In(WordIndex document);

    /// <summary>Whether there is any such place.</summary>
    public bool AreIn(WordIndex document)
    {
        using var places = In(document).GetEnumerator();
        return places.MoveNext();
    }

    /// <summary>These words.</summary>
    public static Words Of(IEnumerable<string> words) => new Spelled(words as HashSet<string> ?? new HashSet<string>(words, StringComparer.Ordinal));

    /// <summary>All words of which a condition is true.</summary>
    public static Words Where(Func<string, bool> condition) => new Chosen(condition);

    /// <summary>Objects that are made without saying of which type, in documents that name one of some types.</summary>
    public static Words Implied(IEnumerable<string> types) => new ImpliedTypes(Of(types));

    /// <summary>What any of them finds.</summary>
    public static Words Any(params Words[] words) => new Either(words);

    /// <summary>What others find inside of something that repeats.</summary>
    public static Words InLoops(Words words, SyntaxTree tree) => new Repeated(words, tree);

    /// <summary>Where something repeats.</summary>
    public static Words Loops(SyntaxTree tree) => new Repetitions(tree);

    /// <summary>What others find and a look at the tree confirms.</summary>
    public static Words Seen(Words words, SyntaxTree tree, Func<SyntaxToken, bool> condition) => new Confirmed(words, tree, condition);

    sealed class Repeated(Words words, SyntaxTree tree) : Words
    {
        public override IEnumerable<int> In(WordIndex document) => words.In(document).Where(place => LoopSpans.Of(tree, default).Contains(place));
    }

    sealed class Repetitions(SyntaxTree tree) : Words
    {
        public override IEnumerable<int> In(WordIndex document) => LoopSpans.Of(tree, default).All.Select(static span => span.Start);
    }

    sealed class Confirmed(Words words, SyntaxTree tree, Func<SyntaxToken, bool> condition) : Words
    {
        public override IEnumerable<int> In(WordIndex document) => words.In(document).Where(place => tree.GetRoot().FindToken(place) is var token && token.SpanStart == place && condition(token));
    }

    sealed class Spelled(HashSet<string> words) : Words
    {
        public override IEnumerable<int> In(WordIndex document) =>
            words.Count < document.Words.Count ? words.SelectMany(document.PlacesOf) : document.Words.Where(words.Contains).SelectMany(document.PlacesOf);
    }

    sealed class Chosen(Func<string, bool> condition) : Words
    {
        const int MostKept = 50_000;

        readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);
        int kept;

        public override IEnumerable<int> In(WordIndex document) => document.Words.Where(IsOne).SelectMany(document.PlacesOf);

        bool IsOne(string word) => known.TryGetValue(word, out var answer) ? answer : kept++ < MostKept ? known[word] = condition(word) : condition(word);
    }

    sealed class ImpliedTypes(Words types) : Words
    {
        public override IEnumerable<int> In(WordIndex document) => types.In(document).Any() ? document.PlacesMade(WordIndex.Implied) : [];
    }

    sealed class Either(Words[] words) : Words
    {
        public override IEnumerable<int> In(WordIndex document) => words.SelectMany(w => w.In(document));
    }
}
