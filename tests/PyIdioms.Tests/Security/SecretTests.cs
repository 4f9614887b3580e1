using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace PyIdioms.Tests.Security;

/// <summary>No way of looking at a secret shows its value, and it is still a value: equal, hashed, read.</summary>
public class SecretTests
{
    const string Value = "sk-live-4711";

    public static TheoryData<object, string> All => new()
    {
        { new GlobalSecret(Value), "GlobalSecret { *** }" },
        { new ApiKey(Value), "ApiKey { *** }" },
        { new Changeable(Value), "Changeable { *** }" },
        { Signature.Of(115, 107, 45), "Signature { *** }" },
        { new Salt("sk-"u8.ToArray()), "Salt { *** }" },
        { new Password(Value), "Password { *** }" },
        { new Initialized { Text = Value }, "Initialized { *** }" },
        { new Constructed(Value), "Constructed { *** }" },
        { new IHolder<int>.Inner<string>.Key<byte>(Value), "Key { *** }" },
        { new @static.@record(Value), "record { *** }" },
        { new Seen(Value), "Seen { *** }" },
    };

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void NothingShowsIt(object secret, string shown)
    {
        Assert.Equal(shown, secret.ToString());
        Assert.Equal(shown, $"{secret}");
        Assert.Equal("***", secret.GetType().GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
        Assert.Equal("\"***\"", JsonSerializer.Serialize(secret, secret.GetType()));
        Assert.Equal("""{"Secret":"***"}""", JsonSerializer.Serialize(new { Secret = secret }));
        Assert.Equal("***", TypeDescriptor.GetConverter(secret.GetType()).ConvertToInvariantString(secret));
    }

    [Fact]
    public void NeitherDoesARecordAroundIt()
    {
        var account = new Account("ada", new(Value), Signature.Of(1), new(Value));
        Assert.Equal("Account { Owner = ada, Key = ApiKey { *** }, Signature = Signature { *** }, Seen = Seen { *** } }", account.ToString());
        Assert.Equal("""{"Owner":"ada","Key":"***","Signature":"***","Seen":"***"}""", JsonSerializer.Serialize(account));
        var printed = new System.Text.StringBuilder();
        Assert.True((bool)typeof(ApiKey).GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(new ApiKey(Value), [printed])!);
        Assert.Equal("***", printed.ToString());
    }

    [Fact]
    public void GeneratedJsonDoesNotShowItEither()
    {
        var account = new SeenAccount("ada", new(Value), [new("x")]);
        Assert.Equal("""{"Owner":"ada","Seen":"***","More":["***"]}""", JsonSerializer.Serialize(account, SecretJson.Default.SeenAccount));
        Assert.Equal(new Seen("y"), JsonSerializer.Deserialize("""{"Owner":"","Seen":"y","More":[]}""", SecretJson.Default.SeenAccount)!.Seen);
    }

    [Fact]
    public void EqualIsWhatHasTheSameValue()
    {
        AreEqual(new ApiKey(Value), new ApiKey(string.Concat("sk-live-", 4711.ToString())), new ApiKey(Value + "1"), new ApiKey("SK-LIVE-4711"), new ApiKey(""), default);
        AreEqual(Signature.Of(1, 2), Signature.Of(1, 2), Signature.Of(1, 3), Signature.Of(), null);
        AreEqual(new Salt(new byte[] { 1, 2 }), new Salt(new byte[] { 0, 1, 2 }.AsMemory(1)), new Salt(new byte[] { 2 }), default);
        AreEqual(new Password("é"), new Password("é"), new Password("e\u0301"), new Password(null), null);
        Assert.True(new ApiKey(Value) == new ApiKey(Value));
        Assert.True(new ApiKey(Value) != new ApiKey(""));
        Assert.True(Signature.Of(1) == Signature.Of(1));
        Assert.True(new Salt(new byte[] { 1 }) == new Salt(new byte[] { 1 }));
        Assert.False(new Salt(new byte[] { 1 }) != new Salt(new byte[] { 1 }));
        Assert.True(new Password("a") == new Password("a"));
        Assert.True(new Password("a") != null);
        Assert.True((Password?)null == null);
        Assert.False(null == new Password(null));
        Assert.True(new Password(null) == new Password(null));
        Assert.True(default(ApiKey) == default);
        Assert.False(default(ApiKey) == new ApiKey(""));
    }

    static void AreEqual<T>(T one, T same, params T?[] others) where T : IEquatable<T>
    {
        Assert.True(one.Equals(same));
        Assert.True(one.Equals((object)same));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        foreach (var other in others)
        {
            Assert.False(one.Equals(other));
            Assert.False(one.Equals((object?)other));
        }
        Assert.False(one.Equals(new object()));
    }

    [Fact]
    public void HashCodesAreSpreadAndKeyed()
    {
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(i => new ApiKey(i.ToString()).GetHashCode()).Distinct().Count());
        Assert.Equal(0, default(ApiKey).GetHashCode());
        Assert.NotEqual(0, new ApiKey("").GetHashCode());
        Assert.NotEqual(Value.GetHashCode(), new ApiKey(Value).GetHashCode());
        Assert.Equal(2, new HashSet<ApiKey> { new("a"), new("b"), new("a") }.Count);
        var key = (byte[])typeof(SecretPayload).GetField("Key", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        Assert.Equal(32, key.Length);
        var mac = System.Security.Cryptography.HMACSHA256.HashData(key, System.Text.Encoding.Unicode.GetBytes(Value));
        Assert.Equal(BitConverter.ToInt32(mac), new ApiKey(Value).GetHashCode());
    }

    [Fact]
    public void JsonReadsIt()
    {
        var account = JsonSerializer.Deserialize<Account>("""{"Owner":"ada","Key":"sk","Signature":"AQI=","Seen":"s"}""")!;
        Assert.Equal(("sk", "s"), (account.Key.Value, account.Seen.Value));
        Assert.Equal([1, 2], account.Signature!.Bytes);
        Assert.Null(JsonSerializer.Deserialize<Signature>("null"));
        Assert.Equal("null", JsonSerializer.Serialize((Signature?)null));
        Assert.Equal([3], JsonSerializer.Deserialize<Salt>("\"Aw==\"").Bytes.ToArray());
        Assert.Equal("p", JsonSerializer.Deserialize<Password>("\"p\"")!.Reveal());
        Assert.Equal("c", JsonSerializer.Deserialize<Constructed>("\"c\"")!.Text);
        Assert.Equal("r", JsonSerializer.Deserialize<@static.@record>("\"r\"")!.@string);
    }

    [Theory]
    [InlineData("\"***\"", typeof(ApiKey))]
    [InlineData("\"***\"", typeof(Signature))]
    [InlineData("null", typeof(ApiKey))]
    [InlineData("1", typeof(ApiKey))]
    [InlineData("{\"Value\":\"x\"}", typeof(ApiKey))]
    [InlineData("\"hunter2!\"", typeof(Signature))]
    public void JsonRefusesWhatIsNone(string json, Type secret)
    {
        var refused = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, secret));
        Assert.DoesNotContain("hunter2", refused.ToString());
    }

    [Theory]
    [InlineData(typeof(Initialized))]
    [InlineData(typeof(IHolder<int>.Inner<string>.Key<byte>))]
    public void WhatCannotBeMadeFromItsValueAloneIsNotRead(Type secret)
    {
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize("\"x\"", secret));
        Assert.False(TypeDescriptor.GetConverter(secret).CanConvertFrom(typeof(string)));
    }

    [Fact]
    public void ConfigurationReadsIt()
    {
        var converter = TypeDescriptor.GetConverter(typeof(ApiKey));
        Assert.True(converter.CanConvertFrom(typeof(string)));
        Assert.False(converter.CanConvertFrom(typeof(int)));
        Assert.Equal(new ApiKey("k"), converter.ConvertFromInvariantString("k"));
        Assert.Equal(Signature.Of(1, 2), TypeDescriptor.GetConverter(typeof(Signature)).ConvertFromInvariantString("AQI="));
        Assert.Throws<FormatException>(() => converter.ConvertFromInvariantString("***"));
        Assert.Throws<NotSupportedException>(() => converter.ConvertFrom(1));
        Assert.DoesNotContain(Value, Assert.Throws<NotSupportedException>(() => converter.ConvertTo(new ApiKey(Value), typeof(int))).Message);
    }

    [Fact]
    public void ItsOwnMemberGivesTheValue()
    {
        Assert.Equal(Value, new ApiKey(Value).Value);
        new ApiKey(Value).Deconstruct(out var value);
        Assert.Equal(Value, value);
        Assert.Equal("other", (new ApiKey(Value) with { Value = "other" }).Value);
    }
}
