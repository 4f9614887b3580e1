using System.Buffers;
using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace PyIdioms;

/// <summary>What text is made of: Python's <c>islower</c>, <c>isupper</c>, <c>isdigit</c>, <c>isascii</c>, and whether it is an e-mail address. Generated code calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TextKind
{
    const int LongestName = 64, LongestAddress = 254, LongestLabel = 63; // RFC 5321

    static readonly SearchValues<char> Signs = SearchValues.Create("!#$%&'*+-/=?^_`{|}~.");

    /// <summary>Whether there are cased letters and all are lower case.</summary>
    public static bool IsLower(ReadOnlySpan<char> text) => HasOnly(text, lower: true);

    /// <summary>Whether there are cased letters and all are upper case.</summary>
    public static bool IsUpper(ReadOnlySpan<char> text) => HasOnly(text, lower: false);

    /// <summary>Whether there are characters and all are digits of some script.</summary>
    public static bool IsDigit(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii ? !char.IsAsciiDigit((char)rune.Value) : !IsDigit(rune)) return false;
        }
        return true;
    }

    /// <summary>Whether all characters are ASCII.</summary>
    public static bool IsAscii(ReadOnlySpan<char> text) => Ascii.IsValid(text);

    /// <summary>Whether the text is an address as HTML knows it, with letters of all scripts.</summary>
    public static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        return at is > 0 and <= LongestName && text.Length <= LongestAddress && IsName(text[..at]) && IsHost(text[(at + 1)..]);
    }

    static bool IsName(ReadOnlySpan<char> name)
    {
        if (name[0] == '.' || name[^1] == '.' || name.Contains("..", StringComparison.Ordinal)) return false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !Signs.Contains(c) && !IsForeign(c)) return false;
        }
        return true;
    }

    static bool IsHost(ReadOnlySpan<char> host)
    {
        foreach (var part in host.Split('.'))
        {
            var label = host[part];
            if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[^1] == '-') return false;
            foreach (var c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-' && !IsForeign(c)) return false;
            }
        }
        return true;
    }

    /// <summary>Letters, marks and digits beyond ASCII, and the halves of those beyond the first plane.</summary>
    static bool IsForeign(char c) => c > '\u007F' && (char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    static bool IsDigit(Rune rune)
    {
        Span<char> units = stackalloc char[2];
        return CharUnicodeInfo.GetDigitValue(units[..rune.EncodeToUtf16(units)].ToString(), 0) >= 0;
    }

    static bool HasOnly(ReadOnlySpan<char> text, bool lower)
    {
        var any = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.TitlecaseLetter) return false;
            var isLower = category == UnicodeCategory.LowercaseLetter || IsOtherLower(rune.Value);
            if (!isLower && category != UnicodeCategory.UppercaseLetter && !IsOtherUpper(rune.Value)) continue;
            if (isLower != lower) return false;
            any = true;
        }
        return any;
    }

    /// <summary>Unicode's Other_Lowercase: modifier letters, Roman numerals, circled letters.</summary>
    static bool IsOtherLower(int c) => c is 0xAA or 0xBA or (>= 0x2B0 and <= 0x2B8) or 0x2C0 or 0x2C1 or (>= 0x2E0 and <= 0x2E4) or 0x345 or 0x37A or 0x10FC
        or (>= 0x1D2C and <= 0x1D6A) or 0x1D78 or (>= 0x1D9B and <= 0x1DBF) or 0x2071 or 0x207F or (>= 0x2090 and <= 0x209C) or (>= 0x2170 and <= 0x217F)
        or (>= 0x24D0 and <= 0x24E9) or 0x2C7C or 0x2C7D or 0xA69C or 0xA69D or 0xA770 or (>= 0xA7F2 and <= 0xA7F4) or 0xA7F8 or 0xA7F9 or (>= 0xAB5C and <= 0xAB5F)
        or 0xAB69 or 0x10780 or (>= 0x10783 and <= 0x10785) or (>= 0x10787 and <= 0x107B0) or (>= 0x107B2 and <= 0x107BA) or (>= 0x1E030 and <= 0x1E06D);

    /// <summary>Unicode's Other_Uppercase: Roman numerals, circled and squared letters.</summary>
    static bool IsOtherUpper(int c) => c is (>= 0x2160 and <= 0x216F) or (>= 0x24B6 and <= 0x24CF) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);
}
