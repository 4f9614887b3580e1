using System.Runtime.CompilerServices;

namespace PyIdioms.Benchmarks.Profiling;

/// <summary>A method in every form that is measured. None is inlined, so that all pay for one call.</summary>
public sealed partial class Work
{
    static readonly ProfiledAttribute ByHandProfile = new();
    static readonly CallSite ByHandSite = new("Work", "ByHand");
    readonly int salt = 1;

    [MethodImpl(MethodImplOptions.NoInlining)] public int Direct(int a, int b) => AddCore(a, b);

    [Profiled, MethodImpl(MethodImplOptions.NoInlining)] public partial int Profiled(int a, int b);

    /// <summary>The same bookkeeping between the same lines, written by hand.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int ByHand(int a, int b)
    {
        var call = ByHandProfile.OnEnter(in ByHandSite);
        try
        {
            return AddCore(a, b);
        }
        finally
        {
            ByHandProfile.OnExit(in ByHandSite, ref call, null);
        }
    }

    [LineProfiled, MethodImpl(MethodImplOptions.NoInlining)] public partial int LineProfiled(int a, int b);

    int LineProfiledCore(int a, int b) => AddCore(a, b);

    int ProfiledCore(int a, int b) => AddCore(a, b);

    [MethodImpl(MethodImplOptions.NoInlining)] int AddCore(int a, int b) => a + b + salt;
}
