using System.Text.Json;

namespace OrderDesk;

/// <summary>Keeps orders as files.</summary>
public sealed class OrderStore(string folder)
{
    public async Task SaveAsync(Order order)
    {
        await using var file = File.Create(PathOf(order.Number));
        await JsonSerializer.SerializeAsync(file, order);
    }

    public async Task<Order?> LoadAsync(int number)
    {
        await using var file = File.OpenRead(PathOf(number));
        return await JsonSerializer.DeserializeAsync<Order>(file);
    }

    public async Task AuditAsync(string line) => await File.AppendAllTextAsync(Path.Combine(folder, "audit.log"), line + Environment.NewLine);

    string PathOf(int number) => Path.Combine(folder, $"{number}.json");
}
