namespace PyIdioms;

/// <summary>Runs a method once: later calls get the first result. <c>functools.cache</c> on a method without arguments.</summary>
/// <remarks>
/// Callers that come while the method runs wait for it, and share its run where it is async. A run that throws does not count: the next caller runs the method again.
/// An instance method runs once per instance.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnceAttribute : DecoratorAttribute;
