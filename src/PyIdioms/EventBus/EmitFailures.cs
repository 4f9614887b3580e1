using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>What becomes of the failures of handlers.</summary>
/// <remarks>For code that is generated for <see cref="EventBusAttribute"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EmitFailures
{
    const string Message = "unhandled errors in the handlers of an event";

    /// <summary>Remembers one.</summary>
    /// <param name="failures">Those so far; null for none.</param>
    /// <param name="error">Another one.</param>
    public static void Add(ref List<Exception>? failures, Exception error) => (failures ??= []).Add(error);

    /// <summary>A task that ended with an exception, as an <c>async</c> method that throws it ends.</summary>
    /// <param name="error">The exception.</param>
    public static ValueTask Left(Exception error)
    {
        var builder = AsyncValueTaskMethodBuilder.Create();
        builder.SetException(error);
        return builder.Task;
    }

    /// <summary>A task that ended with all failures, in an <see cref="ExceptionGroup"/>.</summary>
    /// <param name="failures">They; null for none. What the emitter's own token cancelled is no failure, and leaves alone.</param>
    /// <param name="cancel">The emitter's token.</param>
    public static ValueTask End(List<Exception>? failures, CancellationToken cancel)
    {
        if (failures is null) return default;
        var own = failures.FindAll(error => !(cancel.IsCancellationRequested && Cancellation.IsOnly(error)));
        return Left(own.Count == 0 ? failures[0] : new ExceptionGroup(Message, own));
    }
}
