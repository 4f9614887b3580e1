using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Tests.Imports;

/// <summary>Modules that need each other, many threads, unloading, and bytes that nobody trusts.</summary>
public class ImportSystemTests
{
    [Fact]
    public void AModuleRefersToAnother()
    {
        var tools = Modules.Compile("s1.Tools", "public static class Tools { public static int Twice(int n) => 2 * n; }");
        var user = Modules.Compile("s1_user", "public sealed class Value : IValue { public object? V => Tools.Twice(21); }", MetadataReference.CreateFromImage(tools));
        using var system = new ImportSystem();
        system.Add(new DictionaryFinder("f", new() { ["s1.Tools"] = tools, ["s1_user"] = user }));
        Assert.Equal(42, system.Import("s1_user").Get<IValue>().V);
        // An assembly's name has no packages, a module's has.
        Assert.Equal(["s1.Tools", "s1_user"], system.Modules.Keys.Order(StringComparer.Ordinal));
        Assert.Same(typeof(IValue).Assembly, system.Import("s1_user").Types<IValue>()[0].GetInterfaces()[0].Assembly);
        Assert.Throws<ModuleNotFoundException>(() => system.Import("s2.missing.deep"));
    }

    [Fact]
    public async Task EightThreadsImportOnce()
    {
        using var system = new ImportSystem();
        system.Add(new DictionaryFinder("f", new() { ["s3_a"] = Modules.WithValue("s3_a", "1") }));
        using var start = new Barrier(8);
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait();
            return system.Import("s3_a").Get<IValue>();
        }, default, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Single(all.Distinct());
        Assert.Equal(["f:s3_a", "exec s3_a"], ModuleLog.Of("s3_"));
    }

    [Fact]
    public void WhatIsUnloadedIsCollected()
    {
        using var system = new ImportSystem();
        system.Add(new DictionaryFinder("f", new() { ["s4_a"] = Modules.Compile("s4_a", "public sealed class Value : IValue, IDisposable { public object? V => 1; public void Dispose() => ModuleLog.Add(\"s4_a\", \"disposed\"); }") }));
        var assembly = Use(system);
        Assert.True(assembly.IsAlive);
        Assert.True(system.Unload("s4_a"));
        Assert.False(system.Unload("s4_a"));
        Assert.Equal("disposed", ModuleLog.Of("s4_")[^1]);
        for (var i = 0; assembly.IsAlive && i < 20; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(assembly.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference Use(ImportSystem system)
    {
        var module = system.Import("s4_a");
        Assert.Equal(1, module.Get<IValue>().V);
        return new(module.Assembly);
    }

    [Fact]
    public void WhoeverHoldsAnUnloadedModuleIsTold()
    {
        using var system = new ImportSystem();
        system.Add(new DictionaryFinder("f", new() { ["s5_a"] = Modules.WithValue("s5_a", "1") }));
        var module = system.Import("s5_a");
        system.Unload("s5_a");
        Assert.False(module.IsLoaded);
        Assert.Contains("has been unloaded", Assert.Throws<ImportException>(() => module.Get<IValue>()).Message);
        Assert.Throws<ImportException>(() => system.Reload(module));
        Assert.NotSame(module, system.Import("s5_a"));
    }

    [Fact]
    public void ACircleOfBodiesIsAnError()
    {
        using var system = new ImportSystem();
        Circle.System = system;
        system.Add(new DictionaryFinder("f", new()
        {
            ["s6_a"] = Modules.Compile("s6_a", "static class Own { public static void More() => Circle.System!.Import(\"s6_b\"); }"),
            ["s6_b"] = Modules.Compile("s6_b", "static class Own { public static void More() => Circle.System!.Import(\"s6_a\"); }"),
        }));
        Assert.Equal(["s6_a", "s6_b", "s6_a"], Assert.Throws<CircularImportException>(() => system.Import("s6_a")).Path);
        Assert.Empty(system.Modules);
    }

    [Fact]
    public void SeveralImplementationsAreTakenTogether()
    {
        using var system = new ImportSystem();
        system.Add(new DictionaryFinder("f", new() { ["s7_a"] = Modules.Compile("s7_a", "public class One : IValue { public object? V => 1; } public class Two : IValue { public object? V => 2; } class Hidden : IValue { public object? V => 3; } public abstract class No : IValue { public abstract object? V { get; } } public class Needs(int n) : IValue { public object? V => n; }") }));
        var module = system.Import("s7_a");
        Assert.Equal([1, 2], module.GetAll<IValue>().Select(v => v.V));
        Assert.Same(module.GetAll<IValue>()[0], module.GetAll<IValue>()[0]);
        Assert.Contains("One and Two", Assert.Throws<ImportException>(() => module.Get<IValue>()).Message);
    }

    [Fact]
    public void WhatIsGenericOrAbstractImplementsNothing()
    {
        using var system = new ImportSystem();
        system.Add(new DictionaryFinder("f", new() { ["s10_a"] = Modules.Compile("s10_a", "public class Of<T> : IValue { public object? V => default(T); } public abstract class Half : IValue { public Half() { } public object? V => 1; } public class Whole : Half;") }));
        var module = system.Import("s10_a");
        Assert.Equal("Whole", Assert.Single(module.Types<IValue>()).Name);
        Assert.Equal(1, module.Get<IValue>().V);
    }

    /// <summary>What is made last may use what was made first.</summary>
    [Fact]
    public void TheLastMadeIsDisposedOfFirst()
    {
        const string Part = "{ public object? V => 1; public void Dispose() => ModuleLog.Add(\"s11_a\", GetType().Name); }";
        using var system = new ImportSystem();
        system.Add(new DictionaryFinder("f", new() { ["s11_a"] = Modules.Compile("s11_a", $"public interface IOne : IValue; public interface ITwo : IValue; public sealed class Two : ITwo, IDisposable {Part} public sealed class One : IOne, IDisposable {Part}") }));
        var module = system.Import("s11_a");
        foreach (var type in module.Types<IValue>().OrderBy(static t => t.Name)) _ = typeof(ImportedModule).GetMethod("Get")!.MakeGenericMethod(type.GetInterfaces().First(static i => i.Name.Length > 3 && i != typeof(IValue) && i != typeof(IDisposable))).Invoke(module, null);
        system.Unload("s11_a");
        Assert.Equal(["Two", "One"], ModuleLog.Of("s11_")[^2..]);
    }

    /// <summary>That a module is not there is said of the one that is not, by whomever it was needed.</summary>
    [Fact]
    public void WhatADependencyMissesIsNamed()
    {
        var needed = Modules.Compile("s12_b", "public static class B { public static int One => 1; } static class Own { public static void More() => Chained.System!.Import(\"s12_gone\"); }");
        using var system = new ImportSystem();
        Chained.System = system;
        system.Add(new DictionaryFinder("f", new() { ["s12_b"] = needed, ["s12_a"] = Modules.Compile("s12_a", "public sealed class Value : IValue { public object? V => B.One; }", MetadataReference.CreateFromImage(needed)) }));
        var value = system.Import("s12_a").Get<IValue>();
        Assert.Contains("No module named 's12_gone'", Assert.ThrowsAny<Exception>(() => value.V).ToString());
    }

    [Fact]
    public void AFinderMayNotGiveAnotherModule()
    {
        using var system = new ImportSystem();
        system.Add(new Liar());
        Assert.Contains("gave 's8_b' for 's8_a'", Assert.Throws<ImportException>(() => system.Import("s8_a")).Message);
    }

    [Fact]
    public void OnlyTrustedBytesBecomeModules()
    {
        var image = Modules.WithValue("s9_a", "1");
        var changed = image.ToArray();
        changed[^1] ^= 1;
        var pins = ModuleTrust.Pinned(new Dictionary<string, string> { ["s9_a"] = Convert.ToHexString(SHA256.HashData(image)) });
        Assert.Equal("s9_a", ModuleSpec.FromBytes("s9_a", image, pins).Name);
        Assert.Contains("not the one that is pinned", Assert.Throws<UntrustedModuleException>(() => ModuleSpec.FromBytes("s9_a", changed, pins)).Message);
        Assert.Contains("not pinned", Assert.Throws<UntrustedModuleException>(() => ModuleSpec.FromBytes("s9_b", image, pins)).Message);
        Assert.Throws<ArgumentException>(() => ModuleSpec.FromBytes("s9\0a", image, ModuleTrust.Unverified));
        Assert.Throws<FormatException>(() => ModuleTrust.Pinned(new Dictionary<string, string> { ["s9_a"] = "abcd" }));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signed = ModuleTrust.Signed(key);
        var signature = ModuleTrust.Sign("s9_a", image, key);
        Assert.Equal("s9_a", ModuleSpec.FromBytes("s9_a", image, signed, signature).Name);
        Assert.Throws<UntrustedModuleException>(() => ModuleSpec.FromBytes("s9_a", changed, signed, signature));
        Assert.Throws<UntrustedModuleException>(() => ModuleSpec.FromBytes("s9_b", image, signed, signature));
        Assert.Throws<UntrustedModuleException>(() => ModuleSpec.FromBytes("s9_a", image, signed, ModuleTrust.Sign("s9_a", image, other)));
        Assert.Contains("not signed", Assert.Throws<UntrustedModuleException>(() => ModuleSpec.FromBytes("s9_a", image, signed)).Message);
    }

    sealed class Liar : IModuleFinder
    {
        public ModuleSpec? FindSpec(string name) => ModuleSpec.FromBytes("s8_b", Modules.WithValue("s8_b", "1"), ModuleTrust.Unverified);
    }
}

/// <summary>What modules that import each other import through.</summary>
public static class Circle
{
    public static ImportSystem? System { get; set; }
}

/// <summary>What a module imports through that needs another.</summary>
public static class Chained
{
    public static ImportSystem? System { get; set; }
}
