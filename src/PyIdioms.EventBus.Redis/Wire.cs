using StackExchange.Redis;

namespace PyIdioms;

/// <summary>The fields of an entry, and the channel that is rung when one is added.</summary>
static class Wire
{
    public static readonly RedisValue Event = "event";
    public static readonly RedisValue Data = "data";
    public static readonly RedisValue TraceParent = "traceparent";
    public static readonly RedisValue Id = "id";
    public static readonly RedisValue Group = "group";
    public static readonly RedisValue Reason = "reason";
    public static readonly RedisValue Deliveries = "deliveries";

    public static RedisChannel BellOf(string stream) => RedisChannel.Literal(stream + ":bell");

    /// <summary>What passes when Redis is back; a wrong command does not.</summary>
    public static bool MayPass(Exception error) => error is RedisConnectionException or RedisTimeoutException or TimeoutException
        || error is RedisServerException server && (IsOf(server, "LOADING") || IsOf(server, "TRYAGAIN") || IsOf(server, "CLUSTERDOWN") || IsOf(server, "MASTERDOWN") || IsOf(server, "READONLY") || IsOf(server, "BUSY ") || IsOf(server, "OOM"));

    /// <summary>The stream or its group is gone: deleted, or Redis restarted without its data.</summary>
    public static bool IsGroupGone(Exception error) => error is RedisServerException server && IsOf(server, "NOGROUP");

    public static bool IsGroupThere(Exception error) => error is RedisServerException server && IsOf(server, "BUSYGROUP");

    static bool IsOf(RedisServerException error, string word) => error.Message.StartsWith(word, StringComparison.Ordinal);
}
