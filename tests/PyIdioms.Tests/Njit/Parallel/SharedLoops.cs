namespace PyIdioms.Tests.Njit;

/// <summary>Tests that say how many threads share a loop: one after another.</summary>
[CollectionDefinition(nameof(SharedLoops), DisableParallelization = true)]
public sealed class SharedLoops;
