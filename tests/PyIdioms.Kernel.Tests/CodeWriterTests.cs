using CsCheck;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Kernel.Tests;

public class CodeWriterTests
{
    [Fact]
    public void BlocksNest()
    {
        var writer = new CodeWriter();
        using (writer.Block("class C"))
        {
            writer.Line("int x;").Line();
            using (writer.Block("void M()")) writer.Line("x++;");
        }
        Assert.Equal("class C\n{\n    int x;\n\n    void M()\n    {\n        x++;\n    }\n}\n", writer.ToString());
    }

    [Fact]
    public void LinesOfARawStringKeepTheirIndentation()
    {
        var writer = new CodeWriter();
        using (writer.Indent()) writer.Line("if (a)\r\n    b();\r\n\r\nc();");
        Assert.Equal("    if (a)\n        b();\n\n    c();\n", writer.ToString());
    }

    [Fact]
    public void WritesEveryLineOnceAtItsDepth() => Gen.Select(Gen.Char.AlphaNumeric.Array[0, 3].Array[1, 6], Gen.Int[0, 4]).Sample((lines, depth) =>
    {
        var writer = new CodeWriter();
        for (var i = 0; i < depth; i++) writer.Indent();
        writer.Line(string.Join('\n', lines.Select(line => new string(line))));
        var expected = lines.Select(line => line.Length == 0 ? "\n" : new string(' ', 4 * depth) + new string(line) + "\n");
        return writer.ToString() == string.Concat(expected);
    });
}
