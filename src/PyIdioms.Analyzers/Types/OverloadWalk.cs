using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Patterns;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>A place where the body of overloads ends for what one of them passes: with a value, without one, or with an exception.</summary>
/// <param name="Value">What is returned; null where nothing is.</param>
/// <param name="Throws">Whether an exception ends it.</param>
/// <param name="IsCertain">Whether only the types of the arguments, and single values of them, decide whether it is reached.</param>
/// <param name="Inputs">What gets there.</param>
readonly record struct Exit(IOperation? Value, bool Throws, bool IsCertain, ImmutableArray<ImmutableArray<Space>> Inputs);

/// <summary>Follows what one signature passes through the body of all.</summary>
sealed class OverloadWalk(IMethodSymbol core, OverloadCall call, Compilation compilation, ClosedTypes closed)
{
    const int MostInputs = 64;

    readonly OverloadConditions conditions = new(core, compilation);
    readonly List<Exit> exits = [];
    bool isUnderstood = true;

    public IReadOnlyList<Exit> Exits => exits;

    /// <summary>What is passed and always ends with an exception.</summary>
    public IReadOnlyList<string> Unhandled
    {
        get
        {
            var handled = exits.Where(e => !e.Throws).SelectMany(e => e.Inputs).ToList();
            return [.. exits.Where(e => e.Throws).SelectMany(e => e.Inputs).Where(thrown => !handled.Any(h => Overlap(h, thrown))).Select(Name).Distinct()];
        }
    }

    /// <summary>Null where the body does more than can be followed.</summary>
    public OverloadWalk? Through(IOperation body)
    {
        if (body is not IMethodBodyOperation { } method || core.IsIterator || body.Descendants().Any(o => conditions.Writes(o) || o is IBranchOperation { BranchKind: BranchKind.GoTo })) return null;
        if ((method.BlockBody ?? method.ExpressionBody) is not { } block) return null;
        var start = new State(Start(), true);
        if (start.Inputs.IsEmpty || start.Inputs.Length > MostInputs) return null;
        var end = Run(block, start);
        if (!end.Inputs.IsEmpty) exits.Add(new(null, false, end.IsCertain, end.Inputs));
        return isUnderstood ? this : null;
    }

    readonly record struct State(ImmutableArray<ImmutableArray<Space>> Inputs, bool IsCertain)
    {
        public static readonly State Nothing = new([], true);

        public State With(State other) => other.Inputs.IsEmpty ? this : Inputs.IsEmpty ? other : new(Inputs.AddRange(other.Inputs), IsCertain && other.IsCertain);
    }

    /// <summary>One input for each combination of the types that the parameters may be of.</summary>
    ImmutableArray<ImmutableArray<Space>> Start()
    {
        var spaces = new SpaceOf(closed);
        IEnumerable<ImmutableArray<Space>> all = [[]];
        foreach (var target in call.Core.Parameters)
        {
            var type = call.Sources[target.Ordinal]?.Type;
            var parts = type is null or ITypeParameterSymbol ? [new(true, null, [])] : Region.Of(type.WithoutNullable(), closed).Select(r => new Space(false, null, [r])).ToList();
            if (type is not null && spaces.MayBeNull(type)) parts.Add(new(true, null, []));
            all = all.SelectMany(head => parts.Select(head.Add)).Take(MostInputs + 1);
        }
        return [.. all];
    }

    State Run(IOperation statement, State state)
    {
        if (state.Inputs.IsEmpty || !isUnderstood) return State.Nothing;
        if (state.Inputs.Length > MostInputs * 8)
        {
            isUnderstood = false;
            return State.Nothing;
        }
        switch (statement)
        {
            case IBlockOperation block: return block.Operations.Aggregate(state, (s, next) => Run(next, s));
            case IReturnOperation { Kind: OperationKind.Return } leaving:
                if (leaving.ReturnedValue is { } value) Give(value, state);
                else exits.Add(new(null, false, state.IsCertain, state.Inputs));
                return State.Nothing;
            case IConditionalOperation choice:
                var (yes, no) = Split(choice.Condition, state);
                return Run(choice.WhenTrue, yes).With(choice.WhenFalse is { } otherwise ? Run(otherwise, no) : no);
            case ISwitchOperation match: return Run(match, state);
            case IExpressionStatementOperation { Operation: var operation }:
                if (!Throws(operation)) return state;
                exits.Add(new(null, true, state.IsCertain, state.Inputs));
                return State.Nothing;
            case IThrowOperation:
                exits.Add(new(null, true, state.IsCertain, state.Inputs));
                return State.Nothing;
            case ILabeledOperation { Operation: { } labeled }: return Run(labeled, state);
            case ILockOperation locked: return Run(locked.Body, state);
            case IUsingOperation used: return Run(used.Body, state);
            case ITryOperation attempt:
                var unsure = state with { IsCertain = false };
                return attempt.Catches.Aggregate(Run(attempt.Body, attempt.Catches.IsEmpty ? state : unsure), (s, handler) => s.With(Run(handler.Handler, unsure)));
            case ILoopOperation loop:
                var inside = Run(loop.Body, state with { IsCertain = false });
                return loop is IWhileLoopOperation { Condition.ConstantValue: { HasValue: true, Value: true } } && !loop.Body.Descendants().Any(o => o is IBranchOperation { BranchKind: BranchKind.Break }) ? State.Nothing : state.With(inside);
            case IBranchOperation: return state;
            default: return state;
        }
    }

    State Run(ISwitchOperation match, State state)
    {
        var end = State.Nothing;
        var rest = state;
        ISwitchCaseOperation? last = null;
        var reached = new Dictionary<ISwitchCaseOperation, State>();
        foreach (var section in match.Cases)
        {
            reached[section] = State.Nothing;
            foreach (var clause in section.Clauses)
            {
                if (clause is IDefaultCaseClauseOperation)
                {
                    last = section;
                    continue;
                }
                var (yes, no) = Split(rest, conditions.Read(clause, match.Value), (clause as IPatternCaseClauseOperation)?.Guard);
                reached[section] = reached[section].With(yes);
                rest = no;
            }
        }
        if (last is not null) reached[last] = reached[last].With(rest);
        else end = rest;
        return match.Cases.Aggregate(end, (s, section) => s.With(section.Body.Aggregate(reached[section], (inner, next) => Run(next, inner))));
    }

    /// <summary>A value that is returned, of a choice each of its values.</summary>
    void Give(IOperation value, State state)
    {
        if (state.Inputs.IsEmpty) return;
        value = OverloadConditions.Bare(value);
        switch (value)
        {
            case { } thrown when Throws(thrown):
                exits.Add(new(null, true, state.IsCertain, state.Inputs));
                break;
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                var (yes, no) = Split(choice.Condition, state);
                Give(choice.WhenTrue, yes);
                Give(otherwise, no);
                break;
            case ISwitchExpressionOperation match:
                foreach (var arm in match.Arms)
                {
                    var (taken, left) = Split(state, conditions.Read(arm.Pattern, match.Value), arm.Guard);
                    Give(arm.Value, taken);
                    state = left;
                }
                // What no arm takes is an exception.
                if (!state.Inputs.IsEmpty) exits.Add(new(null, true, state.IsCertain, state.Inputs));
                break;
            default:
                exits.Add(new(value, false, state.IsCertain, state.Inputs));
                break;
        }
    }

    static bool Throws(IOperation operation) => OverloadConditions.Bare(operation) switch
    {
        IThrowOperation => true,
        IInvocationOperation { TargetMethod: var method } => method.NeverReturns(),
        _ => false,
    };

    (State Yes, State No) Split(IOperation condition, State state) => Split(state, conditions.Read(condition), null);

    (State Yes, State No) Split(State state, Formula? formula, IOperation? guard)
    {
        if (formula is null) return (state with { IsCertain = false }, state with { IsCertain = false });
        var (yes, no) = (new List<ImmutableArray<Space>>(), new List<ImmutableArray<Space>>());
        foreach (var input in state.Inputs)
        {
            var (taken, left) = conditions.Split(formula, input);
            yes.AddRange(taken);
            no.AddRange(left);
        }
        var (whenTrue, whenFalse) = (new State([.. yes], state.IsCertain), new State([.. no], state.IsCertain));
        if (guard is null) return (whenTrue, whenFalse);
        var (passes, fails) = Split(guard, whenTrue);
        return (passes, whenFalse.With(fails));
    }

    static bool Overlap(ImmutableArray<Space> one, ImmutableArray<Space> other)
    {
        for (var i = 0; i < one.Length; i++)
        {
            var both = one[i].IsNull && other[i].IsNull || one[i].Types.Any(a => other[i].Types.Any(b => Meet(a, b)));
            if (!both) return false;
        }
        return true;
    }

    static bool Meet(Region one, Region other)
    {
        IEnumerable<Region> rest = [one];
        foreach (var type in other.Also.Prepend(other.Bound)) rest = rest.SelectMany(r => r.With(type));
        foreach (var type in other.Not) rest = rest.SelectMany(r => r.Without(type));
        return rest.Any();
    }

    /// <summary>Of several parameters only those are told that the body asks about.</summary>
    string Name(ImmutableArray<Space> input)
    {
        var told = call.Core.Parameters.Where(p => call.Sources[p.Ordinal] is not null && conditions.AsksAbout(p.Ordinal)).Select(p => Name(input[p.Ordinal])).ToList();
        if (told.Count == 0) told = [.. call.Core.Parameters.Where(p => call.Sources[p.Ordinal] is not null).Select(p => Name(input[p.Ordinal]))];
        return told.Count == 1 ? told[0] : $"({string.Join(", ", told)})";
    }

    static string Name(Space space)
    {
        if (space.IsNull) return "null";
        var region = space.Types[0];
        var also = region.Also.Where(a => !SymbolEqualityComparer.Default.Equals(a, region.Bound)).Select(Name);
        var not = region.Bound.IsValueType || region.Bound.IsSealed ? [] : region.Not.Select(n => $"not {Name(n)}");
        return string.Join(" and ", [Name(region.Bound), .. also, .. not]);
    }

    static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
