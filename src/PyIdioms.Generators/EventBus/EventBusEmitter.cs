using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.EventBus;

/// <summary>Writes a bus: for each event the calls of its handlers, and where events of other types go.</summary>
static class EventBusEmitter
{
    /// <summary>The names of what is generated.</summary>
    public const string Emit = "EmitAsync", Add = "On", Event = "@event", Token = "cancel";

    const string Task = "global::System.Threading.Tasks.ValueTask";
    const string Parameters = $"{Event}, global::System.Threading.CancellationToken {Token}";

    static readonly string[] HandlerTypes =
    [
        "global::System.Action<TEvent>",
        "global::System.Func<TEvent, global::System.Threading.Tasks.ValueTask>",
        "global::System.Func<TEvent, global::System.Threading.CancellationToken, global::System.Threading.Tasks.ValueTask>",
        "global::System.Func<TEvent, global::System.Threading.Tasks.Task>",
        "global::System.Func<TEvent, global::System.Threading.CancellationToken, global::System.Threading.Tasks.Task>",
    ];

    public static void Write(CodeWriter writer, EventBusModel model)
    {
        // Obsolete types, hidden members: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var part = writer.Open(model.Type, ending: " : global::PyIdioms.IEventBus");
        WriteServices(writer, model);
        for (var i = 0; i < model.Events.Count; i++) WriteEvent(writer, model, i);
        WriteGeneric(writer, model);
        WriteAny(writer, model);
        foreach (var handler in HandlerTypes) WriteAdd(writer, model, handler);
    }

    static void WriteServices(CodeWriter writer, EventBusModel model)
    {
        writer.Line(Generated).Line($"private readonly global::PyIdioms.Subscriptions {model.Prefix}Late = new();");
        for (var i = 0; i < model.Services.Count; i++)
        {
            var service = model.Services[i];
            writer.Line().Line(Generated).Line(service.Member is { } member ? $"private {TypeOf(service)} {SequenceWriter.ServiceOf(model, i)} => {member};" : $"private readonly {TypeOf(service)} {SequenceWriter.ServiceOf(model, i)};");
        }
        if (model.Services.All(static s => s.Member is not null)) return;

        // What may be left out comes last, as C# wants it.
        var taken = Enumerable.Range(0, model.Services.Count).Where(i => model.Services[i].Member is null).OrderBy(i => model.Services[i].IsOptional).ToList();
        writer.Line().Line("/// <summary>Takes what the handlers need.</summary>");
        foreach (var i in taken) writer.Line($"/// <param name=\"{model.Services[i].Name.TrimStart('@')}\">For the handlers.</param>");
        writer.Line(Generated);
        var parameters = string.Join(", ", taken.Select(i => model.Services[i]).Select(static s => $"{s.Attribute}{TypeOf(s)} {s.Name}{(s.IsOptional ? " = null" : "")}"));
        using var body = writer.Block($"{(model.IsAbstract ? "protected" : "public")} {model.Name}({parameters})");
        foreach (var i in taken)
        {
            var service = model.Services[i];
            if (!service.IsOptional) writer.Line($"global::System.ArgumentNullException.ThrowIfNull({service.Name});");
            writer.Line($"this.{SequenceWriter.ServiceOf(model, i)} = {service.Name};");
        }
    }

    static string TypeOf(BusService service) => service.IsOptional ? service.Type + "?" : service.Type;

    static void WriteEvent(CodeWriter writer, EventBusModel model, int number)
    {
        var one = model.Events[number];
        var sequence = new SequenceWriter(writer, model, number.ToString(System.Globalization.CultureInfo.InvariantCulture), one.Type, [.. one.Handlers.Select(i => model.Handlers[i])], isOpen: false);
        Begin(writer);
        using (writer.Block($"{one.Access} {Task} {Emit}({one.Type} {Parameters} = default)"))
        {
            if (one.Kind != EventKind.Struct) writer.Line($"global::System.ArgumentNullException.ThrowIfNull({Event});");
            if (one.Kind == EventKind.Open) writer.Line($"if ({Event}.GetType() != typeof({one.Type})) return this.{model.Prefix}Emit({Event}, {Token});");
            if (one.Kind == EventKind.Abstract) writer.Line($"return this.{model.Prefix}Emit({Event}, {Token});");
            else sequence.WriteStart();
        }
        if (one.Kind != EventKind.Abstract) sequence.WriteRest();
    }

    /// <summary>What is emitted as a type parameter: structs go where they are handled without a box, all else is asked what it is.</summary>
    static void WriteGeneric(CodeWriter writer, EventBusModel model)
    {
        Begin(writer);
        using var body = writer.Block($"public {Task} {Emit}<TEvent>(TEvent {Parameters} = default) where TEvent : notnull");
        foreach (var one in model.Events.Where(static e => e.Kind == EventKind.Struct))
        {
            writer.Line($"if (typeof(TEvent) == typeof({one.Type})) return this.{Emit}(global::System.Runtime.CompilerServices.Unsafe.As<TEvent, {one.Type}>(ref {Event}), {Token});");
        }
        if (!model.Handlers.Any(static h => h.IsOpen))
        {
            using var value = writer.Block("if (typeof(TEvent).IsValueType)");
            new SequenceWriter(writer, model, "", "TEvent", [], isOpen: true).WriteStart();
        }
        writer.Line($"return this.{model.Prefix}Emit({Event}, {Token});");
    }

    /// <summary>What only its own type can tell: an event that has a sequence of its own, or one that handlers of its bases take.</summary>
    static void WriteAny(CodeWriter writer, EventBusModel model)
    {
        var sequence = new SequenceWriter(writer, model, "", "object", [.. model.Handlers.Where(static h => h.IsOpen)], isOpen: true);
        writer.Line().Line(Generated);
        using (writer.Block($"private {Task} {model.Prefix}Emit(object {Parameters})"))
        {
            writer.Line($"global::System.ArgumentNullException.ThrowIfNull({Event});");
            if (model.Events.Any(static e => e.Kind != EventKind.Abstract)) writer.Line($"var type = {Event}.GetType();");
            foreach (var one in model.Events.Where(static e => e.Kind != EventKind.Abstract))
            {
                writer.Line($"if (type == typeof({one.Type})) return this.{Emit}(({one.Type}){Event}, {Token});");
            }
            sequence.WriteStart();
        }
        sequence.WriteRest();
    }

    static void WriteAdd(CodeWriter writer, EventBusModel model, string handler)
    {
        writer.Line().Line($"/// <summary>Adds a handler behind the others, for an event, those derived from it, and those that implement it.</summary>")
            .Line("/// <typeparam name=\"TEvent\">The event.</typeparam>")
            .Line("/// <param name=\"handler\">The handler. It runs where the event was emitted, after those of the bus itself.</param>")
            .Line("/// <returns>Takes the handler off when it is disposed of.</returns>")
            .Line(Generated);
        // An async lambda fits both kinds of tasks, and 'return default' is only one of them.
        if (handler.EndsWith(".ValueTask>", StringComparison.Ordinal)) writer.Line("[global::System.Runtime.CompilerServices.OverloadResolutionPriority(1)]");
        writer.Line($"public global::System.IDisposable {Add}<TEvent>({handler} handler) where TEvent : notnull => this.{model.Prefix}Late.Add(handler);");
    }

    static void Begin(CodeWriter writer) => writer.Line()
        .Line($"/// <inheritdoc cref=\"global::PyIdioms.IEventBus.{Emit}{{TEvent}}(TEvent, global::System.Threading.CancellationToken)\"/>").Line(Generated);
}
