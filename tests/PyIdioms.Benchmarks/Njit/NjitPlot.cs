using System.Globalization;
using System.Net;
using System.Text;

namespace PyIdioms.Benchmarks.Njit;

/// <summary>A picture of the benchmark: times as shares of gcc's, each twice as far to the right that takes twice as long.</summary>
sealed class NjitPlot
{
    const int Left = 150, Width = 900, Row = 22, Top = 66;
    const double Least = 1.0 / 32, Most = 16;

    static readonly (string Name, string Class)[] Series = [("PyIdioms, FastMath", "ours"), ("PyIdioms, strict", "strict"), ("Numba, fastmath", "numba"), ("plain C#", "plain")];

    readonly List<(string Kernel, double[] Shares)> rows = [];

    /// <summary>Adds a kernel: the shares of ours with FastMath, ours without, Numba and plain C#; NaN for what is missing.</summary>
    public void Add(string kernel, params double[] shares) => rows.Add((kernel, shares));

    public string Write()
    {
        var height = Top + rows.Count * Row + 30;
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="12">""");
        svg.AppendLine("""
            <title id="title">Time of each kernel as a share of gcc -O3 -march=native -ffast-math; less is faster</title>
            <style>
              text { fill: #1f2328 } .grid { stroke: #d0d7de } .one { stroke: #1f2328; stroke-dasharray: 3 3 }
              .ours { fill: #0969da } .strict { fill: #8250df } .numba { fill: #1a7f37 } .plain { fill: #9a6700 }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 } .grid { stroke: #30363d } .one { stroke: #e6edf3 }
                .ours { fill: #4493f8 } .strict { fill: #ab7df8 } .numba { fill: #3fb950 } .plain { fill: #d29922 }
              }
            </style>
            """);
        svg.AppendLine("""<text x="10" y="20" font-size="14">Time as a share of gcc -O3 -march=native -ffast-math (dashed line): further left is faster</text>""");
        for (var s = 0; s < Series.Length; s++)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<circle class="{Series[s].Class}" cx="{20 + s * 170}" cy="38" r="5"/><text x="{32 + s * 170}" y="42">{Series[s].Name}</text>""");
        }
        for (var share = Least; share <= Most; share *= 2)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<line class="{(share == 1 ? "one" : "grid")}" x1="{At(share):F1}" x2="{At(share):F1}" y1="{Top - 6}" y2="{height - 24}"/><text x="{At(share):F1}" y="{height - 8}" text-anchor="middle">{(share < 1 ? $"1/{1 / share}" : share.ToString(CultureInfo.InvariantCulture))}</text>""");
        }
        for (var r = 0; r < rows.Count; r++)
        {
            var y = Top + r * Row + Row / 2;
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Left - 12}" y="{y + 4}" text-anchor="end">{WebUtility.HtmlEncode(rows[r].Kernel)}</text>""");
            for (var s = Series.Length - 1; s >= 0; s--)
            {
                if (!double.IsNaN(rows[r].Shares[s])) svg.AppendLine(CultureInfo.InvariantCulture, $"""<circle class="{Series[s].Class}" cx="{At(rows[r].Shares[s]):F1}" cy="{y}" r="5"><title>{WebUtility.HtmlEncode(rows[r].Kernel)}, {Series[s].Name}: {rows[r].Shares[s]:F2}</title></circle>""");
            }
        }
        return svg.AppendLine("</svg>").ToString();
    }

    static double At(double share) => Left + (Width - Left - 30) * Math.Log(Math.Clamp(share, Least, Most) / Least) / Math.Log(Most / Least);
}
