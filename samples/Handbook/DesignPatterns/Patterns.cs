namespace Handbook.DesignPatterns;

/// <summary>Design Patterns.</summary>
static class Patterns
{
    public static void Run()
    {
        Console.WriteLine("## Design patterns");
        var cart = new Cart();
        cart.Add("bread");
        cart.Add("milk");
        cart.Remove("bread");
        Console.Write($"  cart: {cart}");
        while (cart.History.Undo()) Console.Write($", then '{cart}'");
        Console.WriteLine($", by hand '{string.Join(" ", Cart.UndoneByHand())}'");

        var pipeline = new Pipeline(new(), new(most: 2), new());
        foreach (var (user, path) in new[] { (null, "/"), ("ann", "/"), ("ann", "/about"), ("ann", "/") }) Console.WriteLine($"  {pipeline.Handle(new(user, path))}");
    }
}
