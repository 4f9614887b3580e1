using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using PyIdioms;

#pragma warning disable CA1050 // One of them stands in the global namespace on purpose.

[Secret]
public readonly partial record struct GlobalSecret(string Value);

namespace PyIdioms.Tests.Security
{
    [Secret]
    public readonly partial record struct ApiKey(string Value);

    [Secret]
    public partial record struct Changeable(string Value);

    [Secret]
    public sealed partial record Signature(byte[] Bytes)
    {
        public static Signature Of(params byte[] bytes) => new(bytes);
    }

    [Secret]
    public readonly partial struct Salt(ReadOnlyMemory<byte> bytes)
    {
        public ReadOnlyMemory<byte> Bytes { get; } = bytes;
        public static int Count { get; set; }
        public const string Label = "salt";
    }

    [Secret]
    public sealed partial class Password
    {
        private readonly string? text;

        public Password(string? text) => this.text = text;

        public string? Reveal() => text;
    }

    /// <summary>No constructor takes the value.</summary>
    [Secret]
    public sealed partial record Initialized
    {
        public required string Text { get; init; }
    }

    [Secret]
    public sealed partial record Constructed
    {
        [SetsRequiredMembers]
        public Constructed(string text) => Text = text;

        public required string Text { get; init; }
    }

    public partial interface IHolder<@class> where @class : struct
    {
        public partial record Inner<T>
        {
            [Secret]
            public readonly partial record struct Key<U>(string Value);
        }
    }

    public static partial class @static
    {
        [Secret]
        public sealed partial record @record(string @string);
    }

    /// <summary>The STJ source generator sees the attribute that stands in the source.</summary>
    [Secret, JsonConverter(typeof(SecretJsonConverter<Seen, string>))]
    public readonly partial record struct Seen(string Value);

    public sealed record Account(string Owner, ApiKey Key, Signature? Signature, Seen Seen);

    public sealed record SeenAccount(string Owner, Seen Seen, IReadOnlyList<Seen> More);

    [JsonSerializable(typeof(SeenAccount))]
    public sealed partial class SecretJson : JsonSerializerContext;
}
