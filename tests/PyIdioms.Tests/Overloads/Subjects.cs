namespace PyIdioms.Tests.Overloads;

/// <summary>The handbook's <c>process</c>, and its relatives.</summary>
static partial class Subjects
{
    [Overload] public static partial string Process(string data);
    [Overload] public static partial int Process(int data);
    [Overload] public static partial List<string> Process(List<string> data);

    static object ProcessCore(object data) => data switch
    {
        string text => text.ToUpperInvariant(),
        int number => number * 2,
        List<string> list => list.ConvertAll(static s => s.ToUpperInvariant()),
        _ => throw new NotSupportedException(),
    };

    [Overload] public static partial (string, object?, CancellationToken) Ask(string key, CancellationToken cancel);
    [Overload] public static partial (string, object?, CancellationToken) Ask(string key, object? fallback);

    static (string, object?, CancellationToken) AskCore(string key, object? fallback = null, CancellationToken cancel = default) => (key, fallback, cancel);

    [Overload] public static partial Task<int> ProcessAsync(int data);
    [Overload] public static partial ValueTask<string> ProcessAsync(string data);
    [Overload] public static partial Task ProcessAsync(double data);

    static async ValueTask<object> ProcessAsyncCore(object data)
    {
        await Task.Yield();
        return data is double number ? number : ProcessCore(data);
    }

    [Overload] public static partial Type TypeOf(int data);
    [Overload] public static partial Type TypeOf(string data);
    [Overload] public static partial Type TypeOf(DateTime data);

    static Type TypeOfCore<T>(T data) => data is null ? typeof(void) : typeof(T);

    [Overload] public static partial string Same(string data);
    [Overload] public static partial List<string> Same(List<string> data);

    static object SameCore(object data) => data switch { string text => text, List<string> list => list, _ => throw new NotSupportedException() };

    [Overload] public static partial int Double(int data);
    [Overload] public static partial double Double(double data);

    static T DoubleCore<T>(T data) => data switch { int number => (T)(object)(number * 2), double number => (T)(object)(number * 2), _ => throw new NotSupportedException() };
}

/// <summary>The handbook's <c>Connection</c>.</summary>
sealed partial class Connection(Dictionary<string, object?> data)
{
    [Overload] public partial string? Get(string key);
    [Overload] public partial object? Get(string key, object? fallback);

    object? GetCore(string key, object? fallback = null) => data.TryGetValue(key, out var value) ? value : fallback;
}
