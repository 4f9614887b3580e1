namespace PyIdioms.Kernel.Provenance;

/// <summary>The most work that one question may cost; spent, nothing is known.</summary>
sealed class Budget(int steps)
{
    const int MostEntered = 150;

    int left = steps, entered;

    /// <summary>The members whose first values are being worked out: an object may hold another of its own type.</summary>
    public HashSet<Microsoft.CodeAnalysis.ISymbol> Open { get; } = new(Microsoft.CodeAnalysis.SymbolEqualityComparer.Default);

    /// <summary>Whether one more function may be run from where it is called.</summary>
    public bool TryEnter() => entered++ < MostEntered;

    /// <exception cref="SpentException">Nothing is left.</exception>
    public void Spend(int cost = 1)
    {
        if ((left -= cost) < 0) throw new SpentException();
    }
}

/// <summary>Leaves a question that costs too much. Never leaves <see cref="ValueProvenance"/>.</summary>
sealed class SpentException : Exception;
