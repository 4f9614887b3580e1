using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.CudaJit;

/// <summary>Writes a kernel twice, for devices and as loops, and what launches it.</summary>
static class CudaJitEmitter
{
    const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    public static void Write(CodeWriter writer, CudaJitModel model)
    {
        // What could be said about this text is said where the user wrote it.
        writer.Line("#pragma warning disable").Line();
        var letIn = model.IsSeenByIlgpu ? "[assembly: global::System.Runtime.CompilerServices.InternalsVisibleTo(\"ILGPURuntime\")]" : null;
        var open = writer.OpenFlat(model.Spaces, model.Type, letIn);
        WriteLauncher(writer, model);
        if (model.Device is { } device) writer.Line($"static void {DeviceName(model)}({Listed(model, static p => $"{p.OnDevice} {p.Name}")})").Line(device);
        if (model.Host is { } host)
        {
            writer.Line($"static void {HostName(model)}(global::PyIdioms.Dim3 {host.Blocks}, global::PyIdioms.Dim3 {host.Threads}{string.Concat(model.Parameters.Select(static p => $", {p.OnHost} {p.Name}"))})").Line(host.Text);
        }
        for (; open > 0; open--) writer.Line("}");
    }

    static void WriteLauncher(CodeWriter writer, CudaJitModel model)
    {
        var (type, core) = ($"{model.Name}Kernel", TypeName.Escape(model.Name + CudaJitParser.Ending));
        writer.Line($"/// <summary>Launches <c>{model.Name}Core</c>: <c>{model.Name}[blocks, threads](…)</c>.</summary>");
        writer.Line($"{model.Access}static {type} {TypeName.Escape(model.Name)} {{ get; }} = new();").Line();
        writer.Line($"/// <summary>The kernel <c>{model.Name}Core</c>.</summary>");
        using var body = writer.Block($"{model.Access}sealed class {type} : global::PyIdioms.GpuKernel");
        writer.Line($"const string Core = nameof({core});").Line();
        writer.Line("/// <summary>What the kernel takes: arrays and spans of the program, which are copied to the device and back, or arrays that are there.</summary>");
        writer.Line($"public delegate void Launch({Listed(model, static p => $"{p.Launched} {p.Name}")});").Line();
        writer.Line("/// <summary>Launches it.</summary>");
        var (blocks, threads, stream) = (Free("blocks", model), Free("threads", model), Free("stream", model));
        writer.Line($"/// <param name=\"{blocks}\">How many blocks: a number, or two or three in parentheses.</param>");
        writer.Line($"/// <param name=\"{threads}\">How many threads each of them has.</param>");
        writer.Line($"/// <param name=\"{stream}\">Where it waits for its turn.</param>");
        writer.Line($"public Launch this[global::PyIdioms.Dim3 {blocks}, global::PyIdioms.Dim3 {threads}, global::PyIdioms.GpuStream? {stream} = null] =>");
        using (writer.Indent()) writer.Line($"({Names(model)}) => Run(new(Name, {blocks}, {threads}, {stream}, {(model.NeedsDevice ? "true" : "false")}){Also(model)});");
        writer.Line();
        if (model.Device is null || model.Host is null)
        {
            writer.Line($"internal {type}() : base(nameof({TypeName.Escape(model.Name)}), (global::System.Action)(static () => throw new global::System.NotSupportedException(\"{model.Refusal}\"))) {{ }}").Line();
            writer.Line($"void Run(global::PyIdioms.Gpu.KernelLaunch __launch{Declared(model)}) => throw new global::System.NotSupportedException(\"{model.Refusal}\");");
            return;
        }
        writer.Line($"internal {type}() : base(nameof({TypeName.Escape(model.Name)}), (Body){DeviceName(model)}) {{ }}").Line();
        writer.Line($"delegate void Body({Listed(model, static p => $"{p.OnDevice} {p.Name}")});").Line();
        writer.Line($"delegate void Compiled(global::ILGPU.Runtime.AcceleratorStream __stream, global::ILGPU.KernelConfig __size{string.Concat(model.Parameters.Select(static p => $", {p.OnDevice} {p.Name}"))});").Line();
        using var run = writer.Block($"void Run(global::PyIdioms.Gpu.KernelLaunch __launch{Declared(model)})");
        var spans = model.Parameters.Where(static p => p.Passing != KernelPassing.Value).ToList();
        foreach (var span in spans) writer.Line($"__launch.Takes(\"{span.Name}\", {span.Name});");
        using (writer.Block("if (__launch.IsOnHost())"))
        {
            writer.Line($"{HostName(model)}(__launch.Blocks, __launch.Threads{string.Concat(model.Parameters.Select(p => ", " + OnHost(p, spans)))});");
            writer.Line("return;");
        }
        writer.Line("if (__launch.IsEmpty) return;");
        writer.Line("var __compiled = Compile<Compiled>(__launch, out var __stream, out var __size);");
        using (writer.Block("try"))
        {
            foreach (var span in spans) writer.Line($"var {OnDevice(span)} = __launch.OnDevice({span.Name});");
            writer.Line($"__compiled(__stream, __size{string.Concat(model.Parameters.Select(static p => ", " + (p.Passing == KernelPassing.Value ? p.Name : OnDevice(p))))});");
            foreach (var span in spans.Where(static p => p.Passing == KernelPassing.Stored)) writer.Line($"__launch.Return({span.Name}, {OnDevice(span)});");
        }
        using (writer.Block("finally")) writer.Line("__launch.Dispose();");
    }

    /// <summary>What is read must not be what is stored, as on a device it could not be.</summary>
    static string OnHost(KernelParameter parameter, List<KernelParameter> spans) => parameter.Passing switch
    {
        KernelPassing.Read => string.Concat(spans.Where(static p => p.Passing == KernelPassing.Stored).Select(static _ => "__launch.Apart(")) + $"__launch.Read({parameter.Name})"
            + string.Concat(spans.Where(static p => p.Passing == KernelPassing.Stored).Select(p => $", {parameter.Name}, {p.Name})")),
        KernelPassing.Stored => $"__launch.Stored({parameter.Name})",
        _ => parameter.Name,
    };

    /// <summary>A name, or one like it, that no parameter of the kernel has.</summary>
    static string Free(string name, CudaJitModel model) => model.Parameters.Any(p => p.Name.TrimStart('@') == name) ? Free(name + "_", model) : name;

    static string OnDevice(KernelParameter parameter) => $"__{parameter.Name.TrimStart('@')}";

    static string DeviceName(CudaJitModel model) => $"{model.Name}__Device";

    static string HostName(CudaJitModel model) => $"{model.Name}__Host";

    static string Declared(CudaJitModel model) => string.Concat(model.Parameters.Select(static p => $", {p.Launched} {p.Name}"));

    static string Names(CudaJitModel model) => Listed(model, static p => p.Name);

    static string Also(CudaJitModel model) => string.Concat(model.Parameters.Select(static p => ", " + p.Name));

    static string Listed(CudaJitModel model, Func<KernelParameter, string> of) => string.Join(", ", model.Parameters.Select(of));
}
