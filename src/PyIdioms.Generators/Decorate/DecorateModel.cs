using PyIdioms.Generators.Decorators;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Decorate;

/// <summary>A class that hands calls on.</summary>
/// <param name="Type">The class.</param>
/// <param name="Name">Its name, as an identifier in code.</param>
/// <param name="Prefix">How the names of what is generated begin, unlike those of its own members.</param>
/// <param name="Inners">What calls go to.</param>
/// <param name="Cores">The bodies of decorated methods that have none of their own.</param>
/// <param name="Methods">The methods that are handed on as they are.</param>
/// <param name="Decorated">The methods that are handed on with the decorators of the class around them.</param>
/// <param name="Properties">The properties and indexers.</param>
/// <param name="Events">The events.</param>
public sealed record DecorateModel(
    TypeShape Type, string Name, string Prefix, EquatableArray<InnerMember> Inners, EquatableArray<HandedOn> Cores, EquatableArray<HandedOn> Methods, EquatableArray<DecoratedMethod> Decorated,
    EquatableArray<HandedProperty> Properties, EquatableArray<HandedEvent> Events) : IModel
{
    public string HintName => Type.HintName + ".Inner" + Kernel.Decorators.Decorated.HintEnding;
}

/// <summary>A member that has an inner implementation.</summary>
/// <param name="Service">The interface, as code spells it.</param>
/// <param name="Member">The member; null where it has to be written, with a constructor that sets it.</param>
public sealed record InnerMember(string Service, Need? Member);

/// <summary>A method that is handed on.</summary>
/// <param name="Method">How it is declared.</param>
/// <param name="Inner">The place of what has it in <see cref="DecorateModel.Inners"/>.</param>
/// <param name="Service">The interface that declares it.</param>
/// <param name="Target">Its name there.</param>
/// <param name="Attributes">The attributes that an implementation has to repeat, a line each.</param>
public sealed record HandedOn(MethodShape Method, int Inner, string Service, string Target, EquatableArray<string> Attributes);

/// <summary>A property or an indexer that is handed on.</summary>
/// <param name="Inner">The place of what has it in <see cref="DecorateModel.Inners"/>.</param>
/// <param name="Service">The interface that declares it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as the declaration says it.</param>
/// <param name="ReturnsRef">Whether it gives out a reference.</param>
/// <param name="Parameters">The parameters of an indexer; none for a property.</param>
/// <param name="Gets">Whether it can be read.</param>
/// <param name="Sets">Whether it can be written.</param>
/// <param name="IsInit">Whether only an initializer can write it.</param>
/// <param name="Attributes">The attributes that an implementation has to repeat, a line each.</param>
public sealed record HandedProperty(int Inner, string Service, string Name, string Type, bool ReturnsRef, EquatableArray<ParameterShape> Parameters, bool Gets, bool Sets, bool IsInit, EquatableArray<string> Attributes);

/// <summary>An event that is handed on.</summary>
/// <param name="Inner">The place of what has it in <see cref="DecorateModel.Inners"/>.</param>
/// <param name="Service">The interface that declares it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as the declaration says it.</param>
/// <param name="Attributes">The attributes that an implementation has to repeat, a line each.</param>
public sealed record HandedEvent(int Inner, string Service, string Name, string Type, EquatableArray<string> Attributes);
