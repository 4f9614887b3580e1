using Handbook.TypeSystem;

await Decorators.RunAsync();
