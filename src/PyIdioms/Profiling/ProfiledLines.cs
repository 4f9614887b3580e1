using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PyIdioms;

/// <summary>A line of a measured method.</summary>
/// <param name="Number">Its number in the file.</param>
/// <param name="Hits">How often it ran.</param>
/// <param name="Time">How long, all hits together.</param>
/// <param name="Text">What it says.</param>
public readonly record struct ProfiledLine(int Number, long Hits, TimeSpan Time, string Text);

/// <summary>A measured method.</summary>
/// <param name="Method">Its type and name.</param>
/// <param name="File">The file that its body is in.</param>
/// <param name="Lines">All lines of the body's declaration.</param>
public sealed record ProfiledLines(string Method, string File, ImmutableArray<ProfiledLine> Lines)
{
    /// <summary>The time of all lines.</summary>
    public TimeSpan TotalTime => Lines.Aggregate(TimeSpan.Zero, static (sum, line) => sum + line.Time);

    internal void Write(StringBuilder text, double unit)
    {
        var total = TotalTime.TotalSeconds;
        text.Append(CultureInfo.InvariantCulture, $"Total time: {total:g6} s\nFile: {File}\nFunction: {Method} at line {Lines[0].Number}\n\n");
        var header = $"{"Line #",6} {"Hits",9} {"Time",12} {"Per Hit",8} {"% Time",8}  Line Contents";
        text.Append(header).Append('\n').Append('=', header.Length).Append('\n');
        foreach (var line in Lines)
        {
            if (line.Hits == 0)
            {
                text.Append(string.Create(CultureInfo.InvariantCulture, $"{line.Number,6} {"",9} {"",12} {"",8} {"",8}  {line.Text}").TrimEnd()).Append('\n');
                continue;
            }
            var time = line.Time.TotalSeconds;
            text.Append(CultureInfo.InvariantCulture, $"{line.Number,6} {line.Hits,9} {time / unit,12:F1} {time / unit / line.Hits,8:F1} {(total == 0 ? 0 : 100 * time / total),8:F1}  {line.Text}\n");
        }
        text.Append('\n');
    }
}
