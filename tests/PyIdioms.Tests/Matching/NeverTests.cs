using System.Diagnostics;

namespace PyIdioms.Tests.Matching;

#pragma warning disable PYI0801 // What is left is what these tests are about.
public class NeverTests
{
    [Theory]
    [InlineData(7, "Expected code to be unreachable, but got: 7 (System.Int32)")]
    [InlineData("up", "Expected code to be unreachable, but got: up (System.String)")]
    [InlineData(null, "Expected code to be unreachable, but got: null (null)")]
    public void Says_what_came(object? value, string message) => Assert.Equal(message, Assert.Throws<UnreachableException>(() => Never.Assert(value)).Message);

    [Fact]
    public void Stands_as_a_statement_a_throw_and_an_expression()
    {
        Assert.Throws<UnreachableException>(() => Statement(DayOfWeek.Friday));
        Assert.Throws<UnreachableException>(() => Thrown(DayOfWeek.Friday));
        Assert.Throws<UnreachableException>(() => Expression(DayOfWeek.Friday));
    }

    static void Statement(DayOfWeek day)
    {
        if (day == DayOfWeek.Monday) return;
        Never.Assert(day);
    }

    static int Thrown(DayOfWeek day) => day switch { DayOfWeek.Monday => 1, _ => throw Never.Assert(day) };

    static int Expression(DayOfWeek day) => day switch { DayOfWeek.Monday => 1, _ => Never.Assert<int>(day) };
}
