namespace PyIdioms.Lanes;

/// <summary>Vectors of doubles: their functions look coefficients up.</summary>
interface ILaneTables<V> : ILaneMath<V>
{
    /// <summary>That of sixteen numbers which the low four bits of each lane name.</summary>
    static abstract V Lookup(ref double table, V bits);

    /// <summary>A scalar function of each lane of two.</summary>
    static abstract V Each(V x, V y, Func<double, double, double> function);
}
