using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Njit;

/// <summary>A loop over a Prange whose blocks threads share.</summary>
sealed class ParallelLoop
{
    const string Runtime = "global::PyIdioms.Lanes.", Prange = "global::PyIdioms.Prange",
        Compiled = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    /// <summary>About as many operations as a block should have for what it costs to begin one.</summary>
    const int Worthwhile = 16384;

    readonly IForEachLoopOperation operation;
    readonly LaneLoop loop;
    readonly List<Stmt> body;
    readonly List<Shares.Share> shares;
    readonly Captures captures;
    readonly Turns turns;
    readonly string type, range, tryRun, all, blocks, parts, part;

    /// <summary>Plans a loop; ends where its iterations need one another.</summary>
    /// <param name="operation">The loop.</param>
    /// <param name="compilation">Where the functions are that it calls.</param>
    /// <param name="type">A name for the type that runs it.</param>
    /// <param name="isFast">Whether additions may be ordered anew.</param>
    /// <param name="names">Names.</param>
    /// <param name="cancel">Ends it.</param>
    public ParallelLoop(IForEachLoopOperation operation, Compilation compilation, string type, bool isFast, FreshNames names, CancellationToken cancel)
    {
        (this.operation, this.type) = (operation, type);
        (range, all, tryRun) = (names.Next("range"), names.Next("all"), names.Next("TryRun"));
        (blocks, parts, part) = (names.Next("blocks"), names.Next("parts"), names.Next("part"));
        loop = LoopReader.Read(operation, compilation, names, cancel);
        LanePlan.Define(loop.Body);
        body = Reductions.Find(loop, isFast, known: []);
        shares = Shares.Of(loop, body);
        turns = Turns.Of(loop, body, names, First, Last);
        captures = Captures.Of(operation, compilation, cancel);
    }

    string First => range + "First";

    string Last => range + "Last";

    ExpressionSyntax Counted => ((CommonForEachStatementSyntax)operation.Syntax).Expression;

    /// <summary>The fewest iterations that are worth a block: one where it may take long, as many as vectors like where iterations are lanes.</summary>
    int Fewest(bool isVector)
    {
        if (body.All().Any(static s => s is CountLoop or WhileLoop)) return isVector ? 64 : 1;
        var operations = body.All().Sum(static s => s.Values().Sum(static v => v.All().Sum(static e => e is Called ? 8 : 1)));
        return Math.Max(64, Worthwhile / Math.Max(operations, 1) / 64 * 64);
    }

    /// <summary>What a block counts, in the code that runs it.</summary>
    public string Range => range;

    /// <summary>The type that holds what the loop names, and runs its blocks.</summary>
    /// <param name="edits">What vectors make of the loop, and of those in it.</param>
    /// <param name="isVector">Whether iterations are lanes.</param>
    public string Write(TokenEdits edits, bool isVector)
    {
        var code = new CodeWriter();
        using (code.Block($"struct {type}Part"))
        {
            foreach (var share in shares) code.Line($"public {share.Var.Type.Keyword()} {share.Var.Name};");
        }
        using (code.Line().Block($"ref struct {type} : {Runtime}IPrangeBody<{type}Part>"))
        {
            foreach (var captured in captures.All) code.Line($"public {captured.Type} {captured.Name};");
            foreach (var constant in captures.Constants) code.Line(constant);
            using (code.Line().Line(Compiled).Block($"public bool {tryRun}({Prange} {range})")) WriteTry(code, Fewest(isVector));
            using (code.Line().Line(Compiled).Block($"void {Runtime}IPrangeBody<{type}Part>.Run({Prange} {range}, ref {type}Part {part})"))
            {
                foreach (var captured in captures.All.Where(static c => c.IsLocal))
                    code.Line($"{captured.Type} {captured.Name} = {(shares.FirstOrDefault(s => s.Var.Name == captured.Name) is { } share ? Shares.Start(share) : "this." + captured.Name)};");
                if (!isVector) LoopEdits.Replace(Counted, range, edits);
                code.Line(edits.Write(operation.Syntax));
                foreach (var share in shares) code.Line($"{part}.{share.Var.Name} = {share.Var.Name};");
                foreach (var function in captures.Functions) code.Line(function);
            }
        }
        return code.ToString();
    }

    void WriteTry(CodeWriter code, int fewest)
    {
        using (code.Block("unchecked"))
        {
            code.Line($"var {blocks} = new {Runtime}PrangeBlocks({range}, {fewest});").Line($"if ({blocks}.Count == 0) return true;");
            foreach (var place in loop.Places) VectorLoop.Declare(place, code);
            code.Line($"long {First} = {range}.Start, {Last} = {range}.Stop - 1L;");
            foreach (var line in turns.Lines) code.Line(line);
            if (turns.Conditions.Count > 0) code.Line($"if (!({string.Join(" && ", turns.Conditions)})) return false;");
            code.Line($"global::System.Span<{type}Part> {parts} = stackalloc {type}Part[{blocks}.Count];");
            var run = $"{blocks}.Run(ref this, {parts});";
            // Nothing was stored: the loop runs once more, as it was written, and throws what is thrown first.
            code.Line(turns.MayThrow ? $"try {{ {run} }} catch (global::System.Exception) {{ return false; }}" : run);
            if (shares.Count > 0)
            {
                using (code.Block($"foreach (ref readonly var {part} in {parts})"))
                {
                    foreach (var taken in Shares.Taken(shares, part)) code.Line(taken);
                }
            }
            code.Line("return true;");
        }
    }

    /// <summary>Puts the call of that type in front of the user's loop, which runs where threads cannot.</summary>
    public void Write(TokenEdits edits)
    {
        var handed = string.Join(", ", captures.All.Select(static c => $"{c.Name} = {c.Text}"));
        var found = string.Concat(shares.Select(s => $" {s.Var.Name} = {all}.{s.Var.Name};"));
        var before = $"{{ var {range} = {edits.Write(Counted)};\nvar {all} = new {type} {{ {handed} }};\nif ({all}.{tryRun}({range})) {{{found} }}\nelse ";
        LoopEdits.Replace(Counted, range, edits);
        edits.Before(operation.Syntax.GetFirstToken(), before);
        edits.After(operation.Syntax.GetLastToken(), " }");
    }
}
