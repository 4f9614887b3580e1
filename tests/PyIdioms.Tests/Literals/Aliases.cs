using System.Text.Json.Serialization;
using PyIdioms;

#pragma warning disable CA1050 // One of them stands in the global namespace on purpose.

[Literal("north", "south", "east", "west")]
public readonly partial record struct Direction;

namespace PyIdioms.Tests.Literals
{
    [Literal(200, 201, 400, 401, 403, 404, 500)]
    public readonly partial record struct StatusCode;

    [Literal("GET", "POST", "PUT", "DELETE")]
    public partial record struct HttpMethod;

    [Literal('+', '-')]
    public readonly partial struct Sign;

    [Literal(-1L, long.MinValue, long.MaxValue)]
    public readonly partial record struct Far;

    [Literal((byte)1, (byte)255)]
    public readonly partial record struct Small;

    [Literal(ulong.MaxValue, 0ul)]
    public readonly partial record struct Unsigned;

    [Literal("", "a", "A", "read-only", "class", "value", "state", "\"quoted\" <tag>", "ünï", "+", "2xx", "camelCase", "HTTP_OK")]
    public readonly partial record struct Odd;

    [Literal("a", "b", "a")]
    public readonly partial record struct Twice;

    [Literal("only")]
    public readonly partial record struct Only;

    /// <summary>It keeps what it is told of itself.</summary>
    [Literal("x", "y")]
    [JsonConverter(typeof(LiteralJsonConverter<Seen, string>))]
    public readonly partial record struct Seen
    {
        public override string ToString() => $"<{Value}>";
    }

    public partial interface IHolder<T>
    {
        public partial struct @struct
        {
            [Literal("l", "r")]
            public readonly partial record struct @event;
        }
    }

    public sealed record Response(StatusCode Code, HttpMethod? Method, Dictionary<Direction, Sign> Ways, List<Far> All);

    [JsonSerializable(typeof(Seen[]))]
    public sealed partial class LiteralJson : JsonSerializerContext;
}
