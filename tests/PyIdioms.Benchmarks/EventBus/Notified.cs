using Mediator;

namespace PyIdioms.Benchmarks.EventBus;

/// <summary>The same handlers for Mediator.SourceGenerator, a class each.</summary>
sealed class ReserveOne(IInventory inventory) : INotificationHandler<Placed>
{
    public ValueTask Handle(Placed notification, CancellationToken cancellationToken)
    {
        Work.Reserve(notification.Order, inventory);
        return default;
    }
}

sealed class SendOne(IInventory inventory) : INotificationHandler<Sent>
{
    public ValueTask Handle(Sent notification, CancellationToken cancellationToken) => Work.SendAsync(notification.Order, inventory);
}

abstract class ReserveEach(IInventory inventory)
{
    public ValueTask Handle(Placed8 notification, CancellationToken cancellationToken)
    {
        Work.Reserve(notification.Order, inventory);
        return default;
    }
}

abstract class SendEach(IInventory inventory)
{
    public ValueTask Handle(Sent8 notification, CancellationToken cancellationToken) => Work.SendAsync(notification.Order, inventory);
}

sealed class Reserve1(IInventory inventory) : ReserveEach(inventory), INotificationHandler<Placed8>;

sealed class Reserve2(IInventory inventory) : ReserveEach(inventory), INotificationHandler<Placed8>;

sealed class Reserve3(IInventory inventory) : ReserveEach(inventory), INotificationHandler<Placed8>;

sealed class Reserve4(IInventory inventory) : ReserveEach(inventory), INotificationHandler<Placed8>;

sealed class Reserve5(IInventory inventory) : ReserveEach(inventory), INotificationHandler<Placed8>;

sealed class Reserve6(IInventory inventory) : ReserveEach(inventory), INotificationHandler<Placed8>;

sealed class Reserve7(IInventory inventory) : ReserveEach(inventory), INotificationHandler<Placed8>;

sealed class Reserve8(IInventory inventory) : ReserveEach(inventory), INotificationHandler<Placed8>;

sealed class Send1(IInventory inventory) : SendEach(inventory), INotificationHandler<Sent8>;

sealed class Send2(IInventory inventory) : SendEach(inventory), INotificationHandler<Sent8>;

sealed class Send3(IInventory inventory) : SendEach(inventory), INotificationHandler<Sent8>;

sealed class Send4(IInventory inventory) : SendEach(inventory), INotificationHandler<Sent8>;

sealed class Send5(IInventory inventory) : SendEach(inventory), INotificationHandler<Sent8>;

sealed class Send6(IInventory inventory) : SendEach(inventory), INotificationHandler<Sent8>;

sealed class Send7(IInventory inventory) : SendEach(inventory), INotificationHandler<Sent8>;

sealed class Send8(IInventory inventory) : SendEach(inventory), INotificationHandler<Sent8>;
