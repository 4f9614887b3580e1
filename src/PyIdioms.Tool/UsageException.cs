namespace PyIdioms.Tool;

/// <summary>The user asked for something that cannot be done; the message says what, and what to do instead.</summary>
sealed class UsageException(string message, Exception? cause = null) : Exception(message, cause);
