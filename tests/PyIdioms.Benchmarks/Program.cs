using PyIdioms.Benchmarks.Analysis;
using PyIdioms.Benchmarks.Async;
using PyIdioms.Benchmarks.Builder;
using PyIdioms.Benchmarks.Context;
using PyIdioms.Benchmarks.Decorators;
using PyIdioms.Benchmarks.Evaluation;
using PyIdioms.Benchmarks.EventBus;
using PyIdioms.Benchmarks.Exceptions;
using PyIdioms.Benchmarks.Gpu;
using PyIdioms.Benchmarks.Imports;
using PyIdioms.Benchmarks.Incrementality;
using PyIdioms.Benchmarks.Njit;
using PyIdioms.Benchmarks.Patterns;
using PyIdioms.Benchmarks.Profiling;
using PyIdioms.Benchmarks.Redis;
using PyIdioms.Benchmarks.Validation;
using PyIdioms.Benchmarks.Literals;
using PyIdioms.Benchmarks.Shapes;
using PyIdioms.Benchmarks.Ufunc;

switch (args)
{
    case ["decorators"]: return await DecoratorBenchmark.RunAsync();
    case ["profiling"]: return ProfilingBenchmark.Run();
    case ["shapes"]: return ShapesBenchmark.Run();
    case ["patterns"]: return PatternsBenchmark.Run();
    case ["builder"]: return BuilderBenchmark.Run();
    case ["literals"]: return LiteralBenchmark.Run();
    case ["eval"]: return EvalBenchmark.Run();
    case ["async"]: return AsyncBenchmark.Run();
    case ["validation"]: return ValidationBenchmark.Run();
    case ["context"]: return ContextBenchmark.Run();
    case ["eventbus"]: return EventBusBenchmark.Run();
    case ["exceptions"]: return SplitBenchmark.Run();
    case ["imports"]: return ImportsBenchmark.Run();
    case ["incrementality"]: return IncrementalityBenchmark.Run();
    case ["njit"]: return NjitBenchmark.Run(only: null);
    case ["njit", "--plot", var picture]: return NjitBenchmark.Run(only: null, picture);
    case ["njit", var kernel]: return NjitBenchmark.Run(kernel);
    case ["njit-parallel"]: return SharedBenchmark.Run();
    case ["njit-start"]: return NjitStart.Run();
    case ["ufunc"]: return UfuncBenchmark.Run();
    case ["gpu"]: return GpuBenchmark.Run();
    case ["redis"]: return await RedisBenchmark.RunAsync();
    case ["redis-soak", var events]: return await RedisSoak.RunAsync(int.Parse(events, System.Globalization.CultureInfo.InvariantCulture));
    case ["analysis", _, ..]: return await AnalysisBenchmark.RunAsync(args.AsMemory(1));
    default:
        Console.Error.WriteLine("""
            decorators | profiling | builder | eval | async | validation | literals | context | eventbus | exceptions | imports | shapes | patterns | incrementality
            njit [KERNEL | --plot FILE.svg] | njit-parallel | njit-start | ufunc | gpu | redis | redis-soak EVENTS
            analysis [--family NAME] [--each] [--pack NAME=PATH;PATH]... PATH...
            """);
        return 2;
}
