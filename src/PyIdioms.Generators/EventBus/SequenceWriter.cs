using System.Globalization;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.EventBus;

/// <summary>
/// Writes the calls of the handlers of an event: in a method without a state machine as long as they are done when they return, and from the first one that is not, in
/// one that goes on behind it.
/// </summary>
/// <param name="writer">Where to.</param>
/// <param name="model">The bus.</param>
/// <param name="name">What tells its second method from those of other events.</param>
/// <param name="type">The type of the event's parameter.</param>
/// <param name="handlers">What is called, in order.</param>
/// <param name="isOpen">Whether each handler has to be asked whether the event is one of its.</param>
sealed class SequenceWriter(CodeWriter writer, EventBusModel model, string name, string type, List<BusHandler> handlers, bool isOpen)
{
    const string Event = EventBusEmitter.Event, Token = EventBusEmitter.Token;

    readonly string rest = $"{model.Prefix}Continue{name}Async";

    /// <summary>The name of what has a service.</summary>
    public static string ServiceOf(EventBusModel model, int number) => $"{model.Prefix}Service{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The calls up to the first that is not done.</summary>
    public void WriteStart()
    {
        writer.Line($"if ({Token}.IsCancellationRequested) return global::System.Threading.Tasks.ValueTask.FromCanceled({Token});");
        writer.Line($"var late = this.{model.Prefix}Late.Current;");
        if (handlers.Count == 0)
        {
            writer.Line($"return late is null ? default : {Late("null")};");
        }
        else if (model.Collects)
        {
            writer.Line("global::System.Collections.Generic.List<global::System.Exception>? failures = null;");
            for (var i = 0; i < handlers.Count; i++) Guarded(i, () => Tried(() => Started(i, $", failures")));
            writer.Line($"return late is null ? global::PyIdioms.EmitFailures.End(failures, {Token}) : {Late("failures")};");
        }
        else
        {
            // No try: a method with one is not inlined, and would cost as much as a handler. What is thrown before anything waits leaves the call, as from a direct one.
            for (var i = 0; i < handlers.Count; i++) Guarded(i, () => Started(i, ""));
            writer.Line(isOpen || !IsPending(handlers.Count - 1) ? $"return late is null ? default : {Late("")};" : $"return {Late("")};");
        }
    }

    /// <summary>The calls behind one that was not done.</summary>
    public void WriteRest()
    {
        var pending = Enumerable.Range(0, handlers.Count).Where(IsPending).ToList();
        if (pending.Count == 0) return;
        var failures = model.Collects ? ", global::System.Collections.Generic.List<global::System.Exception>? failures" : "";
        writer.Line().Line(Generated);
        using var body = writer.Block($"private async global::System.Threading.Tasks.ValueTask {rest}(int done, global::System.Threading.Tasks.ValueTask pending, {type} {Event}, global::PyIdioms.SubscriptionSnapshot? late, global::System.Threading.CancellationToken {Token}{failures})");
        Tried(() => writer.Line("await pending;"));
        if (pending[0] < handlers.Count - 1)
        {
            using var steps = writer.Block("switch (done)");
            foreach (var at in pending)
            {
                if (at == handlers.Count - 1) continue;
                writer.Line($"case {Number(at)}:");
                using var indent = writer.Indent();
                var next = Enumerable.Range(at + 1, handlers.Count - at - 1).TakeWhile(i => !IsPending(i - 1) || i == at + 1).ToList();
                foreach (var i in next) Guarded(i, () => Tried(() => writer.Line($"{(IsPending(i) ? "await " : "")}{CallOf(i)};")));
                writer.Line(next[next.Count - 1] < handlers.Count - 1 ? $"goto case {Number(next[next.Count - 1])};" : "break;");
            }
        }
        if (model.Collects) writer.Line($"await (late is null ? global::PyIdioms.EmitFailures.End(failures, {Token}) : {Late("failures")});");
        else writer.Line($"if (late is not null) await {Late("")};");
    }

    bool IsPending(int i) => handlers[i].Returned != ReturnKind.Void;

    void Started(int i, string failures)
    {
        if (!IsPending(i))
        {
            writer.Line($"{CallOf(i)};");
            return;
        }
        var pending = "pending" + Number(i);
        var started = handlers[i].Returned == ReturnKind.Task ? $"new global::System.Threading.Tasks.ValueTask({CallOf(i)})" : CallOf(i);
        if (i == handlers.Count - 1 && !model.Collects && !isOpen) writer.Line($"if (late is null) return {started};");
        writer.Line($"var {pending} = {started};");
        writer.Line($"if (!{pending}.IsCompletedSuccessfully) return this.{rest}({Number(i)}, {pending}, {Event}, late, {Token}{failures});");
        writer.Line($"{pending}.GetAwaiter().GetResult();");
    }

    /// <summary>What is done only if the event is one of a handler's.</summary>
    void Guarded(int i, Action write)
    {
        if (!isOpen)
        {
            write();
            return;
        }
        var excluded = string.Concat(handlers[i].Excluded.Select(e => $" && {Event} is not {e}"));
        using (writer.Block($"if ({Event} is {handlers[i].Event} event{Number(i)}{excluded})")) write();
    }

    /// <summary>What is not the end of everything if it fails, where all failures are collected.</summary>
    void Tried(Action write)
    {
        if (!model.Collects)
        {
            write();
            return;
        }
        using (writer.Block("try")) write();
        using (writer.Block("catch (global::System.Exception error)")) writer.Line("global::PyIdioms.EmitFailures.Add(ref failures, error);");
    }

    string CallOf(int i) => $"{handlers[i].Target}({string.Join(", ", handlers[i].Arguments.Select(a => ArgumentOf(a, i)))})";

    string ArgumentOf(string argument, int i)
    {
        var service = argument.IndexOf(BusHandler.TheService, StringComparison.Ordinal);
        return service >= 0
            ? $"{argument.Substring(0, service)}this.{ServiceOf(model, int.Parse(argument.Substring(service + 1), CultureInfo.InvariantCulture))}"
            : argument.Replace(BusHandler.TheEvent, isOpen ? "event" + Number(i) : Event);
    }

    string Late(string failures) => model.Collects ? $"late.CollectAsync({Event}, {failures}, {Token})" : $"late.EmitAsync({Event}, {Token})";

    static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}
