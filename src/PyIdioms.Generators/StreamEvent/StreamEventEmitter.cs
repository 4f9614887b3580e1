using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.StreamEvent;

/// <summary>Writes the event's part of the contract, and in a class of its own the methods for each shape.</summary>
static class StreamEventEmitter
{
    const string Runtime = "global::PyIdioms.";
    const string Wire = "__StreamEvent";

    public static void Write(CodeWriter writer, StreamEventModel model)
    {
        // Obsolete types, nullable promises: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        var contract = $"{Runtime}IStreamEvent<{model.Type.FullName}>";
        using var part = writer.Open(model.Type, ending: " : " + contract);
        writer.Line(Marks.Generated).Line($"static string {contract}.Name => {ConstantCode.Of(model.Name)};").Line().Line(Marks.Generated);
        using (writer.Block($"static void {contract}.Write(global::System.Buffers.IBufferWriter<byte> output, in {model.Type.FullName} value)"))
        {
            writer.Line($"var writer = {Runtime}EventWriter.Start();");
            using (writer.Block("try")) writer.Line($"{Wire}.Write0(ref writer, value);").Line("writer.WriteTo(output);");
            using (writer.Block("finally")) writer.Line("writer.Dispose();");
        }
        writer.Line().Line(Marks.Generated);
        using (writer.Block($"static {model.Type.FullName} {contract}.Read(global::System.ReadOnlySpan<byte> bytes)"))
        {
            using (writer.Block("try")) writer.Line($"var reader = {Runtime}EventReader.Start(bytes);").Line($"return {Wire}.Read0(ref reader);");
            using (writer.Block($"catch (global::System.Exception error) when (error is not {Runtime}StreamEventException)")) writer.Line($"throw {Runtime}EventReader.Refused({ConstantCode.Of(model.Name)}, error);");
        }
        writer.Line().Line(Marks.Generated);
        using var wire = writer.Block($"private static class {Wire}");
        for (var i = 0; i < model.Shapes.Count; i++)
        {
            if (i > 0) writer.Line();
            WriteShape(writer, model.Shapes[i], i);
        }
    }

    static void WriteShape(CodeWriter writer, WireShape shape, int number)
    {
        using (writer.Block($"internal static void Write{number}(ref {Runtime}EventWriter writer, {shape.Type} value)")) WriteWriter(writer, shape);
        writer.Line();
        using (writer.Block($"internal static {(shape.Kind is ShapeKind.List or ShapeKind.Set or ShapeKind.Dictionary ? shape.Made : shape.Type)} Read{number}(ref {Runtime}EventReader reader)")) WriteReader(writer, shape);
        if (shape.Kind == ShapeKind.Record && shape.IsNested) WriteNested(writer, shape, number);
    }

    /// <summary>A record in another has its length before it.</summary>
    static void WriteNested(CodeWriter writer, WireShape shape, int number)
    {
        writer.Line();
        using (writer.Block($"internal static void WriteNested{number}(ref {Runtime}EventWriter writer, {shape.Type} value)"))
        {
            writer.Line("var start = writer.Begin();").Line($"Write{number}(ref writer, value);").Line("writer.End(start);");
        }
        writer.Line();
        using (writer.Block($"internal static {shape.Type} ReadNested{number}(ref {Runtime}EventReader reader)"))
        {
            writer.Line("var members = reader.Nested();").Line($"return Read{number}(ref members);");
        }
    }

    static void WriteWriter(CodeWriter writer, WireShape shape)
    {
        if (shape.IsReference) writer.Line($"if (value is null) throw {Runtime}EventWriter.IsNull({ConstantCode.Of("A " + Shown(shape.Type))});");
        if (shape.IsOpen) writer.Line($"{Runtime}EventWriter.CheckType(value, typeof({shape.Type}));");
        switch (shape.Kind)
        {
            case ShapeKind.Record:
                foreach (var member in shape.Members) writer.Line(member.Coding.Write("value." + member.Name));
                break;
            case ShapeKind.Nullable:
                writer.Line("writer.Boolean(value.HasValue);").Line($"if (value.HasValue) {shape.Item!.Write("value.GetValueOrDefault()")}");
                break;
            case ShapeKind.NullableReference:
                writer.Line("writer.Boolean(value is not null);").Line($"if (value is not null) {shape.Item!.Write("value")}");
                break;
            case ShapeKind.Dictionary:
                writer.Line("writer.Count(value.Count);");
                using (writer.Block("foreach (var pair in value)")) writer.Line(shape.Key!.Write("pair.Key")).Line(shape.Item!.Write("pair.Value"));
                break;
            default:
                // What is only enumerable is enumerated once.
                var items = shape.Kind switch
                {
                    ShapeKind.Array => "value",
                    ShapeKind.ImmutableArray => "value.AsSpan()",
                    _ => "global::System.Linq.Enumerable.ToArray(value)",
                };
                writer.Line($"var items = {items};").Line("writer.Count(items.Length);");
                using (writer.Block("foreach (var item in items)")) writer.Line(shape.Item!.Write("item"));
                break;
        }
    }

    static string Shown(string type) => type.Replace("global::", "");

    static void WriteReader(CodeWriter writer, WireShape shape)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Record:
                RecordEmitter.WriteReader(writer, shape);
                return;
            case ShapeKind.Nullable or ShapeKind.NullableReference:
                writer.Line($"return reader.Boolean() ? {shape.Item!.Reads} : null;");
                return;
        }
        writer.Line("var count = reader.Count();");
        if (shape.Kind is ShapeKind.Array or ShapeKind.ImmutableArray)
        {
            writer.Line($"var items = global::System.GC.AllocateUninitializedArray<{shape.Made}>(count);");
            using (writer.Block("for (var i = 0; i < count; i++)")) writer.Line($"items[i] = {shape.Item!.Reads};");
            writer.Line(shape.Kind == ShapeKind.Array ? "return items;" : "return global::System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(items);");
            return;
        }
        writer.Line($"var items = new {shape.Made}(count);");
        using (writer.Block("for (var i = 0; i < count; i++)"))
        {
            writer.Line(shape.Kind switch
            {
                ShapeKind.List => $"items.Add({shape.Item!.Reads});",
                ShapeKind.Set => $"if (!items.Add({shape.Item!.Reads})) throw {Runtime}EventReader.Twice();",
                _ => $"if (!items.TryAdd({shape.Key!.Reads}, {shape.Item!.Reads})) throw {Runtime}EventReader.Twice();",
            });
        }
        writer.Line("return items;");
    }
}
