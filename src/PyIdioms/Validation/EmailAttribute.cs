namespace PyIdioms;

/// <summary>The text must be an e-mail address: <c>name@host</c>.</summary>
/// <remarks>What HTML calls a valid address, with letters of all scripts (RFC 6531); no quoted names, no comments. Whether mail arrives is another question.</remarks>
public sealed partial class EmailAttribute : ConstraintAttribute;
