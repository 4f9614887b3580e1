namespace OrderDesk;

/// <summary>Takes orders.</summary>
public sealed class Desk(OrderStore store, IMailer mailer)
{
    /// <summary>The sin: a method that cannot await drops the task, and with it every exception.</summary>
    public void Remind(Order order)
    {
        mailer.SendAsync(order.Customer, $"Order {order.Number} waits for you.");
    }

    /// <summary>The sin: the task of a conditional call is dropped just the same.</summary>
    public async Task ConfirmAsync(Order order)
    {
        await store.SaveAsync(order);
        order.Contact?.NotifyAsync($"Order {order.Number} over {order.Total:C} is confirmed.");
    }

    /// <summary>The sin: on one path the task is never awaited.</summary>
    public async Task<bool> CancelAsync(Order order, bool quietly)
    {
        var audit = store.AuditAsync($"cancel {order.Number}");
        if (quietly)
        {
            return false;
        }

        await audit;
        return true;
    }

    /// <summary>The idiom: both tasks run at once and both are awaited.</summary>
    public async Task ShipAsync(Order order)
    {
        var save = store.SaveAsync(order);
        var audit = store.AuditAsync($"ship {order.Number}");
        await Task.WhenAll(save, audit);
    }
}

/// <summary>Sends mail.</summary>
public interface IMailer
{
    Task SendAsync(string to, string text);
}

/// <summary>A person who wants to hear about an order.</summary>
public interface IContact
{
    Task NotifyAsync(string text);
}
