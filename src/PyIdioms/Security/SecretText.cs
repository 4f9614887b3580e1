namespace PyIdioms;

/// <summary>How a secret is written in text that people and programs read it from: as it is, bytes in base64.</summary>
static class SecretText
{
    /// <summary>The value that a text stands for.</summary>
    /// <exception cref="FormatException">The text is the mark of a redacted secret, or bytes that are no base64. The message does not repeat it.</exception>
    public static TPayload Parse<TPayload>(string text)
    {
        if (text == SecretPayload.Redacted) throw new FormatException("This secret was redacted when it was written: the value is not here.");
        if (typeof(TPayload) == typeof(string)) return (TPayload)(object)text;
        var bytes = Convert.FromBase64String(text);
        if (typeof(TPayload) == typeof(byte[])) return (TPayload)(object)bytes;
        if (typeof(TPayload) == typeof(ReadOnlyMemory<byte>)) return (TPayload)(object)new ReadOnlyMemory<byte>(bytes);
        throw new FormatException($"A secret is text or bytes, not {typeof(TPayload)}.");
    }
}
