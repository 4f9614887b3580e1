using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Secret;

/// <summary>A type that holds a secret value.</summary>
/// <param name="Type">The type.</param>
/// <param name="Name">Its bare name, as it shows.</param>
/// <param name="IsRecord">Whether C# writes its operators.</param>
/// <param name="Payload">The member that holds the value, as an identifier in code.</param>
/// <param name="PayloadType">The value's type without nullable marks.</param>
/// <param name="CanCreate">Whether a constructor takes the value and nothing else.</param>
/// <param name="IsGeneric">Whether the type or one around it has type parameters, so that no attribute can name it.</param>
/// <param name="Existing">Attributes that the user has written.</param>
public sealed record SecretModel(
    TypeShape Type, string Name, bool IsRecord, string Payload, string PayloadType, bool CanCreate, bool IsGeneric, OwnAttributes Existing) : IModel
{
    /// <summary>What sets this file apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".Secret";

    public string HintName => Type.HintName + HintEnding;
}

/// <summary>Attributes of the generated part that a user may have written already.</summary>
[Flags]
public enum OwnAttributes { None = 0, JsonConverter = 1, TypeConverter = 2, DebuggerDisplay = 4 }
