using Handbook.PatternMatching;
using Handbook.Security;
using Handbook.TypeSystem;

await Decorators.RunAsync();
Matching.Run();
await Practices.RunAsync();
