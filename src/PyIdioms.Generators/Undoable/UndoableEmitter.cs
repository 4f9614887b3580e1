using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Undoable;

/// <summary>Writes the method and the command that a call of it is.</summary>
static class UndoableEmitter
{
    const string Runtime = "global::PyIdioms.";
    const string Token = "global::System.Threading.CancellationToken";
    const string Memento = "__memento", Self = "__self", Cancel = "__cancel";

    public static void Write(CodeWriter writer, UndoableModel model)
    {
        // Obsolete types, nullable promises: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var part = writer.Open(model.Type);
        if (model.History is { IsWritten: true }) writer.Line("/// <summary>What has been done, to be undone and redone.</summary>").Line(Generated).Line($"public {Runtime}CommandHistory {History.Written} {{ get; }} = new();").Line();
        if (model.Undo is not { } undo || model.History is not { } history || model.Refusal is not null)
        {
            writer.Line($"{model.Method.Implementation()} => throw new global::System.NotSupportedException(\"{model.Refusal}\");");
            return;
        }
        var command = "__Command" + model.Signature.Replace('.', '_');
        var place = history.Code;
        if (history.IsCaptured) writer.Line(Generated).Line($"private {Runtime}CommandHistory {place = "__History" + model.Signature.Replace('.', '_')} => {history.Code};").Line();
        WriteMethod(writer, model, place, command);
        writer.Line();
        WriteCommand(writer, model, undo, command);
    }

    static void WriteMethod(CodeWriter writer, UndoableModel model, string history, string command)
    {
        var method = model.Method;
        var creation = $"new {command}{method.TypeArguments}({string.Join(", ", (method.IsStatic ? [] : new[] { "this" }).Concat(Kept(method).Select(static p => p.Name)))})";
        var hasResult = method.Kind is ReturnKind.Value or ReturnKind.TaskOfT or ReturnKind.ValueTaskOfT;
        var token = method.Parameters.FirstOrDefault(static p => p.IsToken)?.Name ?? "default";
        var run = method.IsAsync ? $"{history}.DoAsync({(hasResult ? Memento : creation)}, {token})" : $"{history}.Do({(hasResult ? Memento : creation)})";
        if (!hasResult)
        {
            writer.Line($"{method.Implementation()} => {run}{(method.Kind == ReturnKind.Task ? ".AsTask()" : "")};");
            return;
        }
        using var body = writer.Block(method.Implementation(method.IsAsync));
        writer.Line($"var {Memento} = {creation};");
        writer.Line(method.IsAsync ? $"await {run}.ConfigureAwait(false);" : $"{run};");
        writer.Line($"return {Memento}.{Memento};");
    }

    static void WriteCommand(CodeWriter writer, UndoableModel model, UndoCall undo, string command)
    {
        var method = model.Method;
        var parameters = (method.IsStatic ? [] : new[] { $"{model.Type.FullName} {Self}" }).Concat(Kept(method).Select(static p => $"{p.Type} {p.Name}"));
        var face = $"{Runtime}{(method.IsAsync ? "IAsyncCommand" : "ICommand")}";
        writer.Line($"/// <summary>A call of <c>{method.BareName}</c>.</summary>").Line(Generated);
        using var type = writer.Block($"private sealed class {command}{method.TypeArguments}({string.Join(", ", parameters)}) : {face}{method.Constraints}");
        if (model.Core.Length > 0) writer.Line($"public {model.Core} {Memento} = default!;").Line();
        var target = method.IsStatic ? model.Type.FullName + "." : Self + ".";
        var core = $"{target}{TypeName.Escape(method.BareName + "Core")}{method.TypeArguments}({string.Join(", ", method.Parameters.Select(p => p.IsToken && method.IsAsync ? Cancel : p.Name))})";
        var back = $"{target}{undo.Name}({string.Join(", ", undo.Arguments.Select(static a => a.Replace(UndoCall.Memento, Memento).Replace(UndoCall.Token, Cancel)))})";
        var assigned = model.Core.Length > 0 ? Memento + " = " : "";
        if (method.IsAsync)
        {
            writer.Line($"async global::System.Threading.Tasks.ValueTask {face}.ExecuteAsync({Token} {Cancel}) => {assigned}await {core}.ConfigureAwait(false);").Line();
            writer.Line(undo.IsAwaited ? $"async global::System.Threading.Tasks.ValueTask {face}.UndoAsync({Token} {Cancel}) => await {back}.ConfigureAwait(false);"
                : $"global::System.Threading.Tasks.ValueTask {face}.UndoAsync({Token} {Cancel}) {{ {back}; return default; }}");
        }
        else
        {
            writer.Line($"void {face}.Execute() => {assigned}{core};").Line();
            writer.Line($"void {face}.Undo() => {back};");
        }
        writer.Line().Line("/// <summary>The method's name.</summary>").Line($"public override string ToString() => \"{method.BareName}\";");
    }

    /// <summary>What a command keeps of a call: the token of an asynchronous one is that of whoever does it again.</summary>
    static IEnumerable<ParameterShape> Kept(MethodShape method) => method.Parameters.Where(p => !(p.IsToken && method.IsAsync));
}
