using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;

namespace PyIdioms.TestKit.Pages;

/// <summary>What a program printed, and how it failed if it did.</summary>
public sealed record ProgramRun(string Output, string? Failure)
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    static readonly ConsoleSwitch Switch = ConsoleSwitch.Install();

    /// <summary>Runs the entry point in this process, with the console's output taken.</summary>
    public static async Task<ProgramRun> Of(Compilation compilation)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (!emitted.Success) return new("", string.Join("\n", emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));

        image.Position = 0;
        var context = new AssemblyLoadContext("program", isCollectible: true);
        var entry = context.LoadFromStream(image).EntryPoint!;
        var output = new StringWriter { NewLine = "\n" };
        try
        {
            var program = Task.Run(() =>
            {
                Switch.Redirect(output);
                entry.Invoke(null, entry.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
            });
            await program.WaitAsync(Longest).ConfigureAwait(false);
            return new(output.ToString(), null);
        }
        catch (Exception failure)
        {
            return new(output.ToString(), (failure.InnerException ?? failure).ToString());
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>Sends what is written to the console to the program that wrote it, so that programs can run side by side.</summary>
    sealed class ConsoleSwitch(TextWriter otherwise) : TextWriter
    {
        readonly AsyncLocal<TextWriter?> redirected = new();

        public static ConsoleSwitch Install()
        {
            var console = new ConsoleSwitch(Console.Out);
            Console.SetOut(console);
            return console;
        }

        public override Encoding Encoding => Encoding.UTF8;

        public void Redirect(TextWriter writer) => redirected.Value = Synchronized(writer);

        public override void Write(char value) => (redirected.Value ?? otherwise).Write(value);

        public override void Write(string? value) => (redirected.Value ?? otherwise).Write(value);

        public override void WriteLine() => (redirected.Value ?? otherwise).WriteLine();

        public override void WriteLine(string? value) => (redirected.Value ?? otherwise).WriteLine(value);
    }
}
