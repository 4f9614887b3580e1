using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Chain;

/// <summary>Writes the calls from link to link.</summary>
/// <remarks>Links that only answer are asked one after another; one that takes the rest of the chain gets it as a struct, whose call the runtime inlines.</remarks>
sealed class ChainEmitter
{
    const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    const string Token = "global::System.Threading.CancellationToken";

    readonly CodeWriter writer;
    readonly ChainModel model;
    readonly string returned, parameters, arguments, method;

    ChainEmitter(CodeWriter writer, ChainModel model)
    {
        (this.writer, this.model) = (writer, model);
        method = model.IsAsync ? Links.HandleAsync : Links.Handle;
        returned = model.IsAsync ? $"{ValueTask}<{model.Answer}>" : model.Answer;
        parameters = $"{model.Request} {HandlerMethod.Request}" + (model.IsAsync ? $", {Token} {HandlerMethod.Token}" : "");
        arguments = HandlerMethod.Request + (model.IsAsync ? $", {HandlerMethod.Token}" : "");
    }

    public static void Write(CodeWriter writer, ChainModel model)
    {
        // Obsolete types, nullable promises: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var part = writer.Open(model.Type);
        new ChainEmitter(writer, model).Write();
    }

    void Write()
    {
        if (model.WritesConstructor) WriteConstructor();
        writer.Line("/// <summary>Asks the links in order, until one answers.</summary>").Line($"/// <param name=\"{HandlerMethod.Request}\">What is asked.</param>");
        if (model.IsAsync) writer.Line($"/// <param name=\"{HandlerMethod.Token}\">Stops it.</param>");
        writer.Line("/// <returns>The answer; null where no link has one.</returns>").Line(Generated);
        WriteFrom(0, $"public {returned} {method}({parameters}{(model.IsAsync ? " = default" : "")})");
        for (var i = 0; i < model.Links.Count; i++) WriteBehind(i);
    }

    void WriteConstructor()
    {
        writer.Line("/// <summary>Makes the chain of its links.</summary>");
        for (var i = 0; i < model.Given.Count; i++) writer.Line($"/// <param name=\"{model.Given[i].Parameter.TrimStart('@')}\">A link.</param>");
        writer.Line(Generated);
        using (writer.Block($"public {model.Name}({string.Join(", ", model.Given.Select(static g => $"{g.Type} {g.Parameter}"))})"))
        {
            foreach (var given in model.Given) writer.Line($"this.{given.Member} = {given.Parameter};");
        }
        writer.Line();
    }

    /// <summary>The links from one on, as far as no method of its own begins.</summary>
    void WriteFrom(int first, string head)
    {
        using var body = writer.Block(head);
        for (var i = first; i < model.Links.Count; i++)
        {
            var link = model.Links[i];
            var call = CallOf(link, i);
            if (link.TakesNext)
            {
                writer.Line($"return {(link.IsTask ? $"new {returned}({call})" : call)};");
                return;
            }
            if (!link.IsAsync && i + 1 == model.Links.Count && model.End is null)
            {
                writer.Line($"return {Answered(call)};");
                return;
            }
            if (link.IsAsync)
            {
                // A task that has ended is not awaited: no state machine until a link is really pending.
                writer.Line($"var {model.Prefix}task{i} = {call};");
                writer.Line($"if (!{model.Prefix}task{i}.IsCompletedSuccessfully) return {model.Prefix}Await{i}({model.Prefix}task{i}, {arguments});");
                call = $"{model.Prefix}task{i}.Result";
            }
            writer.Line($"if ({call} is {{ }} {model.Prefix}answer{i}) return {Answered($"{model.Prefix}answer{i}")};");
        }
        writer.Line($"return {End()};");
    }

    string End()
    {
        if (model.End is not { } end) return "default";
        var call = CallOf(end, model.Links.Count);
        return end.IsTask ? $"new {returned}({call})" : end.IsAsync ? call : Answered(call);
    }

    string Answered(string value) => model.IsAsync ? $"new {returned}({value})" : value;

    string CallOf(ChainLink link, int index) =>
        $"{link.Call}({string.Join(", ", link.Arguments.Select(a => a == ChainLink.Next ? $"new {model.Prefix}Next{index}(this)" : a))})";

    /// <summary>What stands behind a link for those in front of it.</summary>
    void WriteBehind(int index)
    {
        var link = model.Links[index];
        if (!link.TakesNext && !link.IsAsync) return;
        var rest = $"{model.Prefix}From{index + 1}";
        writer.Line().Line(Generated);
        WriteFrom(index + 1, $"private {returned} {rest}({parameters})");
        writer.Line().Line(Generated);
        if (link.TakesNext)
        {
            using var next = writer.Block($"private readonly struct {model.Prefix}Next{index}({model.Type.FullName} chain) : global::PyIdioms.{(model.IsAsync ? ChainTypes.NextLater : ChainTypes.NextAtOnce)}<{model.Request}, {model.Response}>");
            writer.Line($"public {returned} {method}({parameters}) => chain.{rest}({arguments});");
        }
        else
        {
            using var pending = writer.Block($"private async {returned} {model.Prefix}Await{index}({link.Result} {model.Prefix}pending, {parameters})");
            writer.Line($"return await {model.Prefix}pending.ConfigureAwait(false) is {{ }} {model.Prefix}answer ? {model.Prefix}answer : await {rest}({arguments}).ConfigureAwait(false);");
        }
    }
}
