namespace PyIdioms;

/// <summary>Measures how long each call of the method takes, also when it throws.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "ParamSpec" (whose <c>timed</c> reports nothing when the function raises). Durations go to the histogram
/// <c>pyidioms.method.duration</c> (seconds) of the meter <c>PyIdioms</c>, and to <c>Timings.Sink</c> where one is set.
/// Async methods are measured until their task ends, async streams from the first step of an enumeration to its disposal.
/// </remarks>
public sealed partial class TimedAttribute : DecoratorAttribute;
