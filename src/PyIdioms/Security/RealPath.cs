namespace PyIdioms;

/// <summary>Where a path leads when every link in it is followed, as the operating system follows them: Python's <c>Path.resolve</c>.</summary>
static class RealPath
{
    /// <summary>How many links Linux follows before it says that they never end.</summary>
    const int MostLinks = 40;

    static readonly char[] Separators = OperatingSystem.IsWindows() ? ['\\', '/'] : ['/'];

    /// <summary>Follows a name from a folder whose own path has no links. What does not exist is taken as it is written.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(string folder, string name)
    {
        // Windows cancels '..' in the text, before it looks at the disk. Elsewhere '..' after a link is the parent of where the link leads.
        if (OperatingSystem.IsWindows()) name = Path.GetFullPath(name, folder);
        var (current, pending) = (folder, new Stack<string>());
        Follow(name);
        for (var links = 0; pending.TryPop(out var part);)
        {
            if (part is ".") continue;
            if (part is "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }
            var next = Path.Join(current, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }
            if (++links > MostLinks) throw new IOException($"Too many links: '{next}' leads in a circle.");
            Follow(OperatingSystem.IsWindows() ? Path.GetFullPath(target, current) : target);
        }
        return current;

        void Follow(string path)
        {
            if (Path.IsPathRooted(path))
            {
                current = Path.GetPathRoot(path)!;
                path = path[current.Length..];
            }
            var parts = path.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            for (var i = parts.Length - 1; i >= 0; i--) pending.Push(parts[i]);
        }
    }

    /// <summary>Whether a path is a folder or lies in it. Both have no links.</summary>
    public static bool IsUnder(string folder, string path)
    {
        var comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (path.Equals(folder, comparison)) return true;
        // With the separator: '/srv/data2' begins with '/srv/data' and is not in it.
        return path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, comparison);
    }
}
