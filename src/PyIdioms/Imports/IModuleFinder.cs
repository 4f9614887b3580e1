namespace PyIdioms;

/// <summary>Says where a module comes from: Python's meta path finder, <c>find_spec</c>.</summary>
public interface IModuleFinder
{
    /// <summary>What to load as a module; null where another finder is to be asked.</summary>
    /// <param name="name">The module's whole name: <c>shop.csv</c>, or the name of an assembly that a module refers to.</param>
    ModuleSpec? FindSpec(string name);
}
