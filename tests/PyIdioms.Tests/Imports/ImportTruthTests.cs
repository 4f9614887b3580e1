using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Imports;

/// <summary>What Python's import system does, case by case.</summary>
public partial class ImportTruthTests
{
    /// <summary>Python's names, and what is theirs here: the log is one for all tests.</summary>
    static JsonElement Case(string id) => Truth.Of("imports", "import_system").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);

    static string[] Texts(JsonElement list, string prefix) => [.. list.EnumerateArray().Select(text => text.GetString()!.Replace("zz_", prefix, StringComparison.Ordinal))];

    static string ErrorOf(Exception error) => error switch { ModuleNotFoundException => "ModuleNotFoundError", ArgumentException => "ValueError", _ => error.GetType().Name };

    [Fact]
    public void FirstFinderWinsAndIsCached()
    {
        var truth = Case("first-finder-wins-and-cached");
        using var system = new ImportSystem();
        system.Add(new DictionaryFinder("f2", new() { ["t1_a"] = Modules.WithValue("t1_a", "2") }));
        system.Insert(0, new DictionaryFinder("f1", new() { ["t1_a"] = Modules.WithValue("t1_a", "1") }));
        var module = system.Import("t1_a");
        Assert.Equal(truth.GetProperty("value").GetInt32(), module.Get<IValue>().V);
        Assert.Equal(Texts(truth.GetProperty("first"), "t1_"), ModuleLog.Of("t1_"));
        Assert.Same(module, system.Import("t1_a"));
        Assert.Equal(truth.GetProperty("second").GetArrayLength(), ModuleLog.Of("t1_").Length - truth.GetProperty("first").GetArrayLength());
    }

    [Fact]
    public void APackageComesBeforeItsModules()
    {
        using var system = new ImportSystem();
        system.Add(new DictionaryFinder("f1", new() { ["t2_p"] = Modules.WithValue("t2_p", "1"), ["t2_p.sub"] = Modules.WithValue("t2_p.sub", "2") }));
        Assert.Equal(2, system.Import("t2_p.sub").Get<IValue>().V);
        Assert.Equal(Texts(Case("package-then-submodule").GetProperty("log"), "t2_"), ModuleLog.Of("t2_"));
        Assert.Equal(["t2_p", "t2_p.sub"], system.Modules.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AFailingBodyIsNotKept()
    {
        var truth = Case("failing-body-not-cached");
        using var system = new ImportSystem();
        system.Add(new DictionaryFinder("f1", new() { ["t3_bad"] = Modules.Compile("t3_bad", Modules.Failing) }));
        foreach (var attempt in (string[])["first", "second"])
        {
            var error = Assert.ThrowsAny<Exception>(() => system.Import("t3_bad"));
            Assert.Equal(truth.GetProperty(attempt).GetProperty("error").GetString(), ErrorOf(error));
        }
        Assert.Equal(truth.GetProperty("in_cache").GetBoolean(), system.Modules.ContainsKey("t3_bad"));
        Assert.Equal(Texts(truth.GetProperty("log"), "t3_"), ModuleLog.Of("t3_"));
    }

    [Fact]
    public void NullAmongTheModulesBlocks()
    {
        using var system = new ImportSystem();
        system.Add(new DictionaryFinder("f1", new() { ["t4_a"] = Modules.WithValue("t4_a", "1") }));
        system.Modules["t4_a"] = null;
        Assert.Equal(Case("null-in-cache-blocks").GetProperty("error").GetString(), ErrorOf(Assert.ThrowsAny<Exception>(() => system.Import("t4_a"))));
        Assert.Empty(ModuleLog.Of("t4_"));
        system.Modules.Remove("t4_a");
        Assert.Equal(1, system.Import("t4_a").Get<IValue>().V);
    }

    /// <summary>Python runs the new text in the old namespace, so that a name which it lacks stays. Here a version that is gone answers nothing; what was taken from it stays with whoever took it.</summary>
    [Fact]
    public void AReloadReplacesAllThatPythonWouldKeep()
    {
        Assert.True(Case("reload-keeps-stale-names").GetProperty("V_still").GetBoolean());
        Dictionary<string, byte[]> images = new() { ["t5_a"] = Modules.WithValue("t5_a", "1") };
        using var system = new ImportSystem();
        system.Add(new DictionaryFinder("f1", images));
        var module = system.Import("t5_a");
        var taken = module.Get<IValue>();
        images["t5_a"] = Modules.Compile("t5_a", "");
        Assert.Same(module, system.Reload(module));
        Assert.Equal(1, taken.V);
        Assert.Contains("no public class", Assert.Throws<ImportException>(() => module.Get<IValue>()).Message);
        images["t5_a"] = Modules.WithValue("t5_a", "2");
        Assert.Equal(2, system.Reload(module).Get<IValue>().V);
        images["t5_a"] = Modules.Compile("t5_a", Modules.Failing);
        Assert.Throws<ArgumentException>(() => system.Reload(module));
        Assert.Equal(2, module.Get<IValue>().V);
        images.Clear();
        Assert.Throws<ModuleNotFoundException>(() => system.Reload(module));
        Assert.Equal(2, system.Import("t5_a").Get<IValue>().V);
    }

    static readonly ImportSystem Lazily = new();

    [LazyImport] static partial ImportedModule Three { get; }

    static ImportedModule ThreeCore() => Lazily.Import("t6_b");

    [Theory]
    [InlineData("lazy-loads-on-first-member-once")]
    public void ALazyModuleIsLoadedAtItsFirstUse(string id)
    {
        var truth = Case(id);
        Lazily.Add(new DictionaryFinder("f1", []));
        Lazily.Add(new DictionaryFinder("f2", new() { ["t6_b"] = Modules.WithValue("t6_b", "3") }));
        Assert.Equal(truth.GetProperty("before").GetArrayLength(), ModuleLog.Of("t6_").Length);
        var first = Three.Get<IValue>().V;
        Assert.Equal(Texts(truth.GetProperty("after_first"), "t6_"), ModuleLog.Of("t6_"));
        Assert.Equal(truth.GetProperty("value").EnumerateArray().Select(v => v.GetInt32()), [(int)first!, (int)Three.Get<IValue>().V!]);
        Assert.Equal(Texts(truth.GetProperty("after_second"), "t6_"), ModuleLog.Of("t6_"));
        Assert.Equal(Case("stdlib-lazy-loader").GetProperty("before").GetArrayLength(), truth.GetProperty("before").GetArrayLength());
    }

    static readonly ImportSystem Fails = new();

    [LazyImport] static partial ImportedModule Broken { get; }

    static ImportedModule BrokenCore() => Fails.Import("t7_bad");

    [Fact]
    public void ALazyModuleThatFailsIsTriedAgain()
    {
        var truth = Case("lazy-failing-body-retries");
        Dictionary<string, byte[]> images = new() { ["t7_bad"] = Modules.Compile("t7_bad", Modules.Failing) };
        Fails.Add(new DictionaryFinder("f1", images));
        Assert.Equal(truth.GetProperty("first").GetProperty("error").GetString(), ErrorOf(Assert.ThrowsAny<Exception>(() => Broken)));
        Assert.Equal(truth.GetProperty("second").GetProperty("error").GetString(), ErrorOf(Assert.ThrowsAny<Exception>(() => Broken)));
        Assert.Equal(truth.GetProperty("execs").GetInt32(), ModuleLog.Of("t7_").Count(what => what.StartsWith("exec", StringComparison.Ordinal)));
        images["t7_bad"] = Modules.WithValue("t7_bad", "7");
        Assert.Equal(7, Broken.Get<IValue>().V);
    }
}
