using System.Collections.ObjectModel;
using System.Data.Common;

namespace PyIdioms;

/// <summary>A query as a database takes it: text, and the values of its parameters.</summary>
public sealed class SqlQuery
{
    internal SqlQuery(string text, Dictionary<string, object?> parameters)
    {
#pragma warning disable PYI0201 // Made of literal parts and quoted names alone.
        Text = text;
#pragma warning restore PYI0201
        Parameters = parameters.AsReadOnly();
    }

    /// <summary>The text; each value stands in it as a parameter: <c>@p0</c>.</summary>
    [LiteralString]
    public string Text { get; }

    /// <summary>The values by the names of their parameters, as Dapper takes them: <c>connection.Query&lt;User&gt;(query.Text, query.Parameters)</c>.</summary>
    public ReadOnlyDictionary<string, object?> Parameters { get; }

    /// <summary>A command of a connection, with the text and the parameters.</summary>
    /// <param name="connection">The connection; it may still be closed.</param>
    /// <returns>The command, which the caller disposes of.</returns>
    /// <exception cref="ArgumentNullException">The connection is null.</exception>
    public DbCommand CommandOn(DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var command = connection.CreateCommand();
        command.CommandText = Text;
        foreach (var (name, value) in Parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
