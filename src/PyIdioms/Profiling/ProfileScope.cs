namespace PyIdioms;

/// <summary>The stretch of a program that is profiled: the profile is on until it is disposed, and its figures are those since it began.</summary>
public sealed class ProfileScope : IDisposable
{
    readonly ProfileSnapshot before = Profile.Snapshot();
    ProfileSnapshot? after;

    internal ProfileScope() { }

    /// <summary>The calls that ended since the scope began, and before it was disposed.</summary>
    public ProfileSnapshot Snapshot() => after ?? Profile.Snapshot().Since(before);

    /// <inheritdoc cref="Profile.Report"/>
    public void Report(SortBy sort = SortBy.Cumulative, int top = int.MaxValue, TextWriter? output = null) =>
        (output ?? Console.Out).Write(Snapshot().ToString(sort, top));

    /// <summary>Stops counting, unless the profile is on for another reason.</summary>
    public void Dispose()
    {
        if (after is not null) return;
        after = Snapshot();
        Profile.End(this);
    }
}
