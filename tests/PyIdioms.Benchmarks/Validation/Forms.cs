using System.Runtime.CompilerServices;

namespace PyIdioms.Benchmarks.Validation;

/// <summary>A checked value by hand: what [Annotated] is compared with.</summary>
readonly record struct HandInt
{
    public HandInt(int value)
    {
        if (!(value > 0)) throw new ArgumentOutOfRangeException(nameof(value));
        Value = value;
    }

    public int Value { get; }
}

[Annotated]
readonly partial record struct PositiveInt([Gt(0)] int Value);

/// <summary>A checked method by generator and by hand. None is inlined, so that all pay for one call.</summary>
static partial class Forms
{
    [Validated, MethodImpl(MethodImplOptions.NoInlining)] public static partial int Create([MaxLen(50)] string name, [Gt(0)] int age, [Email] string email);
    static int CreateCore(string name, int age, string email) => name.Length + age + email.Length;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int CreateByHand(string name, int age, string email)
    {
        List<Exception>? wrong = null;
        if (name is not null && name.Length > 50 && CodePoints.Count(name) > 50) (wrong ??= []).Add(new ArgumentException("too long", nameof(name)));
        if (age <= 0) (wrong ??= []).Add(new ArgumentException("not positive", nameof(age)));
        if (email is not null && !TextKind.IsEmail(email)) (wrong ??= []).Add(new ArgumentException("no address", nameof(email)));
        return wrong is null ? CreateCore(name!, age, email!) : throw new ExceptionGroup("Validation failed", wrong);
    }

    [Validated, MethodImpl(MethodImplOptions.NoInlining)] public static partial int Scale([Interval(0, 100)] int percent, [Gt(0)] double factor);
    static int ScaleCore(int percent, double factor) => percent;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int ScaleByHand(int percent, double factor)
    {
        if (percent is < 0 or > 100) throw new ArgumentOutOfRangeException(nameof(percent));
        if (!(factor > 0)) throw new ArgumentOutOfRangeException(nameof(factor));
        return ScaleCore(percent, factor);
    }

    [EnforceTypes, MethodImpl(MethodImplOptions.NoInlining)] public static partial int Root([Union<double, int>] object n, string unit, DayOfWeek day);
    static int RootCore(object n, string unit, DayOfWeek day) => unit.Length;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int RootByHand(object n, string unit, DayOfWeek day)
    {
        if (n is not (double or int)) throw new ArgumentException("no number", nameof(n));
        ArgumentNullException.ThrowIfNull(unit);
        if (day is < DayOfWeek.Sunday or > DayOfWeek.Saturday) throw new ArgumentOutOfRangeException(nameof(day));
        return RootCore(n, unit, day);
    }

    [MethodImpl(MethodImplOptions.NoInlining)] public static PositiveInt Wrap(int n) => new(n);
    [MethodImpl(MethodImplOptions.NoInlining)] public static HandInt WrapByHand(int n) => new(n);
}
