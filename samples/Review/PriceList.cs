namespace OrderDesk;

/// <summary>Prices by product.</summary>
public sealed class PriceList(IReadOnlyDictionary<string, decimal> prices)
{
    readonly Dictionary<string, decimal> _prices = new(prices);

    /// <summary>The sin: the key is hashed and looked for twice.</summary>
    public decimal PriceOf(string product)
    {
        if (_prices.ContainsKey(product))
        {
            return _prices[product];
        }

        return 0;
    }

    /// <summary>The idiom: one look, as with <c>dict.get</c>.</summary>
    public decimal PriceOrZero(string product) => _prices.TryGetValue(product, out var price) ? price : 0;
}
