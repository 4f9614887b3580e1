namespace PyIdioms.Kernel.Provenance;

/// <summary>The most work that one question may cost; spent, nothing is known.</summary>
sealed class Budget(int steps)
{
    int left = steps;

    /// <exception cref="SpentException">Nothing is left.</exception>
    public void Spend(int cost = 1)
    {
        if ((left -= cost) < 0) throw new SpentException();
    }
}

/// <summary>Leaves a question that costs too much. Never leaves <see cref="ValueProvenance"/>.</summary>
sealed class SpentException : Exception;
