namespace PyIdioms;

/// <summary>Makes a property load what it holds at its first use, once: Python's lazy import.</summary>
/// <remarks>
/// Handbook, CPython Internals, "Import System", Lazy imports. On a partial property with a getter alone, static or of a class's instances. What it holds is made by
/// the user's own <c>NumpyCore()</c> for a property <c>Numpy</c>, or by the type's constructor without arguments. Two first users load once; a load that throws is
/// tried again at the next use; one that comes back to itself throws <see cref="System.InvalidOperationException"/>, the runtime's <c>CircularImportException</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class LazyImportAttribute : Attribute;
