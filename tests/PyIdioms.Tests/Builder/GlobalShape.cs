using PyIdioms;

/// <summary>A type of the global namespace.</summary>
[Builder]
sealed partial record GlobalShape(string Name) { public int Size { get; init; } = 1; }
