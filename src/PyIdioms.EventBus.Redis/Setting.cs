namespace PyIdioms;

/// <summary>What is said of options that make no sense.</summary>
static class Setting
{
    public static void AtLeast(long least, long value, string name, string unit)
    {
        if (value < least) throw new ArgumentOutOfRangeException(name, value, $"{name} is {value} {unit}; it is {least} or more");
    }

    public static void Within(TimeSpan least, TimeSpan most, TimeSpan value, string name)
    {
        if (value < least || value > most) throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it is {least} to {most}");
    }
}
