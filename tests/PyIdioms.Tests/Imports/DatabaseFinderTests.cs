using System.Security.Cryptography;
using Handbook.Internals;
using Microsoft.Data.Sqlite;

namespace PyIdioms.Tests.Imports;

/// <summary>Modules out of SQLite: what was signed is loaded, and whoever writes to the table cannot change that.</summary>
public sealed class DatabaseFinderTests : IDisposable
{
    readonly SqliteConnection database = new("Data Source=:memory:");
    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly ImportSystem system = new();

    public DatabaseFinderTests()
    {
        database.Open();
        DatabaseFinder.CreateTable(database);
        system.Insert(0, new DatabaseFinder(database, ModuleTrust.Signed(key)));
    }

    public void Dispose()
    {
        system.Dispose();
        key.Dispose();
        database.Dispose();
    }

    void Publish(string name, byte[] image) => DatabaseFinder.Store(database, name, image, ModuleTrust.Sign(name, image, key));

    [Fact]
    public void ASignedModuleIsLoadedAndReloaded()
    {
        Publish("d1_a", Modules.WithValue("d1_a", "42"));
        var module = system.Import("d1_a");
        Assert.Equal(42, module.Get<IValue>().V);
        Assert.Equal("sqlite::memory:", module.Spec.Origin);
        Publish("d1_a", Modules.WithValue("d1_a", "43"));
        Assert.Equal(42, system.Import("d1_a").Get<IValue>().V);
        Assert.Equal(43, system.Reload(module).Get<IValue>().V);
        Assert.Throws<ModuleNotFoundException>(() => system.Import("d1_b"));
    }

    [Fact]
    public void WhatSomebodyElseWroteIsNotLoaded()
    {
        var good = Modules.WithValue("d2_a", "1");
        Publish("d2_a", good);
        var module = system.Import("d2_a");
        DatabaseFinder.Store(database, "d2_a", Modules.WithValue("d2_a", "666"), ModuleTrust.Sign("d2_a", good, key));
        Assert.Throws<UntrustedModuleException>(() => system.Reload(module));
        Assert.Equal(1, module.Get<IValue>().V);
        DatabaseFinder.Store(database, "d2_b", good, ModuleTrust.Sign("d2_a", good, key));
        Assert.Throws<UntrustedModuleException>(() => system.Import("d2_b"));
        DatabaseFinder.Store(database, "d2_c", good);
        Assert.Throws<UntrustedModuleException>(() => system.Import("d2_c"));
        Assert.Equal(["exec d2_a"], ModuleLog.Of("d2_"));
    }
}
