using System.CommandLine;
using System.Text;
using PyIdioms.Tool;
using PyIdioms.Tool.Commands;

UseUtf8();

var root = new RootCommand("Reviews C# code with the PyIdioms rules, on the SDK's own compiler.") { ReviewCommand.Create(), NjitCommand.Create() };
var parsed = root.Parse(args);

if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine($"pyidioms: {error.Message}");
    }

    Console.Error.WriteLine("Run 'pyidioms --help', or 'pyidioms review --help', to see what is accepted.");
    return ExitCode.Usage;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (UsageException problem)
{
    Console.Error.WriteLine($"pyidioms: {problem.Message}");
    return ExitCode.Usage;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("pyidioms: cancelled.");
    return ExitCode.Cancelled;
}
catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
{
    Console.Error.WriteLine($"pyidioms: {problem.Message}");
    return ExitCode.Incomplete;
}

// Code and its frames are Unicode, which a Windows console does not assume.
static void UseUtf8()
{
    try
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    }
    catch (IOException)
    {
        // There is no console to tell.
    }
}
