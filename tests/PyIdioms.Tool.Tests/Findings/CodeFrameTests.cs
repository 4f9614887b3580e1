using PyIdioms.Tool.Findings;
using PyIdioms.Tool.Reports;

namespace PyIdioms.Tool.Tests.Findings;

public sealed class CodeFrameTests
{
    static CodeFrame Frame(string text, int startLine, int startColumn, int endLine, int endColumn) =>
        CodeFrame.Of(SourceFile.Parse(text), new(startLine, startColumn, endLine, endColumn));

    static FrameLine Marked(CodeFrame frame) => Assert.Single(frame.Lines, line => line.IsMarked);

    [Fact]
    public void MarksTheExactSpanBetweenItsNeighbours()
    {
        var frame = Frame("one\ntwo words\nthree\nfour", 2, 5, 2, 10);
        Assert.Equal([1, 2, 3], frame.Lines.Select(line => line.Number));
        var line = Marked(frame);
        Assert.Equal("words", line.Text[line.MarkStart..line.MarkEnd]);
        Assert.Equal("    ^^^^^", Carets.Under(line));
    }

    [Fact]
    public void TabsBecomeSpacesAndTheMarkMovesWithThem()
    {
        var line = Marked(Frame("\tif\t(x)", 1, 6, 1, 7));
        Assert.Equal("    if  (x)", line.Text);
        Assert.Equal("x", line.Text[line.MarkStart..line.MarkEnd]);
    }

    [Theory]
    [InlineData("var 名前 = Run();", 10, 13, "           ^^^")] // two ideographs fill four columns
    [InlineData("var e\u0301 = Run();", 10, 13, "        ^^^")] // a combining mark fills none
    [InlineData("\"👍\" + Run();", 8, 11, "       ^^^")] // two UTF-16 units, one sign, two columns
    public void CaretsStandUnderWideSigns(string text, int start, int end, string carets) =>
        Assert.Equal(carets, Carets.Under(Marked(Frame(text, 1, start, 1, end))));

    [Fact]
    public void ASpanOverSeveralLinesIsMarkedInEach()
    {
        var frame = Frame("a\n  b(\n    c,\n    d);\ne", 2, 3, 4, 7);
        Assert.Equal(["b(", "c,", "d)"], frame.Lines.Where(line => line.IsMarked).Select(line => line.Text[line.MarkStart..line.MarkEnd]));
        Assert.Equal(0, frame.HiddenLines);
    }

    [Fact]
    public void ALongSpanIsCutAndSaysHowMuchIsHidden()
    {
        var frame = Frame(string.Join('\n', Enumerable.Range(1, 20).Select(number => $"line {number}")), 2, 1, 12, 5);
        Assert.Equal([2, 3, 4, 5], frame.Lines.Where(line => line.IsMarked).Select(line => line.Number));
        Assert.Equal(5, frame.Lines[^1].Number);
        Assert.Equal(7, frame.HiddenLines);
    }

    [Fact]
    public void ASpanThatEndsBeforeTheFirstColumnLeavesThatLineAlone() =>
        Assert.Equal([1], Frame("all\nnone", 1, 1, 2, 1).Lines.Where(line => line.IsMarked).Select(line => line.Number));

    [Theory]
    [InlineData("one\r\ntwo\r\nthree")]
    [InlineData("one\rtwo\rthree")]
    [InlineData("one\u2028two\u0085three")]
    public void LinesEndWhereTheCompilerEndsThem(string text)
    {
        var line = Marked(Frame(text, 2, 1, 2, 4));
        Assert.Equal((2, "two"), (line.Number, line.Text));
    }

    [Fact]
    public void AnEmptySpanAtTheEndOfALineIsStillPointedAt() =>
        Assert.Equal("   ^", Carets.Under(Marked(Frame("abc", 1, 4, 1, 4))));

    [Theory]
    [InlineData(9, 1, 9, 2)]
    [InlineData(0, 0, 0, 0)]
    public void APlaceOutsideTheFileHasNoFrame(int startLine, int startColumn, int endLine, int endColumn) =>
        Assert.Empty(Frame("abc", startLine, startColumn, endLine, endColumn).Lines);

    [Fact]
    public void AColumnBeyondTheLineIsClamped() => Assert.Equal("   ^", Carets.Under(Marked(Frame("abc", 1, 90, 1, 95))));

    [Fact]
    public void ControlAndDirectionCharactersAreVisible() =>
        Assert.Equal("\u241b[31m \ufffdx", Marked(Frame("\u001b[31m \u202ex", 1, 1, 1, 2)).Text);

    [Fact]
    public void AByteOrderMarkIsNoCharacter()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "class C;", new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            var line = Marked(CodeFrame.Of(SourceFile.Read(file), new(1, 7, 1, 8)));
            Assert.Equal("C", line.Text[line.MarkStart..line.MarkEnd]);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
