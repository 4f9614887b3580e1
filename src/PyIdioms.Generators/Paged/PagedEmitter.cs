using System.Globalization;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Paged;

/// <summary>Writes the loop over the pages.</summary>
static class PagedEmitter
{
    public static void Write(CodeWriter writer, PagedModel model)
    {
        // Obsolete types, nullable promises: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var part = writer.Open(model.Type);
        using var body = writer.Block(model.Method.Implementation(isAsync: true));
        if (model.Core is { } core) WritePages(writer, model, core);
        else writer.Line($"await global::System.Threading.Tasks.Task.FromException(new global::System.NotSupportedException(\"{model.Refusal}\")).ConfigureAwait(false);").Line("yield break;");
    }

    static void WritePages(CodeWriter writer, PagedModel model, PageQuery core)
    {
        var prefix = PrefixFor(model);
        var (offset, page, rows, row) = (prefix + "offset", prefix + "page", prefix + "rows", prefix + "row");
        var size = model.Size.ToString(CultureInfo.InvariantCulture);
        using var pages = writer.Block($"for ({core.Counter} {offset} = 0; ; {offset} = checked({offset} + {size}))");
        if (core.Token.Length > 0) writer.Line($"{core.Token}.ThrowIfCancellationRequested();");
        var call = $"{core.Name}({string.Join(", ", core.Arguments.Select(a => a.Replace(PageQuery.Offset, offset)))})";
        writer.Line($"var {page} = {(core.IsAwaited ? $"await {call}.ConfigureAwait(false)" : call)};");
        if (core.MayBeNull) writer.Line($"if ({page} is null) yield break;");
        writer.Line($"var {rows} = 0;");
        using (writer.Block(Loop(core, row, page)))
        {
            writer.Line($"{rows}++;");
            writer.Line($"yield return {row};");
        }
        writer.Line($"if ({rows} {(model.StopsAtShortPage ? "< " + size : "== 0")}) yield break;");
    }

    static string Loop(PageQuery core, string row, string page) => core.Page switch
    {
        PageKind.Sequence => $"foreach (var {row} in {page})",
        _ => $"await foreach (var {row} in {(core.Token.Length > 0 ? $"global::System.Threading.Tasks.TaskAsyncEnumerableExtensions.WithCancellation({page}, {core.Token})" : page)}.ConfigureAwait(false))",
    };

    /// <summary>What no parameter begins with.</summary>
    static string PrefixFor(PagedModel model)
    {
        var prefix = "__";
        while (model.Method.HasParameter(p => p.BareName.StartsWith(prefix, StringComparison.Ordinal))) prefix += "_";
        return prefix;
    }
}
