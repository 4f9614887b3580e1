using System.Diagnostics;

namespace PyIdioms;

partial class TimedAttribute : IHooks<long>
{
    /// <summary>The time stamp of the start.</summary>
    public long OnEnter(in CallSite site) => Stopwatch.GetTimestamp();

    /// <summary>Reports the time since the start.</summary>
    public void OnExit(in CallSite site, ref long state, Exception? error) => Timings.Report(in site, state, error);
}
