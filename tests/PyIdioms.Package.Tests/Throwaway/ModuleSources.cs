namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A program that imports its own file as a module: what is pinned is loaded, into a context of its own, and nothing else is.</summary>
public static class ModuleSources
{
    public const string Code = """
        using System.Collections.Frozen;
        using System.Security.Cryptography;
        using PyIdioms;

        namespace Throwaway;

        /// <summary>Compares from behind.</summary>
        public sealed class Backwards : IComparer<string>
        {
            /// <inheritdoc/>
            public int Compare(string? x, string? y) => string.CompareOrdinal(y, x);
        }

        internal sealed class Stored(FrozenDictionary<string, byte[]> images, ModuleTrust trust) : IModuleFinder
        {
            public ModuleSpec? FindSpec(string name) => images.TryGetValue(name, out var image) ? ModuleSpec.FromBytes(name, image, trust, origin: "here") : null;
        }

        internal static class Program
        {
            private static void Main()
            {
                var image = File.ReadAllBytes(typeof(Program).Assembly.Location);
                var images = new Dictionary<string, byte[]> { ["copy"] = image, ["forged"] = image }.ToFrozenDictionary();
                var pins = new Dictionary<string, string> { ["copy"] = Convert.ToHexStringLower(SHA256.HashData(image)) };
                ModuleFinders.Insert(0, new Stored(images, ModuleTrust.Pinned(pins)));

                var module = ModuleFinders.Import("copy");
                var comparer = module.Get<IComparer<string>>();
                Console.WriteLine($"{comparer.Compare("a", "b") > 0} {comparer is Backwards} {module.Spec.Origin}");
                Console.WriteLine($"{ModuleFinders.Reload(module) == module} {module.Get<IComparer<string>>() == comparer}");
                Console.WriteLine($"{ModuleFinders.Unload("copy")} {module.IsLoaded}");
                Try("forged");
                Try("missing");
            }

            private static void Try(string name)
            {
                try
                {
                    ModuleFinders.Import(name);
                }
                catch (ImportException refused)
                {
                    Console.WriteLine($"{refused.GetType().Name}: {refused.Message}");
                }
            }
        }
        """;

    public const string Output = """
        True False here
        True False
        True False
        UntrustedModuleException: Module 'forged' is not pinned.
        ModuleNotFoundException: No module named 'missing'.

        """;
}
