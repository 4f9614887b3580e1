using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Validation;

/// <summary>The handbook's own validators, as it meant them.</summary>
public partial class FormTests
{
    /// <summary>Of a missing name, an empty one and a missing age it says the same as the handbook's form.</summary>
    [Validated]
    private static partial string Submit([Required(ErrorMessage = "name is required")] string? name, [Required(ErrorMessage = "age must be int")] int? age, [Required(ErrorMessage = "invalid email"), Email(ErrorMessage = "invalid email")] string? email);
    private static string SubmitCore(string? name, int? age, string? email) => $"{name} {age} {email}";

    [Annotated] readonly partial record struct Age([Interval(0, 150)] double Value);

    [EnforceTypes] [return: Union<int, double>] private static partial object ValidateAge([Union<int, double>, Interval(0, 150)] object age);
    private static object ValidateAgeCore(object age) => age;

    public static IEnumerable<TheoryDataRow<string>> Forms => Truth.Of("validation", "validate_form").EnumerateArray().Select(c => new TheoryDataRow<string>(c.GetRawText()));

    public static IEnumerable<TheoryDataRow<string>> Ages => Truth.Of("validation", "make_validator_age_0_150").EnumerateArray().Select(c => new TheoryDataRow<string>(c.GetRawText()));

    /// <summary>Three differences, all defects that the reference lists: "@" alone is no address, true is no age, and a null e-mail is an error of the form, not of the program.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public void SaysWhatTheFormSays(string data)
    {
        var given = JsonDocument.Parse(data).RootElement.GetProperty("in");
        var expected = JsonDocument.Parse(data).RootElement.GetProperty("errors");
        string? Text(string name) => given.TryGetProperty(name, out var value) ? value.GetString() : null;
        int? age = given.TryGetProperty("age", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt32() : null;

        var found = SubmitCheck(Text("name"), age, Text("email")).Select(v => v.Message).ToArray();
        var meant = expected.ValueKind == JsonValueKind.String ? ["invalid email"]
            : Text("email") == "@" ? ["age must be int", "invalid email"]
            : expected.EnumerateArray().Select(e => e[1].GetString()).ToArray();
        Assert.Equal(meant, found);
        if (meant.Length == 0) Submit(Text("name"), age, Text("email"));
        else Assert.Equal(meant, Assert.Throws<ExceptionGroup>(() => Submit(Text("name"), age, Text("email"))).Exceptions.Select(e => e.Message));
    }

    /// <summary>One difference: true is no number in C#.</summary>
    [Theory]
    [MemberData(nameof(Ages))]
    public void JudgesAgesAsTheGeneratedValidator(string data)
    {
        var expected = JsonDocument.Parse(data).RootElement;
        var given = expected.GetProperty("in");
        object age = given.ValueKind switch
        {
            JsonValueKind.Number => given.GetRawText().Contains('.', StringComparison.Ordinal) ? given.GetDouble() : (object)given.GetInt32(),
            JsonValueKind.String => given.GetString()!,
            _ => true,
        };
        if (expected.TryGetProperty("ok", out _) && age is not bool)
        {
            Assert.Equal(age, ValidateAge(age));
            return;
        }
        if (age is not (int or double))
        {
            // A value of another type has no place in the interval either.
            var errors = Assert.Throws<ExceptionGroup>(() => ValidateAge(age)).Exceptions.Cast<TypeCheckException>();
            Assert.Equal(age is bool ? ["int | double"] : ["int | double", "Interval(Ge=0, Le=150)"], errors.Select(e => e.Expected).ToArray());
            return;
        }
        var error = Assert.IsType<TypeCheckException>(Assert.Single(Assert.Throws<ExceptionGroup>(() => ValidateAge(age)).Exceptions));
        Assert.Equal(("age", "Interval(Ge=0, Le=150)", "151"), (error.Path, error.Expected, error.Actual));
        var violation = Assert.Single(Age.Check(Convert.ToDouble(age, null)));
        Assert.Equal("Value must be between 0 and 150", violation.Message);
    }
}
