using System.ComponentModel;

namespace PyIdioms;

/// <summary>How much memory an object holds with all that it refers to.</summary>
/// <remarks>
/// Handbook, CPython Internals, "Memory Model": <c>deep_sizeof</c>. Each object counts once, however many references lead to it, and cycles end.
/// Followed are types marked <see cref="DeepSizeAttribute"/>, arrays, boxed values, tuples, <c>StringBuilder</c> and the framework's collections; everything else counts with its own bytes.
/// </remarks>
public static class DeepSize
{
    /// <summary>The bytes of an object and of all that it holds, headers and padding included; 0 for null.</summary>
    public static long Of(object? root) => Measure(root).Bytes;

    /// <summary>The same, and how many objects they are.</summary>
    public static DeepSizeResult Measure(object? root)
    {
        var walker = new DeepSizeWalker();
        walker.Visit(root);
        return walker.Run();
    }

    /// <summary>The bytes of the object alone: Python's <c>sys.getsizeof</c>.</summary>
    public static long Shallow(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return ObjectLayout.SizeOf(value);
    }
}

/// <summary>What an object holds.</summary>
/// <param name="Bytes">Their size together.</param>
/// <param name="Objects">How many objects, itself among them.</param>
public readonly record struct DeepSizeResult(long Bytes, int Objects);

/// <summary>A type whose objects say what they refer to. Generated for types marked <see cref="DeepSizeAttribute"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDeepSized
{
    /// <summary>Shows the walker what the object's fields refer to.</summary>
    void Walk(DeepSizeWalker walker);
}
