using System.Globalization;

namespace PyIdioms;

/// <summary>Whole numbers from one to before another, whose iterations do not need one another: Numba's <c>prange</c>.</summary>
/// <param name="Start">The first number.</param>
/// <param name="Stop">The number before which it ends; where that is not beyond the first, none is counted.</param>
/// <remarks>
/// Handbook, Performance, "Numba JIT Compilation", parallel loops. A loop over it counts one by one, as <c>for</c> does. In a method with <c>[Njit(Parallel = true)]</c> it runs
/// on several threads as soon as there is enough to do, with results that do not depend on how many.
/// </remarks>
public readonly record struct Prange(int Start, int Stop)
{
    const string Variable = "PYIDIOMS_NUM_THREADS";

    static int threads = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : Environment.ProcessorCount;

    /// <summary>Whole numbers from 0 to before another.</summary>
    /// <param name="stop">The number before which it ends.</param>
    public Prange(int stop) : this(0, stop)
    {
    }

    /// <summary>
    /// On how many threads a loop may run, the one that begins it among them: as many as the machine has cores, or as the environment variable PYIDIOMS_NUM_THREADS says. For the
    /// whole process, from the next loop on: Numba's <c>set_num_threads</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than one.</exception>
    public static int Threads
    {
        get => Volatile.Read(ref threads);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Volatile.Write(ref threads, value);
        }
    }

    /// <summary>Counts them.</summary>
    /// <returns>What <c>foreach</c> asks.</returns>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>What counts.</summary>
    public record struct Enumerator
    {
        readonly int stop;
        int current;

        internal Enumerator(Prange range) => (stop, current) = range.Stop > range.Start ? (range.Stop, unchecked(range.Start - 1)) : (int.MinValue, int.MaxValue);

        /// <summary>The number.</summary>
        public readonly int Current => current;

        /// <summary>Goes on to the next number.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext() => unchecked(++current) < stop;
    }
}
