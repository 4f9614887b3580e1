using Handbook.Async;
using Handbook.Exceptions;
using Handbook.PatternMatching;
using Handbook.Security;
using Handbook.TypeSystem;

await Decorators.RunAsync();
await Concurrency.RunAsync();
Matching.Run();
await Practices.RunAsync();
await ContextVariables.RunAsync();
await Groups.RunAsync();
