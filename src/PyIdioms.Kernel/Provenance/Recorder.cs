using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PyIdioms.Kernel.Provenance;

/// <summary>The values that the expressions of a body have, nested functions included; several where a body runs in several ways.</summary>
sealed class Recorder
{
    readonly Dictionary<SyntaxNode, Note> notes = [];
    readonly Dictionary<IFlowAnonymousFunctionOperation, Memory> lambdas = [];

    /// <summary>What may be known wherever a local function is called from.</summary>
    public Memory? Anywhere { get; private set; }

    public IReadOnlyDictionary<IFlowAnonymousFunctionOperation, Memory> Lambdas => lambdas;

    /// <summary>Notes a value; <paramref name="isLatest"/> where an object is looked at again while its initializer runs.</summary>
    public void Put(SyntaxNode syntax, Value value, Scene scene, Memory memory, bool isLatest = false)
    {
        if (isLatest || !notes.TryGetValue(syntax, out var note)) notes[syntax] = new(value, scene, memory, null);
        else if (!note.Says(value, memory)) notes[syntax] = new(value, scene, memory, note);
    }

    public void Put(IFlowAnonymousFunctionOperation lambda, Memory memory, Scene scene) =>
        lambdas[lambda] = lambdas.TryGetValue(lambda, out var other) ? other.Join(memory, scene.Initial) : memory;

    public void Put(Memory memory, Scene scene) => Anywhere = Anywhere?.Join(memory, scene.Initial) ?? memory;

    public void PutAll(Recorder inner)
    {
        foreach (var note in inner.notes)
        {
            if (!notes.ContainsKey(note.Key)) notes[note.Key] = note.Value;
            else notes[note.Key] = note.Value.And(notes[note.Key]);
        }
    }

    /// <summary>The value of an expression as somebody sees it who does not know the objects behind it; null where it is never reached.</summary>
    public Value? At(SyntaxNode syntax) => notes.TryGetValue(syntax, out var note) ? note.Outside() : null;

    /// <summary>A value with the memory in which it was seen, and what the same expression was seen as before.</summary>
    sealed class Note(Value value, Scene scene, Memory memory, Note? before)
    {
        const int MostNotes = 40;

        readonly int length = 1 + (before?.length ?? 0);
        Value? outside;

        public bool Says(Value other, Memory at) => length >= MostNotes && value.Entities.IsEmpty && value.Equals(other) || value.Equals(other) && (value.Entities.IsEmpty || ReferenceEquals(memory, at));

        public Note And(Note other) => new(other.Outside(), scene, memory, this);

        public Value Outside()
        {
            if (outside is not null) return outside;
            var own = new Evaluator(scene, memory).Outside(value);
            return outside = before is null ? own : before.Outside().Join(own);
        }
    }
}
