namespace PyIdioms;

/// <summary>Counts the calls of the method and their time, its own and its callees', while <c>Profile.Enabled</c> is on.</summary>
/// <remarks>
/// Handbook, Performance, "Profiling": <c>cProfile</c> and <c>pstats</c>. <c>Profile.Report()</c> prints the table. Switched off, a call costs a branch.
/// A call of an async method lasts from its entry until its task ends, one of an async stream from its first step to its disposal.
/// </remarks>
public sealed partial class ProfiledAttribute : DecoratorAttribute
{
    /// <summary>What the table calls the method instead of its type and name: overloads are told apart by it.</summary>
    public string? Name { get; set; }
}
