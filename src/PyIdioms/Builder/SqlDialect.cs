namespace PyIdioms;

/// <summary>How a database says what standards leave open.</summary>
public enum SqlDialect
{
    /// <summary><c>LIMIT … OFFSET …</c>: SQLite, PostgreSQL, MySQL, DuckDB.</summary>
    Limit,

    /// <summary><c>TOP (…)</c> and <c>OFFSET … FETCH</c>: SQL Server.</summary>
    SqlServer,
}
