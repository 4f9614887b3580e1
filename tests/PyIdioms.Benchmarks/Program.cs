using PyIdioms.Benchmarks.Analysis;
using PyIdioms.Benchmarks.Decorators;
using PyIdioms.Benchmarks.Incrementality;

switch (args)
{
    case ["decorators"]: return await DecoratorBenchmark.RunAsync();
    case ["incrementality"]: return IncrementalityBenchmark.Run();
    case ["analysis", .. [_, ..] paths]: return await AnalysisBenchmark.RunAsync(paths);
    default:
        Console.Error.WriteLine("decorators | incrementality | analysis PATH...");
        return 2;
}
