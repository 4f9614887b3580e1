using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Chain;

/// <summary>A chain of responsibility.</summary>
/// <param name="Type">The class.</param>
/// <param name="Name">Its bare name, escaped.</param>
/// <param name="Request">What is asked.</param>
/// <param name="Response">What is answered, without a mark for null; as the type argument of <c>INext</c>.</param>
/// <param name="Answer">What is answered, or null.</param>
/// <param name="IsAsync">Whether one of the links takes time.</param>
/// <param name="Prefix">What the names of private members begin with.</param>
/// <param name="Links">The links, in the order in which they are asked.</param>
/// <param name="End">What is asked behind the last link; null for nothing.</param>
/// <param name="Given">The links that a constructor has to take.</param>
/// <param name="WritesConstructor">Whether the constructor is to be written.</param>
public sealed record ChainModel(
    TypeShape Type, string Name, string Request, string Response, string Answer, bool IsAsync, string Prefix, EquatableArray<ChainLink> Links, ChainLink? End,
    EquatableArray<GivenLink> Given, bool WritesConstructor) : IModel
{
    /// <summary>What sets this file apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".Chain";

    public string HintName => Type.HintName + HintEnding;
}

/// <summary>A link and how it is called.</summary>
/// <param name="Call">What stands before the arguments: <c>_auth.Handle</c>.</param>
/// <param name="TakesNext">Whether it takes the rest of the chain.</param>
/// <param name="TakesToken">Whether it takes a token.</param>
/// <param name="Arguments">Its parameters in order: what each of them gets.</param>
/// <param name="Result">The type of its task; empty where it answers at once.</param>
/// <param name="IsTask">Whether that is a Task, not a ValueTask.</param>
public sealed record ChainLink(string Call, bool TakesNext, bool TakesToken, EquatableArray<string> Arguments, string Result, bool IsTask)
{
    /// <summary>Stands for the rest of the chain among the arguments.</summary>
    public const string Next = "\u0001";

    public bool IsAsync => Result.Length > 0;
}

/// <summary>A link that a constructor takes.</summary>
/// <param name="Member">The field or property.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Type">Its type.</param>
public sealed record GivenLink(string Member, string Parameter, string Type);
