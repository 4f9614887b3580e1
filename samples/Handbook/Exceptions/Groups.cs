namespace Handbook.Exceptions;

/// <summary>Exception Mastery, "ExceptionGroup" and "traceback Module": all that failed, each handled by its type, and where it came from.</summary>
static class Groups
{
    public static async Task RunAsync()
    {
        Console.WriteLine("## Exception groups");
        try
        {
            await RunTasksAsync();
        }
        catch (Exception e)
        {
            Console.WriteLine($"  left: {string.Join(", ", ((ExceptionGroup)e).Leaves.Select(static leaf => leaf.Message))}");
        }

        var failed = ConfigException.From(new FormatException("not a number"), "Failed to parse config");
        Console.Write(Traceback.Format(failed));
    }

    static async Task RunTasksAsync()
    {
        try
        {
            throw new ExceptionGroup("task errors", new TimeoutException("slow"), new ArgumentException("bad value"), new FormatException("bad type"));
        }
        catch (Exception e)
        {
            await ExceptStar.Of(e)
                .On<ArgumentException>(static group => Console.WriteLine($"  handled: {group.Exceptions[0].Message}"))
                .On<TimeoutException>(static async group =>
                {
                    await Task.Delay(1);
                    group.Reraise();
                })
                .ThrowRestAsync();
        }
    }
}

[Exception] sealed partial class ConfigException;
