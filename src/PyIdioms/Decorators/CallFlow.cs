namespace PyIdioms;

/// <summary>How the hooks of a call stand to the flow of its caller.</summary>
public enum CallFlow
{
    /// <summary>The call ends before its caller goes on, on the same thread.</summary>
    Synchronous,

    /// <summary>The hooks run inside an <c>async</c> method: what they put into an <see cref="AsyncLocal{T}"/> is seen by the body and by nobody else.</summary>
    Asynchronous,

    /// <summary>The call may end later, and its entry runs in the caller's own flow: streams, and tasks of methods that C# does not let be <c>async</c>.</summary>
    Detached,
}
