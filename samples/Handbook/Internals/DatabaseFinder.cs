using Microsoft.Data.Sqlite;
using PyIdioms;

namespace Handbook.Internals;

/// <summary>Finds modules in a table of SQLite: "Load modules stored in a database". Which of them become code is for whoever keeps the hashes or the key to say, not for the database.</summary>
sealed class DatabaseFinder(SqliteConnection database, ModuleTrust trust) : IModuleFinder
{
    public static void CreateTable(SqliteConnection database)
    {
        using var command = database.CreateCommand();
        command.CommandText = "CREATE TABLE modules (name TEXT PRIMARY KEY, image BLOB NOT NULL, signature BLOB)";
        command.ExecuteNonQuery();
    }

    /// <summary>Stores a module, in the place of one of the same name.</summary>
    public static void Store(SqliteConnection database, string name, byte[] image, byte[]? signature = null)
    {
        using var command = database.CreateCommand();
        command.CommandText = "INSERT OR REPLACE INTO modules VALUES ($name, $image, $signature)";
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$image", image);
        command.Parameters.AddWithValue("$signature", (object?)signature ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    public ModuleSpec? FindSpec(string name)
    {
        using var command = database.CreateCommand();
        command.CommandText = "SELECT image, signature FROM modules WHERE name = $name";
        command.Parameters.AddWithValue("$name", name);
        using var row = command.ExecuteReader();
        return row.Read() ? ModuleSpec.FromBytes(name, row.GetFieldValue<byte[]>(0), trust, row.IsDBNull(1) ? [] : row.GetFieldValue<byte[]>(1), $"sqlite:{new SqliteConnectionStringBuilder(database.ConnectionString).DataSource}") : null;
    }
}
