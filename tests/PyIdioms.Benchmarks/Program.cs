using PyIdioms.Benchmarks.Analysis;
using PyIdioms.Benchmarks.Decorators;
using PyIdioms.Benchmarks.Incrementality;
using PyIdioms.Benchmarks.Literals;

switch (args)
{
    case ["decorators"]: return await DecoratorBenchmark.RunAsync();
    case ["literals"]: return LiteralBenchmark.Run();
    case ["incrementality"]: return IncrementalityBenchmark.Run();
    case ["analysis", _, ..]: return await AnalysisBenchmark.RunAsync(args.AsMemory(1));
    default:
        Console.Error.WriteLine("decorators | literals | incrementality | analysis [--family NAME] [--each] [--pack NAME=PATH;PATH]... PATH...");
        return 2;
}
