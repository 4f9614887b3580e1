namespace PyIdioms;

/// <summary>A <see cref="SecretAttribute">secret</see> that can be made from its value. Generated: JSON and configuration read secrets with it.</summary>
/// <typeparam name="TSelf">The secret.</typeparam>
/// <typeparam name="TPayload">Its value: <c>string</c>, <c>byte[]</c> or <c>ReadOnlyMemory&lt;byte&gt;</c>.</typeparam>
public interface ISecret<TSelf, TPayload> where TSelf : ISecret<TSelf, TPayload>
{
    /// <summary>Makes a secret.</summary>
    static abstract TSelf Create(TPayload payload);
}
