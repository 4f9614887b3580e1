namespace PyIdioms;

/// <summary>Which file a program's name means: the one on the search path, never one that happens to lie in the current folder.</summary>
/// <remarks>.NET's own search asks the folder of the running program and the current folder first, so that whoever can write there can replace <c>ls</c>.</remarks>
static class ProgramPath
{
    const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The full path of a program.</summary>
    /// <param name="program">A name, looked for on the path; or a path, relative to the process's folder.</param>
    /// <param name="environment">The environment of the process, whose path counts; null for our own.</param>
    /// <param name="folder">The folder that the process runs in.</param>
    /// <exception cref="FileNotFoundException">There is no such program.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be run.</exception>
    public static string Of(string program, IReadOnlyDictionary<string, string>? environment, string folder)
    {
        if (HasFolder(program))
        {
            var named = Path.Join(Path.IsPathRooted(program) ? "" : folder, program);
            return Directory.Exists(named) ? throw new UnauthorizedAccessException($"'{named}' is a folder, not a program.") : named;
        }
        var file = OperatingSystem.IsWindows() && !Path.HasExtension(program) ? program + ".exe" : program;
        string? refused = null;
        foreach (var entry in SearchPath(environment).Split(Path.PathSeparator))
        {
            // An empty or relative entry means the current folder.
            if (!Path.IsPathFullyQualified(entry)) continue;
            var path = Path.Join(entry, file);
            if (!File.Exists(path)) continue;
            if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0) return path;
            refused ??= path;
        }
        throw refused is null
            ? new FileNotFoundException($"There is no program '{program}' on the path.", program)
            : new UnauthorizedAccessException($"'{refused}' is not executable.");
    }

    static bool HasFolder(string program) => program.Contains('/', StringComparison.Ordinal) || (OperatingSystem.IsWindows() && program.AsSpan().ContainsAny('\\', ':'));

    static string SearchPath(IReadOnlyDictionary<string, string>? environment)
    {
        const string Name = "PATH";
        if (environment is null) return Environment.GetEnvironmentVariable(Name) ?? Default;
        foreach (var (name, value) in environment)
        {
            if (name.Equals(Name, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)) return value;
        }
        return Default;
    }

    static string Default => OperatingSystem.IsWindows() ? Environment.SystemDirectory : "/bin:/usr/bin";
}
