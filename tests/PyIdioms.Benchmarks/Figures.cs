namespace PyIdioms.Benchmarks;

/// <summary>What a benchmark promises, and whether all of it was held.</summary>
sealed class Figures
{
    bool held = true;

    /// <summary>Says whether a promise was held.</summary>
    public void Hold(string figure, bool holds)
    {
        Console.WriteLine($"{(holds ? "held" : "MISSED")}: {figure}");
        held &= holds;
    }

    /// <summary>What the program ends with.</summary>
    public int ExitCode => held ? 0 : 1;
}
