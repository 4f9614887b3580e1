using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Njit;

/// <summary>A Core's text with loops over vectors in front of its loops.</summary>
/// <param name="Text">From brace to brace; null where no loop has one.</param>
/// <param name="Loops">What became of each loop.</param>
/// <param name="Types">The types that run loops on several threads.</param>
sealed record VectorBody(string? Text, EquatableArray<string> Loops, EquatableArray<string> Types)
{
    public static VectorBody Of(MethodDeclarationSyntax declaration, Compilation compilation, NjitOptions options, Refusals refusals, IMethodSymbol method, CancellationToken cancel)
    {
        var model = compilation.GetSemanticModel(declaration.SyntaxTree);
        var writer = new Writer(compilation, options, refusals, method, new FreshNames(declaration), cancel);
        if (declaration.Body is not { } block) return new(null, default, default);
        if (BoundNames.ProblemOf(block, model, cancel) is { } problem)
        {
            refusals.Report(options.IsRequired ? NjitRules.NotVectorized : NjitRules.StaysScalar, declaration.Identifier.GetLocation(), options.IsRequired ? [method.Name, problem] : [problem]);
            return new(null, default, default);
        }
        if (model.Bind(block, cancel) is { } body) writer.Visit(body);
        writer.Say();
        if (options.IsParallel && !writer.HasRange) refusals.Report(NjitRules.NothingShared, declaration.Identifier.GetLocation(), method.Name);
        return new(writer.Edited(block), writer.Loops.ToEquatableArray(), writer.Types.ToEquatableArray());
    }

    /// <summary>Tries the loops from the outside in.</summary>
    sealed class Writer(Compilation compilation, NjitOptions options, Refusals refusals, IMethodSymbol method, FreshNames names, CancellationToken cancel)
    {
        readonly TokenEdits edits = new();
        readonly List<(ILoopOperation Loop, NotVector Reason)> said = [];
        readonly List<(ILoopOperation Loop, string Outcome)> outcomes = [];
        readonly List<ILoopOperation> vectors = [];
        (ILoopOperation? Loop, string Range) block;
        bool isEdited;

        /// <summary>What became of each loop, in the order of the text.</summary>
        public IEnumerable<string> Loops => outcomes.OrderBy(static o => o.Loop.Syntax.SpanStart).Select(static o => $"{HeaderOf(o.Loop)}: {o.Outcome}");

        public List<string> Types { get; } = [];

        /// <summary>Whether there is a loop that threads could share.</summary>
        public bool HasRange { get; private set; }

        public string? Edited(BlockSyntax block) => isEdited ? edits.Write(block) : null;

        /// <summary>Whether a loop within was made one over vectors, or one that threads share.</summary>
        public bool Visit(IOperation operation)
        {
            cancel.ThrowIfCancellationRequested();
            if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation) return false;
            if (operation is not ILoopOperation loop) return VisitChildren(operation);
            if (options.IsParallel && LoopReader.IsOverRange(loop))
            {
                HasRange = true;
                if (TryShare((IForEachLoopOperation)loop) is not { } reason) return isEdited = true;
                SaySerial(loop, reason);
            }
            if (options.IsParallel && loop.Descendants().Any(LoopReader.IsOverRange)) return VisitChildren(loop);
            if (Try(loop, mayWander: false) is null) return true;
            // Lanes of an inner loop whose elements lie side by side are better than those of an outer one that fetch each of theirs.
            var known = said.Count;
            if (VisitChildren(loop)) return true;
            if (Try(loop, mayWander: true) is not { } failure)
            {
                said.RemoveRange(known, said.Count - known);
                return true;
            }
            if (!loop.Descendants().Any(static o => o is ILoopOperation)) said.Add((loop, failure));
            return false;
        }

        bool VisitChildren(IOperation operation)
        {
            var any = false;
            foreach (var child in operation.ChildOperations) any |= Visit(child);
            return any;
        }

        NotVector? TryShare(IForEachLoopOperation loop)
        {
            try
            {
                var type = $"__{PartialMembers.HintOf(method).Substring(1).Replace('.', '_')}_{Types.Count}";
                var shared = new ParallelLoop(loop, compilation, type, options.IsFast, names, cancel);
                var inner = new Writer(compilation, options with { IsParallel = false }, refusals, method, names, cancel) { block = (loop, shared.Range) };
                inner.Visit(loop);
                inner.Say();
                Types.Add(shared.Write(inner.edits, inner.vectors.Contains(loop)));
                shared.Write(edits);
                outcomes.Add((loop, "threads share its blocks"));
                outcomes.AddRange(inner.outcomes);
                return null;
            }
            catch (NotVector reason)
            {
                return reason;
            }
        }

        NotVector? Try(ILoopOperation loop, bool mayWander)
        {
            try
            {
                var plan = LanePlan.Of(LoopReader.Read(loop, compilation, names, cancel), options.IsFast, mayWander, names);
                var formula = ClosedForm.Write(plan, names);
                LoopEdits.Write(loop, plan, formula ?? VectorLoop.Write(plan, names), edits, block.Loop == loop ? block.Range : null);
                vectors.Add(loop);
                outcomes.Add((loop, formula is null ? $"the iterations are lanes of {plan.LaneBytes} bytes" : "a formula"));
                isEdited = true;
                return null;
            }
            catch (NotVector reason)
            {
                return reason;
            }
        }

        /// <summary>Says why loops stay scalar.</summary>
        public void Say()
        {
            foreach (var (loop, reason) in said) Say(loop, reason);
        }

        void Say(ILoopOperation loop, NotVector reason)
        {
            outcomes.Add((loop, $"scalar, {reason.Message}"));
            if (options.IsRequired) refusals.Report(NjitRules.NotVectorized, PlaceOf(reason.At, loop), method.Name, reason.Message);
            else refusals.Report(NjitRules.StaysScalar, PlaceOf(reason.At, loop), reason.Message);
        }

        void SaySerial(ILoopOperation loop, NotVector reason)
        {
            outcomes.Add((loop, $"serial, {reason.Message}"));
            if (options.IsRequired) refusals.Report(NjitRules.NotShared, PlaceOf(reason.At, loop), method.Name, reason.Message);
            else refusals.Report(NjitRules.StaysSerial, PlaceOf(reason.At, loop), reason.Message);
        }

        /// <summary>The first line of what keeps the loop scalar; of the loop itself, its first word.</summary>
        static Location PlaceOf(SyntaxNode at, ILoopOperation loop) => at == loop.Syntax || at is StatementSyntax ? at.GetFirstToken().GetLocation() : at.GetLocation();

        /// <summary>What a loop says before its body.</summary>
        static string HeaderOf(ILoopOperation loop) => loop.Syntax switch
        {
            ForStatementSyntax counted when ((SyntaxNode?)counted.Declaration ?? counted.Initializers.FirstOrDefault() ?? counted.Condition) is { } first => $"for ({TokenText.Of(first)} …)",
            CommonForEachStatementSyntax each => $"foreach (… in {TokenText.Of(each.Expression)})",
            WhileStatementSyntax going => $"while ({TokenText.Of(going.Condition)})",
            _ => "The loop",
        };
    }
}
