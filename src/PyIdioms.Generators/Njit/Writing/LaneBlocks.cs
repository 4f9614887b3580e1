using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Njit;

/// <summary>Writes where each lane begins a block of iterations, and what the variables of a recurrence are there.</summary>
sealed class LaneBlocks(LanePlan plan, FreshNames names)
{
    const string Runtime = "global::PyIdioms.Lanes.LaneJumps";

    readonly Recurrence recurrence = plan.Recurrence!;
    readonly string step = names.Next("step");
    readonly string states = names.Next("states");

    /// <summary>How many iterations a lane takes.</summary>
    public string Length { get; } = names.Next("block");

    /// <summary>How many iterations are worth it.</summary>
    public static string Fewest(Recurrence recurrence) => recurrence.IsXor ? $"{Runtime}.FewestXor({recurrence.State.Count})" : $"{Runtime}.FewestSum";

    /// <summary>What one iteration does, as a function of the variables.</summary>
    public void Declare(CodeWriter code)
    {
        var state = names.Next("state");
        var inside = new Dictionary<Variable, string>();
        using (code.Block($"static void {step}(global::System.Span<ulong> {state})"))
        {
            foreach (var (variable, number) in recurrence.State.Select(static (v, i) => (v, i))) code.Line($"var {inside[variable] = names.Next(variable.Name)} = ({variable.Type.Keyword()}){state}[{number}];");
            foreach (var set in recurrence.Steps)
            {
                var value = ScalarCode.Of(set.Value, v => inside[v], static load => throw new InvalidOperationException(load.ToString()));
                var isNew = !inside.ContainsKey(set.Var);
                if (isNew) inside[set.Var] = names.Next(set.Var.Name);
                code.Line($"{(isNew ? "var " : "")}{inside[set.Var]} = ({set.Var.Type.Keyword()})({value});");
            }
            foreach (var (variable, number) in recurrence.State.Select(static (v, i) => (v, i))) code.Line($"{state}[{number}] = {Bits(variable.Type, inside[variable])};");
        }
    }

    /// <summary>Computes where lanes begin.</summary>
    public void Begin(CodeWriter code, Accumulators accumulators, int lanes, string at, string stop)
    {
        code.Line($"nint {Length} = ({stop} - {at}) / {lanes};");
        var now = string.Join(", ", recurrence.State.Select(static v => Bits(v.Type, v.Name)));
        code.Line($"var {states} = {Runtime}.{(recurrence.IsXor ? "Xor" : "Sum")}({step}, [{now}], {Length}, {lanes});");
        accumulators.Begin(code, states);
    }

    /// <summary>A number's bits in the lowest ones of an unsigned long.</summary>
    static string Bits(Num type, string value) => type switch
    {
        Num.U64 => value,
        Num.I64 => $"(ulong){value}",
        _ => $"(uint){value}",
    };
}
