using PyIdioms.Benchmarks.Decorators;
using PyIdioms.Benchmarks.Incrementality;

switch (args)
{
    case ["decorators"]: return await DecoratorBenchmark.RunAsync();
    case ["incrementality"]: return IncrementalityBenchmark.Run();
    default:
        Console.Error.WriteLine("decorators | incrementality");
        return 2;
}
