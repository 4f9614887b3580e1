using System.ComponentModel;

namespace PyIdioms;

/// <summary>Turns tasks without a result into tasks of <see cref="Unit"/> and back. Generated code calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UnitTask
{
    /// <summary>Ends when the task ends.</summary>
    public static ValueTask<Unit> From(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.IsCompletedSuccessfully ? default : Wait(task);

        static async ValueTask<Unit> Wait(Task task)
        {
            await task.ConfigureAwait(false);
            return default;
        }
    }

    /// <inheritdoc cref="From(Task)"/>
    public static ValueTask<Unit> From(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully) return Wait(task);
        task.GetAwaiter().GetResult();
        return default;

        static async ValueTask<Unit> Wait(ValueTask task)
        {
            await task.ConfigureAwait(false);
            return default;
        }
    }

    /// <summary>Ends when the task ends, without its empty result.</summary>
    public static ValueTask Without(ValueTask<Unit> task)
    {
        if (!task.IsCompletedSuccessfully) return Wait(task);
        task.GetAwaiter().GetResult();
        return default;

        static async ValueTask Wait(ValueTask<Unit> task) => await task.ConfigureAwait(false);
    }
}
