using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace PyIdioms;

/// <summary>Arguments as a text that tells them apart.</summary>
static class CacheKey
{
    /// <summary>HybridCache keeps nothing under a key of more than 1,024 characters, unless it is told to.</summary>
    const int Longest = 1000;

    /// <summary>The key of a call.</summary>
    /// <param name="method">What stands for the method.</param>
    /// <param name="args">Its arguments: a tuple of texts, numbers and what else prints itself without loss.</param>
    public static string Of<TArgs>(string method, TArgs args)
    {
        var text = new StringBuilder(method);
        Add(text, args);
        return text.Length <= Longest ? text.ToString() : "sha256:" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    static void Add(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string s:
                text.Append('"').Append(s.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
                break;
            case char c:
                text.Append(CultureInfo.InvariantCulture, $"'{(int)c}'");
                break;
            case DateTime or DateTimeOffset or DateOnly or TimeOnly:
                text.Append(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
                break;
            case Enum e:
                text.Append(e.ToString("D"));
                break;
            case ITuple tuple:
                text.Append('(');
                for (var i = 0; i < tuple.Length; i++)
                {
                    if (i > 0) text.Append(',');
                    Add(text, tuple[i]);
                }
                text.Append(')');
                break;
            default:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
