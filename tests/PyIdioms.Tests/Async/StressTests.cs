namespace PyIdioms.Tests.Async;

/// <summary>Thousands of random programs of groups, scopes, failures, cancellations and time limits, each in an order of its own.</summary>
/// <remarks>A few in each run of the tests; <c>PYIDIOMS_STRESS=100000</c> runs more, <c>PYIDIOMS_STRESS=100000:7</c> others.</remarks>
public class StressTests
{
    [Fact]
    public void NothingIsLostLeakedOrStuck()
    {
        var asked = (Environment.GetEnvironmentVariable("PYIDIOMS_STRESS") ?? "3000").Split(':');
        var (runs, seed) = (int.Parse(asked[0]), asked.Length > 1 ? int.Parse(asked[1]) : 1);
        var totals = new Dictionary<string, int>();
        for (var run = 0; run < runs; run++)
        {
            try
            {
                RandomProgram.Run(HashCode.Combine(seed, run), totals);
            }
            catch (Exception wrong)
            {
                throw new InvalidOperationException($"run {run} of seed {seed}", wrong);
            }
        }
        TestContext.Current.SendDiagnosticMessage(string.Join(", ", totals.OrderBy(t => t.Key).Select(t => $"{t.Key} {t.Value}")));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", totals.OrderBy(t => t.Key).Select(t => $"{t.Key} {t.Value}")));
        // It is no test if nothing of a kind happens.
        Assert.All(new[] { "children", "groups", "failures", "cancelled children", "groups that failed", "groups cancelled from outside", "timeouts", "caught", "started" }, kind => Assert.True(totals.GetValueOrDefault(kind) > runs / 100, kind));
    }
}
