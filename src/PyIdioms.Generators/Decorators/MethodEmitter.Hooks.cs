using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Decorators;

// Hooks: written into the method, with what they need and what they are shown.
sealed partial class MethodEmitter
{
    /// <summary>How many layers from k on are hooks that may be off.</summary>
    int Switched(int k)
    {
        var count = 0;
        while (k + count < decorated.Layers.Count && decorated.Layers[k + count] is { Kind: LayerKind.Hooks, Switch: not null }) count++;
        return count;
    }

    /// <summary>Goes straight to what is inside the switched hooks when all of them are off.</summary>
    void SwitchedOff(int k, int count, Place place, bool isAsync)
    {
        var on = Enumerable.Range(k, count).Select(i => $"{Via(i, decorated.Layers[i].Switch!)}.IsOn{(decorated.Layers[i].SwitchTakesNeed ? $"<{Holder}.Method>({NeedOf(i, place)})" : "")}");
        using (writer.Block($"if (!({string.Join(" || ", on)}))"))
        {
            Body(k + count, place, isAsync);
            if (!HasResult && place == Place.Method && (isAsync || method.Kind == ReturnKind.Void)) writer.Line("return;");
        }
    }

    /// <summary>Hooks around a body that ends when its code ends.</summary>
    void Observed(int k, Place place, Action body)
    {
        var (state, error, caught) = ($"{local}state{k}", $"{local}error{k}", $"{local}caught{k}");
        writer.Line($"var {state} = {Enter(k, place)};");
        writer.Line($"{ErrorType}? {error} = null;");
        using (writer.Block("try"))
        {
            Show(k, place, state);
            body();
        }
        // A filter sees the exception without catching it: the stack stays whole for the debugger and for whoever catches it.
        using (writer.Block($"catch ({ErrorType} {caught}) when (({error} = {caught}) is null)")) writer.Line("throw;");
        using (writer.Block("finally")) writer.Line($"{Decorator(k)}.OnExit(in {Holder}.Site, ref {state}, {error});");
    }

    /// <summary>A stream's call begins at its enumeration, so its hooks travel with it.</summary>
    void EagerStream(int k, Place place, string sink, string started, string caught)
    {
        var (enter, exit, need) = ($"{local}enter{k}", Exit(k), $"{local}need{k}");
        if (decorated.Layers[k].Need is not null) writer.Line($"{decorated.Layers[k].Need!.Type} {need} = {NeedOf(k, place)};");
        var state = $"{local}state{k}";
        // A lambda cannot reach the instance of a struct, nor what a method was passed by reference.
        var shown = decorated.Layers[k].Shown.Where(s => method.Parameters[s.Parameter].Passing == Passing.Value).ToList();
        var copies = shown.Select((s, i) => (Argument: s, Copy: $"{local}shown{k}_{i}")).ToList();
        foreach (var (argument, copy) in copies) writer.Line($"var {copy} = {Value(method.Parameters[argument.Parameter], place)};");
        var entering = $"() => {Decorator(k)}.OnEnter(in {Holder}.Site{(decorated.Layers[k].Need is null ? "" : ", " + need)})";
        writer.Line($"var {enter} = {entering};");
        writer.Line($"{method.Return} {started};");
        using (writer.Block("try")) Eager(k + 1, place, started + " = ");
        using (writer.Block($"catch ({ErrorType} {caught}) when ({Runtime}Hooked.Failed({enter}, {exit}, {caught}))")) writer.Line("throw;");
        if (!decorated.Layers[k].IsShown)
        {
            writer.Line($"{sink}{Runtime}Hooked.Stream({started}, {enter}, {exit});");
            return;
        }
        var through = Via(k, decorated.Layers[k].ShownThrough ?? "");
        var shows = string.Join(" ", copies.Select(c => ShowOne(through, state, c.Argument, c.Copy)));
        writer.Line($"{sink}{Runtime}Hooked.Stream({started}, {enter}, {exit}, (ref {state}) => {{ if ({through}.WantsArguments(ref {state})) {{ {shows} {through}.OnArgumentsShown(ref {state}); }} }});");
    }

    string Enter(int k, Place place) => $"{Decorator(k)}.OnEnter(in {Holder}.Site{(decorated.Layers[k].Need is null ? "" : ", " + NeedOf(k, place))})";

    string Exit(int k) => $"static (ref {local}state, {local}error) => {Decorator(k)}.OnExit(in {Holder}.Site, ref {local}state, {local}error)";

    void Show(int k, Place place, string state)
    {
        if (!decorated.Layers[k].IsShown) return;
        var through = Via(k, decorated.Layers[k].ShownThrough ?? "");
        using (writer.Block($"if ({through}.WantsArguments(ref {state}))"))
        {
            foreach (var argument in decorated.Layers[k].Shown) writer.Line(ShowOne(through, state, argument, Value(method.Parameters[argument.Parameter], place)));
            writer.Line($"{through}.OnArgumentsShown(ref {state});");
        }
    }

    string ShowOne(string through, string state, ShownArgument argument, string value)
    {
        var type = method.Parameters[argument.Parameter].Argument;
        return argument.IsSecret
            ? $"{through}.OnArgument<string>(ref {state}, {ConstantCode.Of(argument.Name)}, \"***\");"
            : $"{through}.OnArgument<{type}>(ref {state}, {ConstantCode.Of(argument.Name)}, ({type}){value});";
    }

    string NeedName(int k) => $"{decorated.Stem}Need{k}";

    string NeedOf(int k, Place place) => decorated.Layers[k].Need! switch
    {
        { IsAbsent: true } => "default",
        { Parameter: >= 0 and var parameter } => Value(method.Parameters[parameter], place),
        { IsCaptured: true } => $"{This(place)}.{NeedName(k)}",
        { IsStatic: true, Member: var member } => $"{type.FullName}.{member}",
        var need => $"{This(place)}.{need.Member}",
    };

    /// <summary>A parameter of the class is nobody's member; this one is.</summary>
    void WriteNeed(int k, Need need) =>
        writer.Line().Line(Generated).Line($"private {need.Type} {NeedName(k)} => {need.Member};");
}
