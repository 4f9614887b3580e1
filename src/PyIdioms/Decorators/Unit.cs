namespace PyIdioms;

/// <summary>The result of a call that returns nothing: <see langword="void"/> as a type argument.</summary>
public readonly record struct Unit;
