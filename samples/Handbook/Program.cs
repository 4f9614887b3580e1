using Handbook.Security;
using Handbook.TypeSystem;

await Decorators.RunAsync();
await Practices.RunAsync();
