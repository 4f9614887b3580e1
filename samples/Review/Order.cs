using System.Text.Json.Serialization;

namespace OrderDesk;

/// <summary>One line of an order.</summary>
public sealed record OrderLine(string Product, int Quantity, decimal UnitPrice);

/// <summary>What a customer wants.</summary>
public sealed record Order(int Number, string Customer, IReadOnlyList<OrderLine> Lines)
{
    [JsonIgnore]
    public IContact? Contact { get; init; }

    public decimal Total => Lines.Sum(line => line.Quantity * line.UnitPrice);
}
