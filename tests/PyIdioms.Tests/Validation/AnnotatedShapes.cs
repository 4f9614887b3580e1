using System.Text.Json.Serialization;

namespace PyIdioms.Tests.Validation;

[Annotated] readonly partial record struct PositiveInt([Gt(0)] int Value);

[Annotated] sealed partial record ShortText([MaxLen(5), Regex("[a-z]+")] string Value);

[Annotated] partial record Maybe([MinLen(1)] string? Text);

[Annotated] partial record struct Level([Interval(0, 10)] double value);

[Annotated] readonly partial record struct Age([Le(150)] PositiveInt Value);

[Annotated] readonly partial record struct Day([Ge("2020-01-01")] DateOnly @event);

[Annotated] readonly partial record struct Items([MinLen(1)] IReadOnlyList<int> All);

[Annotated] readonly partial record struct Bytes([MaxLen(2)] byte[] Data);

[Annotated] readonly partial record struct Plain(Guid Id);

[Annotated, JsonConverter(typeof(AnnotatedJsonConverter<Kept, int>))]
readonly partial record struct Kept([Gt(0)] int Value)
{
    public Kept(string text) : this(text.Length)
    {
    }

    public override string ToString() => $"<{Value}>";
    public static explicit operator Kept(int value) => new(value);
}

partial class Outer<T>
{
    [Annotated] public readonly partial record struct Few([MaxLen(2)] T[] Values);

    [Annotated] public readonly partial record struct One([Present] T Value);
}

sealed class PresentAttribute : System.ComponentModel.DataAnnotations.ValidationAttribute
{
    public override bool IsValid(object? value) => value is not null;
}

static partial class Takes
{
    [Validated] public static partial int Both(PositiveInt count, [Gt(5)] PositiveInt big, [MaxLen(2)] ShortText? text);
    static int BothCore(PositiveInt count, PositiveInt big, ShortText? text) => count + big;
}
