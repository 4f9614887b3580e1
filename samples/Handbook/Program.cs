using Handbook.Async;
using Handbook.Exceptions;
using Handbook.Internals;
using Handbook.Observability;
using Handbook.PatternMatching;
using Handbook.Performance;
using Handbook.Security;
using Handbook.TypeSystem;

await Decorators.RunAsync();
await Concurrency.RunAsync();
Matching.Run();
await Practices.RunAsync();
await ContextVariables.RunAsync();
await Groups.RunAsync();
await Logging.RunAsync();
await Telemetry.RunAsync();
Measuring.Run();
Evaluating.Run();
