namespace PyIdioms;

/// <summary>Leaves a method, or all of a type, out of what <see cref="T:PyIdioms.Traceback"/> shows: pytest's <c>__tracebackhide__ = True</c>.</summary>
/// <remarks>
/// Handbook, Exception Mastery, "traceback Module". For assertions and guards, whose callers are what a reader looks for. .NET's own <c>[StackTraceHidden]</c> does
/// the same there and in <see cref="Exception.StackTrace"/>. Under NativeAOT, which keeps no attributes of methods, hidden frames show.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class TracebackHideAttribute : Attribute;
